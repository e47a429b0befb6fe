import type { Database, DatabaseRow } from "../database/database.ts";
import { bind, type Statement, type StatementInputs } from "./statement.ts";

/**
 * Where rows come from: a compiled statement (entity, columns, key column, scope) and the values of one call (keys,
 * scope values, page). The seam for anything faster, such as merging the keys of calls that run the same statement.
 */
export interface RowSource {
  rows(statement: Statement, inputs: StatementInputs): Promise<readonly DatabaseRow[]>;
}

export function databaseRowSource(database: Database): RowSource {
  return { rows: (statement, inputs) => database.query(statement.text, bind(statement, inputs)) };
}
