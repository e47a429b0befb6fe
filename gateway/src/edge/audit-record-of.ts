import type { ErrorCode } from "@tongshu/schema";
import type { AuditRecord } from "../audit/audit-record.ts";
import type { RequestScope } from "../request-scope.ts";

/** Operation names are the caller's free text: one that holds a number is not kept. */
const NUMBER_SHAPE = /\d{15}/;

/** The record of one request, as it ended. */
export function auditRecordOf(scope: RequestScope, outcome: "OK" | ErrorCode, endedAtMs: number): AuditRecord {
  const { caller, account } = scope;
  const { operationName } = account;
  return {
    requestId: scope.requestId,
    at: new Date(scope.startedAtMs).toISOString(),
    clientId: caller.clientId,
    department: caller.department,
    region: caller.region,
    officerId: caller.officerId ?? null,
    citizenId: caller.citizenId ?? null,
    purpose: scope.purposeCode,
    caseNo: scope.caseNo,
    operationHash: account.operationHash,
    operationName: operationName !== null && NUMBER_SHAPE.test(operationName) ? null : operationName,
    policyVersion: scope.snapshot.version,
    subjects: account.subjects,
    verdicts: account.verdicts,
    rowCounts: account.rowCounts,
    durationMs: endedAtMs - scope.startedAtMs,
    outcome,
  };
}
