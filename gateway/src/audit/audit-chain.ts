import { randomUUID } from "node:crypto";
import type { AuditRecord } from "./audit-record.ts";
import { recordHash, runHash, sealRecord } from "./record-hash.ts";

/** One run of one writer and the last of its records that is durable. */
export interface ChainPosition {
  readonly instanceId: string;
  readonly sequence: number;
  readonly hash: string;
}

/** A run that has no record yet. */
export function newRun(): ChainPosition {
  const instanceId = randomUUID();
  return { instanceId, sequence: 0, hash: runHash(instanceId) };
}

/** The records as the next links after `position`: JSON texts of their rows, and where the chain then stands. */
export function chainRecords(
  position: ChainPosition,
  records: readonly AuditRecord[],
): { readonly rows: readonly string[]; readonly end: ChainPosition } {
  const { instanceId } = position;
  let { sequence, hash } = position;
  const rows = records.map((record) => {
    const { body, bodyHash, lineHashes } = sealRecord(record, randomUUID());
    sequence += 1;
    hash = recordHash(hash, bodyHash, lineHashes);
    const place = JSON.stringify({ instanceId, sequence, bodyHash, lineHashes, hash });
    // Both are objects, so one text is made of the two without writing the record out again.
    return `${place.slice(0, -1)},${body.slice(1)}`;
  });
  return { rows, end: { instanceId, sequence, hash } };
}
