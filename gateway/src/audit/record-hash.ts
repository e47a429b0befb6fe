import { lineHash, lineSalt, linesOf } from "./audit-line.ts";
import type { AuditRecord } from "./audit-record.ts";
import { merkleRoot, sha256 } from "./merkle.ts";

/** A record ready for its place in the chain. */
export interface SealedRecord {
  /** Canonical JSON of the record and its nonce. */
  readonly body: string;
  readonly bodyHash: string;
  /** One for each person the record names. */
  readonly lineHashes: readonly string[];
}

/** Verdicts are one object for each compiled operation and view; their text is made once for each. */
const verdictTexts = new WeakMap<AuditRecord["verdicts"], string>();

/**
 * The nonce is random and only in the record: the hash of a body can be shown to somebody who must not guess the rest.
 * The text is what `canonicalJson` gives, made by the built-in function with every key already in its place.
 */
export function sealRecord(record: AuditRecord, nonce: string): SealedRecord {
  const at = new Date(record.at).toISOString();
  const beforeVerdicts = JSON.stringify({
    at,
    caseNo: record.caseNo,
    citizenId: record.citizenId,
    clientId: record.clientId,
    department: record.department,
    durationMs: record.durationMs,
    nonce,
    officerId: record.officerId,
    operationHash: record.operationHash,
    operationName: record.operationName,
    outcome: record.outcome,
    policyVersion: record.policyVersion,
    purpose: record.purpose,
    region: record.region,
    requestId: record.requestId,
    rowCounts: sorted(record.rowCounts),
    subjects: record.subjects.map(({ id, type, verb }) => ({ id, type, verb })),
  });
  const body = `${beforeVerdicts.slice(0, -1)},"verdicts":${verdictText(record.verdicts)}}`;
  const lines = linesOf({ ...record, at });
  return {
    body,
    bodyHash: sha256(body),
    lineHashes: lines.map((line) => lineHash(line, lineSalt(nonce, line.personId))),
  };
}

/** The hash of a record at its place: of the one before it, its body and its lines. */
export function recordHash(previousHash: string, bodyHash: string, lineHashes: readonly string[]): string {
  return sha256(`${previousHash}${bodyHash}${merkleRoot(lineHashes)}`);
}

/** What stands before the first record of a run. */
export function runHash(instanceId: string): string {
  return sha256(`tongshu audit run ${instanceId}`);
}

function verdictText(verdicts: AuditRecord["verdicts"]): string {
  const known = verdictTexts.get(verdicts) ?? JSON.stringify(sorted(verdicts));
  verdictTexts.set(verdicts, known);
  return known;
}

function sorted<T>(members: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}
