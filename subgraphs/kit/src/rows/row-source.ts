import type { Database, DatabaseRow } from "../database/database.ts";
import { bind, type Query, type StatementInputs } from "./statement.ts";

/**
 * Where rows come from: a compiled statement (entity, columns, key column, scope) and the values of one call (keys,
 * scope values, page). The seam for anything faster, such as merging the keys of calls that run the same statement.
 */
export interface RowSource {
  rows(query: Query, inputs: StatementInputs): Promise<readonly DatabaseRow[]>;
}

export function databaseRowSource(database: Database): RowSource {
  return { rows: (query, inputs) => database.query(query.text, bind(query, inputs)) };
}
