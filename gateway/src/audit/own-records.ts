import type { ImpatientConnection } from "../store/impatient-connection.ts";
import {
  type HeadRow,
  type LinePlace,
  listHeadsOver,
  listOwnLines,
  type OwnLineRow,
} from "../store/own-lines-reader.ts";
import { type AuditLine, lineHash, lineText, shownOf } from "./audit-line.ts";
import { leavesOf } from "./chain-source.ts";
import type { LineProof } from "./line-proof.ts";
import { merklePath } from "./merkle.ts";
import { runHash } from "./record-hash.ts";

export interface OwnRecord {
  readonly line: AuditLine;
  /** Null while no head is over the record: some seconds. */
  readonly proof: LineProof | null;
}

export interface OwnRecordPage {
  readonly records: readonly OwnRecord[];
  /** Where the next page begins; null at the end. */
  readonly next: LinePlace | null;
}

/** Reads one person's own log. */
export class OwnRecords {
  readonly #connection: ImpatientConnection;

  constructor(connection: ImpatientConnection) {
    this.#connection = connection;
  }

  /** The newest first. A record of a question that got no answer holds no line of anybody. */
  page(personId: string, before: LinePlace | null, max: number): Promise<OwnRecordPage> {
    return this.#connection.run(async (sql) => {
      const rows = await listOwnLines(sql, personId, before, max + 1);
      const shown = rows.slice(0, max);
      const heads = shown.length > 0 ? await listHeadsOver(sql, shown) : [];
      const records = shown.filter(({ lineHashes }) => lineHashes.length > 0);
      const last = rows.length > max ? shown.at(-1) : undefined;
      return { records: records.map((row) => toOwnRecord(personId, row, heads)), next: last ? placeOf(last) : null };
    });
  }
}

function placeOf({ at, instanceId, sequence }: OwnLineRow): LinePlace {
  return { at: at.toISOString(), instanceId, sequence };
}

function toOwnRecord(personId: string, row: OwnLineRow, heads: readonly HeadRow[]): OwnRecord {
  const { department, purpose, verbs, instanceId, sequence } = row;
  const fields = shownOf(row.verdicts);
  const line: AuditLine = { at: row.at.toISOString(), department, fields, personId, purpose, verbs };
  const head = heads.find((one) => one.instanceId === instanceId && isOver(one, sequence));
  return { line, proof: head ? proofOf(line, row, head) : null };
}

function isOver({ firstSequence, lastSequence }: HeadRow, sequence: number): boolean {
  return firstSequence <= sequence && sequence <= lastSequence;
}

/** Null where the line is not the one that was hashed: then there is nothing to prove. */
function proofOf(line: AuditLine, row: OwnLineRow, head: HeadRow): LineProof | null {
  const index = row.lineHashes.indexOf(lineHash(line, row.salt));
  if (index === -1) return null;
  return {
    line: lineText(line),
    salt: row.salt,
    linePath: merklePath(row.lineHashes, index),
    bodyHash: row.bodyHash,
    previousHash: row.previousHash ?? runHash(row.instanceId),
    recordPath: merklePath(leavesOf(head), row.sequence - head.firstSequence),
    head: head.jws,
  };
}
