import type { JSONWebKeySet } from "jose";
import { FIRST_HEAD_HASH, type HeadContent, headHash, openHead } from "./audit-head.ts";
import type { ChainFinding } from "./chain-finding.ts";
import { type ChainedHead, type ChainSource, LEAF_BYTES, leavesOf } from "./chain-source.ts";
import { merkleRoot } from "./merkle.ts";

/** What heads that hold say: for each run, which records under which hash. */
export interface VerifiedHeads {
  readonly count: number;
  readonly findings: readonly ChainFinding[];
  /** Spans of each run that a good head covers. */
  readonly spans: ReadonlyMap<string, readonly VerifiedSpan[]>;
  /** Hash of the newest head: whoever notes it down can tell later that nothing before it was exchanged. */
  readonly lastHeadHash: string | null;
}

export interface VerifiedSpan {
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly leaves: Uint8Array;
}

/** Walks the chain of heads: numbers without a gap, each naming the one before it, each signed, each over its leaves. */
export async function verifyHeads(source: ChainSource, keys: JSONWebKeySet): Promise<VerifiedHeads> {
  const findings: ChainFinding[] = [];
  const spans = new Map<string, VerifiedSpan[]>();
  let [count, expectedNo, expectedPrevious] = [0, 1, FIRST_HEAD_HASH];
  let lastHeadHash: string | null = null;
  for await (const head of source.heads()) {
    count += 1;
    const known = findings.length;
    for (; expectedNo < head.headNo; expectedNo += 1) findings.push({ kind: "HEAD_MISSING", headNo: expectedNo });
    const isAfterGap = findings.length > known;
    const finding = await findingOf(head, isAfterGap ? null : expectedPrevious, keys);
    if (finding) findings.push(finding);
    else {
      const ofRun = spans.get(head.instanceId) ?? [];
      ofRun.push(head);
      spans.set(head.instanceId, ofRun);
    }
    expectedNo = head.headNo + 1;
    expectedPrevious = lastHeadHash = headHash(head.jws);
  }
  return { count, findings, spans, lastHeadHash };
}

/** `previous` is null when the head before this one is missing, which is a finding of its own. */
async function findingOf(
  head: ChainedHead,
  previous: string | null,
  keys: JSONWebKeySet,
): Promise<ChainFinding | null> {
  const { headNo } = head;
  const content = await openHead(head.jws, keys);
  if (content === null) return { kind: "HEAD_NOT_SIGNED", headNo };
  const isWhole = saysTheSame(head, content) && headHash(head.jws) === head.headHash;
  const isLinked = previous === null || content.previousHeadHash === previous;
  return isWhole && isLinked && merkleRoot(leavesOf(head)) === content.root ? null : { kind: "HEAD_CHANGED", headNo };
}

function saysTheSame(head: ChainedHead, content: HeadContent): boolean {
  return (
    head.headNo === content.headNo &&
    head.instanceId === content.instanceId &&
    head.firstSequence === content.firstSequence &&
    head.lastSequence === content.lastSequence &&
    head.previousHeadHash === content.previousHeadHash &&
    head.leaves.length === LEAF_BYTES * (content.lastSequence - content.firstSequence + 1)
  );
}
