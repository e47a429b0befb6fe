import type { Sql } from "postgres";
import type { HubDatabase } from "./database.ts";
import { getHubRevision } from "./hub-revision-reader.ts";
import { TimeLimitError, within } from "./time-limit.ts";

export interface HubWatchOptions {
  readonly database: HubDatabase;
  /** Reads anew what the gateway holds in memory. When it throws, it is called again at the next poll. */
  readonly onChange: (revision: number) => Promise<void> | void;
  readonly pollEveryMs?: number;
}

export interface HubWatch {
  /** The newest revision that was read and taken over without an error; -1 before the first. */
  revision(): number;
  /** How long ago memory and database were last known to agree, by a clock that nobody sets. */
  silentForMs(): number;
  close(): Promise<void>;
}

const HUB_CHANNEL = "hub_changed";
/** A revoked client must be refused everywhere within one second even when no notice arrives. */
const POLL_EVERY_MS = 300;
const CHECK_TIMEOUT_MS = 2_000;

/**
 * Follows the hub's revision: a notice wakes it at once, polling finds what a lost notice would have said.
 * Resolves after the first check; rejects when that fails.
 */
export async function watchHub(options: HubWatchOptions): Promise<HubWatch> {
  const { database, onChange, pollEveryMs = POLL_EVERY_MS } = options;
  const state = { revision: -1, confirmedAt: Number.NEGATIVE_INFINITY };

  async function check(): Promise<boolean> {
    const startedAt = performance.now();
    const revision = await within(CHECK_TIMEOUT_MS, getHubRevision(database.db));
    const isNew = revision !== state.revision;
    if (isNew) await within(CHECK_TIMEOUT_MS, Promise.resolve(onChange(revision)));
    state.revision = revision;
    state.confirmedAt = startedAt;
    return isNew;
  }

  await check();
  const loop = startLoop({ database, check, pollEveryMs });
  return {
    revision: () => state.revision,
    silentForMs: () => performance.now() - state.confirmedAt,
    close: () => loop.stop(),
  };
}

interface LoopOptions {
  readonly database: HubDatabase;
  readonly check: () => Promise<boolean>;
  readonly pollEveryMs: number;
}

function startLoop({ database, check, pollEveryMs }: LoopOptions): { stop(): Promise<void> } {
  let isStopped = false;
  let wakeUp = Promise.withResolvers<"notice" | "stop">();
  const listener = openListener(database, () => wakeUp.resolve("notice"));

  function recover(error: unknown): "failed" {
    // A server that is gone without a goodbye leaves a connection on which everything waits for ever.
    if (error instanceof TimeLimitError) database.renew();
    return "failed";
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      const cause = await nextCause(wakeUp.promise, pollEveryMs);
      wakeUp = Promise.withResolvers();
      if (cause === "stop") return;
      const found = await check().catch(recover);
      // The poll saw a change that no notice announced, or nothing answers: the listening connection is replaced.
      if (cause === "poll" && found !== false) listener.reopen();
    }
  }

  const running = run();
  return {
    async stop() {
      isStopped = true;
      wakeUp.resolve("stop");
      await running;
      await listener.close();
    },
  };
}

async function nextCause<T>(wakeUp: Promise<T>, pollEveryMs: number): Promise<T | "poll"> {
  let timer: NodeJS.Timeout | undefined;
  const poll = new Promise<"poll">((resolve) => {
    timer = setTimeout(() => resolve("poll"), pollEveryMs);
  });
  try {
    return await Promise.race([wakeUp, poll]);
  } finally {
    clearTimeout(timer);
  }
}

function openListener(database: HubDatabase, onNotice: () => void): { reopen(): void; close(): Promise<void> } {
  let sql = listen(database, onNotice);
  return {
    reopen() {
      sql.end({ timeout: 0 }).catch(() => {});
      sql = listen(database, onNotice);
    },
    close: () => sql.end({ timeout: 0 }),
  };
}

function listen(database: HubDatabase, onNotice: () => void): Sql {
  const sql = database.openDedicated();
  // A failure needs no answer here: polling goes on and opens another.
  sql.listen(HUB_CHANNEL, onNotice, onNotice).catch(() => {});
  return sql;
}
