import type { AuditRecord } from "./audit-record.ts";

/** A record with its place in the chain, as it was stored. */
export interface ChainedRecord extends AuditRecord {
  readonly instanceId: string;
  readonly sequence: number;
  readonly nonce: string;
  readonly bodyHash: string;
  readonly lineHashes: readonly string[];
  readonly hash: string;
}

export interface ChainedHead {
  readonly headNo: number;
  readonly instanceId: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly jws: string;
  readonly headHash: string;
  readonly previousHeadHash: string;
  /** The records' hashes, 32 bytes each. */
  readonly leaves: Uint8Array;
}

/** Where records and heads are read from to be verified. */
export interface ChainSource {
  /** In the order of their numbers. */
  heads(): AsyncIterable<ChainedHead>;
  listRuns(): Promise<readonly string[]>;
  /** Records of one run after `sequence`, at most `max`, in order. */
  recordsAfter(instanceId: string, sequence: number, max: number): Promise<readonly ChainedRecord[]>;
}

export const LEAF_BYTES = 32;

/** The hashes that a head is over. */
export function leavesOf({ leaves }: Pick<ChainedHead, "leaves">): string[] {
  const bytes = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.byteLength);
  return Array.from({ length: bytes.length / LEAF_BYTES }, (_, index) =>
    bytes.toString("base64url", index * LEAF_BYTES, (index + 1) * LEAF_BYTES),
  );
}
