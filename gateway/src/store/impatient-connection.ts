import postgres, { type Sql } from "postgres";
import type { HubDatabase } from "./database.ts";
import { within } from "./time-limit.ts";

/** One connection that is thrown away when it breaks or does not answer in time, so that a lost server is left at once. */
export interface ImpatientConnection {
  /** Rejects after the time limit; the statement may still take effect on the server. */
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openImpatientConnection(database: HubDatabase, timeoutMs: number): ImpatientConnection {
  let current: Sql | undefined;

  function discard(sql: Sql): void {
    if (current === sql) current = undefined;
    // Without a wait: the socket may be dead, and then no goodbye ever arrives.
    sql.end({ timeout: 0 }).catch(() => {});
  }

  return {
    async run(work) {
      current ??= database.openDedicated();
      const sql = current;
      try {
        return await within(timeoutMs, work(sql));
      } catch (error) {
        if (!isAnswer(error)) discard(sql);
        throw error;
      }
    },
    async close() {
      await current?.end({ timeout: 1 });
      current = undefined;
    },
  };
}

/** The server refused the statement and goes on; with FATAL, or anything else, the connection is gone. */
function isAnswer(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "ERROR";
}
