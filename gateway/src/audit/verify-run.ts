import type { ChainFinding, RecordFindingKind } from "./chain-finding.ts";
import { type ChainedRecord, type ChainSource, LEAF_BYTES } from "./chain-source.ts";
import { recordHash, runHash, sealRecord } from "./record-hash.ts";
import type { VerifiedSpan } from "./verify-heads.ts";

export interface VerifiedRun {
  readonly records: number;
  /** Records that no head covers yet: what a crash, or the last seconds, left open. */
  readonly openRecords: number;
  readonly findings: readonly ChainFinding[];
}

/** Records looked at together; one that was moved is found within these. */
const SPAN_RECORDS = 2_048;

/** Compares each record of one run with the hash that its head signed, or, where no head is, with the record before it. */
export async function verifyRun(
  source: ChainSource,
  instanceId: string,
  spans: readonly VerifiedSpan[],
): Promise<VerifiedRun> {
  const signed = new SignedHashes(spans);
  const findings: ChainFinding[] = [];
  let [records, openRecords, done] = [0, 0, 0];
  let previous: string | null = runHash(instanceId);
  for (;;) {
    const found = await source.recordsAfter(instanceId, done, SPAN_RECORDS);
    const rows = found.filter(({ sequence }) => sequence <= done + SPAN_RECORDS);
    const isLast = found.length < SPAN_RECORDS;
    const [next] = found;
    if (next && rows.length === 0 && done >= signed.last) {
      // However far somebody moved a number, the way there is not walked step by step.
      findings.push({ kind: "RECORD_MISSING", instanceId, sequence: done + 1 });
      done = next.sequence - 1;
      previous = null;
      continue;
    }
    const end: number = isLast ? Math.max(signed.last, found.at(-1)?.sequence ?? 0) : done + SPAN_RECORDS;
    if (end <= done) return { records, openRecords, findings };
    const last = Math.min(end, done + SPAN_RECORDS);
    const span: Span = { instanceId, first: done + 1, last, previous, rows: rows.map(sealed) };
    const hashes = expectedHashes(span, signed);
    findings.push(...explain(span, hashes, signed));
    records += rows.length;
    openRecords += rows.filter(({ sequence }) => signed.at(sequence) === null).length;
    previous = hashes.at(-1) ?? null;
    done = last;
  }
}

class SignedHashes {
  readonly #spans: readonly VerifiedSpan[];
  readonly last: number;
  #index = 0;

  constructor(spans: readonly VerifiedSpan[]) {
    this.#spans = spans.toSorted((a, b) => a.firstSequence - b.firstSequence);
    this.last = this.#spans.at(-1)?.lastSequence ?? 0;
  }

  at(sequence: number): string | null {
    const span = this.#spanOf(sequence);
    if (!span) return null;
    const at = LEAF_BYTES * (sequence - span.firstSequence);
    return Buffer.from(span.leaves.subarray(at, at + LEAF_BYTES)).toString("base64url");
  }

  /** Asked in order almost always, so the last span or the next one has it. */
  #spanOf(sequence: number): VerifiedSpan | null {
    if (sequence < (this.#spans[this.#index]?.firstSequence ?? 0)) this.#index = 0;
    while (sequence > (this.#spans[this.#index]?.lastSequence ?? sequence)) this.#index += 1;
    const span = this.#spans[this.#index];
    return span && sequence >= span.firstSequence ? span : null;
  }
}

interface SealedRow {
  readonly sequence: number;
  /** As it is stored. */
  readonly hash: string;
  /** The hash this row has after a given one; null for a row that does not fit itself. */
  after(previous: string): string | null;
}

function sealed(row: ChainedRecord): SealedRow {
  const { bodyHash, lineHashes } = sealRecord(row, row.nonce);
  // What else is stored of it must fit as well: proofs are made from that.
  const isWhole = bodyHash === row.bodyHash && lineHashes.join() === row.lineHashes.join();
  return {
    sequence: row.sequence,
    hash: row.hash,
    after: (previous) => (isWhole ? recordHash(previous, bodyHash, lineHashes) : null),
  };
}

/** Consecutive places of one run with the rows that stand in them. */
interface Span {
  readonly instanceId: string;
  readonly first: number;
  readonly last: number;
  /** Hash before the first place; null when that record is gone and no head has it. */
  readonly previous: string | null;
  readonly rows: readonly SealedRow[];
}

/** A span in which everything is wrong is not searched through for each of its rows. */
const MAX_FRUITLESS_SEARCHES = 64;

/** The hash that each place of the span must have: the signed one, else that of the row which continues the chain. */
function expectedHashes({ first, last, previous, rows }: Span, signed: SignedHashes): (string | null)[] {
  const bySequence = new Map(rows.map((row) => [row.sequence, row]));
  let fruitless = 0;
  const continuing = (own: SealedRow | undefined, before: string | null): string | null => {
    // After a record that is gone and in no head, nothing is left to check the link with.
    if (own && (before === null || own.after(before) === own.hash)) return own.hash;
    if (before !== null && fruitless < MAX_FRUITLESS_SEARCHES) {
      const moved = rows.find((row) => row.after(before) === row.hash);
      if (moved) return moved.hash;
      fruitless += 1;
    }
    return own?.hash ?? null;
  };
  const hashes: (string | null)[] = [];
  for (let sequence = first; sequence <= last; sequence += 1) {
    const before = sequence === first ? previous : (hashes.at(-1) ?? null);
    hashes.push(signed.at(sequence) ?? continuing(bySequence.get(sequence), before));
  }
  return hashes;
}

/** Which rows are not what their place asks for, and what became of them. */
function explain(span: Span, hashes: readonly (string | null)[], signed: SignedHashes): ChainFinding[] {
  const { instanceId, first, rows } = span;
  const fits = (row: SealedRow, index: number): boolean => {
    const before = index === 0 ? span.previous : hashes[index - 1];
    return before ? row.after(before) === hashes[index] : row.hash === hashes[index];
  };
  const findings: { kind: RecordFindingKind; instanceId: string; sequence: number }[] = [];
  const add = (kind: RecordFindingKind, sequence: number) => findings.push({ kind, instanceId, sequence });
  const taken = new Set(rows.filter((row) => fits(row, row.sequence - first)).map(({ sequence }) => sequence));
  const strange: SealedRow[] = [];
  for (const row of rows.filter(({ sequence }) => !taken.has(sequence))) {
    const isHopeless = strange.length >= MAX_FRUITLESS_SEARCHES;
    const from = isHopeless ? -1 : hashes.findIndex((_, index) => !taken.has(first + index) && fits(row, index));
    if (from === -1) strange.push(row);
    else {
      taken.add(first + from);
      add("RECORD_MOVED", row.sequence);
    }
  }
  for (const { sequence, hash } of strange) {
    if (hash === "") add("RECORD_UNCHAINED", sequence);
    else add(taken.has(sequence) ? "RECORD_ADDED" : "RECORD_CHANGED", sequence);
    taken.add(sequence);
  }
  const present = new Set(rows.map(({ sequence }) => sequence));
  for (let sequence = first; sequence <= span.last; sequence += 1) {
    // Without a head, the place of a row that came from elsewhere says nothing about a record of its own.
    const isKnown = signed.at(sequence) !== null || !present.has(sequence);
    if (isKnown && !taken.has(sequence)) add("RECORD_MISSING", sequence);
  }
  return findings.sort((a, b) => a.sequence - b.sequence);
}
