import type { Reply } from "./ask.ts";

export interface SteadyLoad {
  /** Whole answers, in the order they came. */
  readonly replies: readonly Reply[];
  /** Requests that got no whole answer: refused or cut connections. */
  readonly failures: readonly Error[];
  /** Waits for so many more answers. */
  more(count: number): Promise<void>;
  /** Sends nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/** A pause after a failure, so that a closed port is not asked thousands of times a second. */
const PAUSE_MS = 20;

/** So many callers that each ask again as soon as they are answered. `ask` gets the number of the request. */
export function startSteadyLoad(callerCount: number, ask: (order: number) => Promise<Reply>): SteadyLoad {
  const replies: Reply[] = [];
  const failures: Error[] = [];
  let order = 0;
  let isStopped = false;
  async function keepAsking(): Promise<void> {
    while (!isStopped) {
      order += 1;
      try {
        replies.push(await ask(order));
      } catch (error) {
        failures.push(error as Error);
        await pause(PAUSE_MS);
      }
    }
  }
  const callers = Array.from({ length: callerCount }, keepAsking);
  return {
    replies,
    failures,
    async more(count) {
      const target = replies.length + count;
      while (replies.length < target) await pause(PAUSE_MS);
    },
    async stop() {
      isStopped = true;
      await Promise.all(callers);
    },
  };
}

function pause(forMs: number): Promise<void> {
  return new Promise((done) => setTimeout(done, forMs));
}
