import { beijingDate } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import type { Database, DatabaseRow } from "../database/database.ts";
import { bind, type Query, type StatementInputs } from "./statement.ts";

/**
 * Where rows come from: a compiled statement (entity, columns, key column, scope) and the values of one call (keys,
 * scope values, page). The seam for anything faster, such as merging the keys of calls that run the same statement.
 */
export interface RowSource {
  rows(query: Query, inputs: StatementInputs): Promise<readonly DatabaseRow[]>;
}

/** The day in Beijing that an entity's conditions compare with: the register's clock says it, not the database's. */
export const today = sql`${sql.placeholder("today")}::date`;

/** Gives each statement the day of its call. */
export function datedRowSource(source: RowSource, clock: Clock): RowSource {
  return { rows: (query, inputs) => source.rows(query, { ...inputs, today: beijingDate(clock.nowMs()) }) };
}

export function databaseRowSource(database: Database): RowSource {
  return { rows: (query, inputs) => database.query(query.text, bind(query, inputs)) };
}
