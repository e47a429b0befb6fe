import type { Sql } from "postgres";
import type { AuditRecord } from "../audit/audit-record.ts";

/** One run of one writer and the number of the last record that is durable. */
export interface AuditPosition {
  readonly instanceId: string;
  readonly sequence: number;
}

/**
 * Appends the records after `position` in one statement, so that they share one commit, and returns when it is on disk.
 * Raw SQL: one prepared text for every batch size, where a builder would make a new text and 18 parameters a record.
 */
export async function appendAuditRecords(
  sql: Sql,
  position: AuditPosition,
  records: readonly AuditRecord[],
): Promise<void> {
  const rows = records.map((record, index) => ({ sequence: position.sequence + index + 1, ...record }));
  await sql`
    INSERT INTO audit_records (
      instance_id, sequence, request_id, at, client_id, department, region, officer_id, citizen_id, purpose, case_no,
      operation_hash, operation_name, policy_version, subjects, verdicts, row_counts, duration_ms, outcome
    )
    SELECT
      ${position.instanceId}::uuid, r.sequence, r."requestId", r.at, r."clientId", r.department, r.region, r."officerId",
      r."citizenId", r.purpose, r."caseNo", r."operationHash", r."operationName", r."policyVersion", r.subjects,
      r.verdicts, r."rowCounts", r."durationMs", r.outcome
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r (
      sequence bigint, "requestId" text, at timestamptz, "clientId" text, department text, region text,
      "officerId" text, "citizenId" text, purpose text, "caseNo" text, "operationHash" text, "operationName" text,
      "policyVersion" text, subjects jsonb, verdicts jsonb, "rowCounts" jsonb, "durationMs" double precision, outcome text
    )`;
}
