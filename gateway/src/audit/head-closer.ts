import type { Clock } from "@tongshu/kit";
import type { JWK } from "jose";
import {
  addHead,
  closingHeads,
  findLastHead,
  findOpenSegment,
  listRuns,
  type OpenSegment,
} from "../store/audit-heads-transactor.ts";
import type { HubDb } from "../store/database.ts";
import { within } from "../store/time-limit.ts";
import type { ChainPosition } from "./audit-chain.ts";
import { FIRST_HEAD_HASH, headHash, MAX_HEAD_RECORDS, signHead } from "./audit-head.ts";
import { merkleRoot } from "./merkle.ts";

export interface HeadCloserOptions {
  readonly database: { readonly db: HubDb };
  readonly clock: Clock;
  /** The key that signs now. */
  readonly signingKey: () => Promise<JWK>;
  /** How long a record may stand without a head. */
  readonly closeEveryMs?: number;
  readonly onError: (error: Error) => void;
}

export interface HeadCloser {
  /** Told by the writer after each commit. */
  appended(position: ChainPosition): void;
  /** Closes what this gateway wrote and stops. */
  close(): Promise<void>;
}

const CLOSE_EVERY_MS = 5_000;
/** Every so many rounds what other gateways left behind is closed as well; a crash leaves a tail without a head. */
const ROUNDS_PER_SWEEP = 12;
/** A stop does not wait for a store that is away; another gateway closes the tail. */
const STOP_TIMEOUT_MS = 2_000;

/** Closes heads over this gateway's records, in time and as soon as there are enough of them. */
export function startHeadCloser(options: HeadCloserOptions): HeadCloser {
  const { closeEveryMs = CLOSE_EVERY_MS, onError } = options;
  const open = new Map<string, number>();
  let rounds = 0;
  let closing: Promise<void> | undefined;
  let isStopped = false;

  async function closeOpen(): Promise<void> {
    const isSweep = rounds % ROUNDS_PER_SWEEP === 0;
    rounds += 1;
    const own = new Map(open);
    open.clear();
    const left = isSweep || own.size > 0 ? await closeHeads(options, isSweep ? undefined : [...own.keys()]) : [];
    for (const instanceId of left) {
      const since = own.get(instanceId);
      if (since !== undefined && !open.has(instanceId)) open.set(instanceId, since);
    }
  }

  function close(): Promise<void> {
    closing ??= closeOpen()
      .catch(onError)
      .finally(() => {
        closing = undefined;
      });
    return closing;
  }

  const timer = setInterval(close, closeEveryMs);
  timer.unref();
  return {
    appended({ instanceId, sequence }) {
      const since = open.get(instanceId) ?? sequence - 1;
      open.set(instanceId, since);
      if (sequence - since >= MAX_HEAD_RECORDS && !isStopped) void close();
    },
    async close() {
      isStopped = true;
      clearInterval(timer);
      await closing;
      const own = [...open.keys()];
      if (own.length > 0) await within(STOP_TIMEOUT_MS, closeHeads(options, own)).catch(onError);
    },
  };
}

type Closing = Pick<HeadCloserOptions, "database" | "clock" | "signingKey">;

/**
 * Closes everything open of the given runs, or of all. Any gateway may close what another left. Answers the runs that were
 * left because another gateway was closing at that moment.
 */
export async function closeHeads(options: Closing, runs?: readonly string[]): Promise<readonly string[]> {
  const { database, clock, signingKey } = options;
  const privateJwk = await signingKey();
  const closeOne = (instanceId: string) =>
    // One head a transaction: a gateway that has thousands to close does not keep the others from theirs.
    closingHeads(database.db, async (tx) => {
      const segment = await findOpenSegment(tx, instanceId, MAX_HEAD_RECORDS);
      if (segment) await closeSegment(tx, segment, privateJwk, new Date(clock.nowMs()));
      return segment?.hashes.length === MAX_HEAD_RECORDS;
    });
  const left: string[] = [];
  for (const instanceId of runs ?? (await listRuns(database.db))) {
    let isMoreLikely: boolean | null = true;
    while (isMoreLikely) isMoreLikely = await closeOne(instanceId);
    if (isMoreLikely === null) left.push(instanceId);
  }
  return left;
}

async function closeSegment(tx: HubDb, segment: OpenSegment, privateJwk: JWK, closedAt: Date): Promise<void> {
  const { instanceId, firstSequence, hashes } = segment;
  const last = await findLastHead(tx);
  const content = {
    closedAt: closedAt.toISOString(),
    firstSequence,
    headNo: (last?.headNo ?? 0) + 1,
    instanceId,
    lastSequence: firstSequence + hashes.length - 1,
    previousHeadHash: last?.headHash ?? FIRST_HEAD_HASH,
    root: merkleRoot(hashes),
  };
  const jws = await signHead(content, privateJwk);
  const { root: _signed, ...columns } = content;
  await addHead(tx, {
    ...columns,
    closedAt,
    jws,
    headHash: headHash(jws),
    leaves: Buffer.concat(hashes.map((hash) => Buffer.from(hash, "base64url"))),
  });
}
