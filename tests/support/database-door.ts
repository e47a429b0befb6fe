import type { DatabaseName, Stack } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { adminUrl } from "./database.ts";

/** What an administrator can do to one database while others are in use. */
export interface DatabaseDoor {
  /** Ends every connection and lets nobody in, as when the server is stopped. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Ends every connection once; who comes back is let in. */
  cutConnections(): Promise<void>;
}

export function doorOf(stack: Stack, name: DatabaseName): DatabaseDoor {
  const database = new URL(stack.urlOf(name, "runtime")).pathname.slice(1);
  const allow = (isOpen: boolean) => (sql: postgres.Sql) =>
    sql`alter database ${sql(database)} allow_connections ${sql.unsafe(String(isOpen))}`;
  const cut = (sql: postgres.Sql) =>
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${database}`;
  return {
    shut: () =>
      administer(async (sql) => {
        await allow(false)(sql);
        await cut(sql);
      }),
    open: () => administer(allow(true)),
    cutConnections: () => administer(cut),
  };
}

async function administer(run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
