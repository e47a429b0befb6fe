import type { Sql } from "postgres";
import type { HubDatabase } from "./database.ts";

/** One connection that is thrown away when it does not answer in time, so that a lost server is noticed and left. */
export interface ImpatientConnection {
  /** Rejects after the time limit; the statement may still take effect on the server. */
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openImpatientConnection(database: HubDatabase, timeoutMs: number): ImpatientConnection {
  let sql: Sql | undefined;
  return {
    async run(work) {
      sql ??= database.openDedicated();
      const used = sql;
      let timer: NodeJS.Timeout | undefined;
      const expiry = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          if (sql === used) sql = undefined;
          // Without a wait: the socket may be dead, and then no goodbye ever arrives.
          used.end({ timeout: 0 }).catch(() => {});
          reject(new Error(`the hub database did not answer within ${timeoutMs} ms`));
        }, timeoutMs);
      });
      try {
        return await Promise.race([work(used), expiry]);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      await sql?.end({ timeout: 1 });
      sql = undefined;
    },
  };
}
