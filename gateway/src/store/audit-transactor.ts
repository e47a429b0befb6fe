import { getTableColumns, getTableName } from "drizzle-orm";
import type { Sql } from "postgres";
import type { AuditRecord } from "../audit/audit-record.ts";
import { auditRecords } from "./tables/audit.ts";

/** One run of one writer and the number of the last record that is durable. */
export interface AuditPosition {
  readonly instanceId: string;
  readonly sequence: number;
}

const columns = Object.entries(getTableColumns(auditRecords));
const list = (write: (field: string, column: (typeof columns)[number][1]) => string) =>
  columns.map(([field, column]) => write(field, column)).join(", ");

/** One prepared text for every batch size, where a builder would make a new text and 19 parameters a record. */
const APPEND = `
  INSERT INTO ${getTableName(auditRecords)} (${list((_field, column) => column.name)})
  SELECT ${list((field) => `r."${field}"`)}
  FROM jsonb_to_recordset($1::text::jsonb) AS r (${list((field, column) => `"${field}" ${column.getSQLType()}`)})`;

/** Appends the records after `position` in one statement, so that they share one commit, and returns when it is on disk. */
export async function appendAuditRecords(
  sql: Sql,
  position: AuditPosition,
  records: readonly AuditRecord[],
): Promise<void> {
  const { instanceId, sequence } = position;
  const rows = records.map((record, index) => ({ instanceId, sequence: sequence + index + 1, ...record }));
  await sql.unsafe(APPEND, [JSON.stringify(rows)], { prepare: true });
}
