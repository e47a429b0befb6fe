import type { ChainedHead, ChainedRecord } from "./chain-source.ts";
import { leavesOf } from "./chain-source.ts";
import { type MerkleStep, merklePath, sha256 } from "./merkle.ts";
import { runHash } from "./record-hash.ts";
import type { ExportFacts, Watermark } from "./watermark.ts";

/** First line of an export. */
export interface ExportHeader extends ExportFacts {
  readonly kind: "EXPORT";
  readonly watermark: string;
  /** Goes into the mark of each line. */
  readonly tag: string;
  readonly from: string;
  readonly until: string;
}

/** A record with what it takes to check it without the rest of its run. */
export interface ExportedRecord extends ChainedRecord {
  readonly kind: "RECORD";
  readonly mark: string;
  readonly previousHash: string;
  /** Its way to the head of this number; absent while no head is over it. */
  readonly headNo: number | null;
  readonly path: readonly MerkleStep[];
}

export interface ExportedHead {
  readonly kind: "HEAD";
  readonly headNo: number;
  readonly jws: string;
}

export interface ExportContent {
  readonly records: readonly (ChainedRecord & { readonly previousHash: string | null })[];
  readonly heads: readonly ChainedHead[];
}

export interface ExportOrder {
  readonly exporter: string;
  readonly at: string;
  readonly from: string;
  readonly until: string;
  /** Random; not secret. */
  readonly tag: string;
}

/** NDJSON: the header, one line a record, one line a head. */
export function writeExport({ records, heads }: ExportContent, order: ExportOrder, watermark: Watermark) {
  const lines = [
    ...records.map((record) => JSON.stringify(exported(record, heads, watermark.ofLine(order.tag, record.hash)))),
    ...heads.map(({ headNo, jws }): string => JSON.stringify({ kind: "HEAD", headNo, jws } satisfies ExportedHead)),
  ];
  const facts: ExportFacts = {
    exporter: order.exporter,
    at: order.at,
    count: records.length,
    digest: digestOf(lines),
  };
  const { from, until, tag } = order;
  const header: ExportHeader = { kind: "EXPORT", ...facts, watermark: watermark.of(facts), tag, from, until };
  return { header, text: `${[JSON.stringify(header), ...lines].join("\n")}\n` };
}

export function digestOf(lines: readonly string[]): string {
  return sha256(lines.join("\n"));
}

function exported(
  record: ExportContent["records"][number],
  heads: readonly ChainedHead[],
  mark: string,
): ExportedRecord {
  const { instanceId, sequence } = record;
  const head = heads.find(
    (one) => one.instanceId === instanceId && one.firstSequence <= sequence && sequence <= one.lastSequence,
  );
  return {
    kind: "RECORD",
    mark,
    ...record,
    previousHash: record.previousHash ?? runHash(instanceId),
    headNo: head?.headNo ?? null,
    path: head ? merklePath(leavesOf(head), sequence - head.firstSequence) : [],
  };
}
