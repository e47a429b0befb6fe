import { getTableColumns, getTableName } from "drizzle-orm";
import type { Sql } from "postgres";
import { auditRecords } from "./tables/audit.ts";

const columns = Object.entries(getTableColumns(auditRecords));
const list = (write: (field: string, column: (typeof columns)[number][1]) => string) =>
  columns.map(([field, column]) => write(field, column)).join(", ");

/** One prepared text for every batch size, where a builder would make a new text and 23 parameters a record. */
const APPEND = `
  INSERT INTO ${getTableName(auditRecords)} (${list((_field, column) => column.name)})
  SELECT ${list((field) => `r."${field}"`)}
  FROM jsonb_to_recordset($1::text::jsonb) AS r (${list((field, column) => `"${field}" ${column.getSQLType()}`)})`;

/** Appends records, each the JSON text of its row, in one statement, so that they share one commit; returns when it is on disk. */
export async function appendAuditRecords(sql: Sql, rows: readonly string[]): Promise<void> {
  await sql.unsafe(APPEND, [`[${rows.join(",")}]`], { prepare: true });
}
