import type { JSONWebKeySet } from "jose";
import { openHead } from "./audit-head.ts";
import type { AuditLine } from "./audit-line.ts";
import { type MerkleStep, rootByPath, sha256 } from "./merkle.ts";

/** What a person needs to prove, with the hub's published keys alone, that a line of the own log was recorded. */
export interface LineProof {
  /** The line, as the text that was hashed. */
  readonly line: string;
  readonly salt: string;
  /** From the line to all lines of its record. */
  readonly linePath: readonly MerkleStep[];
  readonly bodyHash: string;
  readonly previousHash: string;
  /** From the record to the root that the head signs. */
  readonly recordPath: readonly MerkleStep[];
  /** Compact JWS. */
  readonly head: string;
}

export interface ProvenLine {
  readonly line: AuditLine;
  /** By when the record stood as it stands. */
  readonly closedAt: string;
}

/** The line that the proof proves, or null. */
export async function checkLine(proof: LineProof, keys: JSONWebKeySet): Promise<ProvenLine | null> {
  if (!Array.isArray(proof.linePath) || !Array.isArray(proof.recordPath)) return null;
  const linesRoot = rootByPath(sha256(`${proof.salt}${proof.line}`), proof.linePath);
  const recordHash = sha256(`${proof.previousHash}${proof.bodyHash}${linesRoot}`);
  const head = await openHead(proof.head, keys);
  if (head === null || rootByPath(recordHash, proof.recordPath) !== head.root) return null;
  return { line: JSON.parse(proof.line) as AuditLine, closedAt: head.closedAt };
}
