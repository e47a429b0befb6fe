import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

export interface TestDatabase {
  readonly name: string;
  /** Superuser URL of this database. */
  readonly url: string;
  /** Ends every connection to it and removes it; hand it to `afterAll`. */
  drop(): Promise<void>;
}

/** The run's PostgreSQL as superuser, on the database `postgres`. */
export function adminUrl(): string {
  return inject("postgresUrl");
}

/** The same server and user on another database. */
export function urlOf(database: string, url: string = adminUrl()): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** A database of the caller's own: a copy of `template`, or an empty one. The template must have no open connection. */
export async function cloneDatabase(template = "template1"): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer((sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`);
  return {
    name,
    url: urlOf(name),
    drop: () => administer((sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function administer(statement: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  try {
    await statement(sql);
  } finally {
    await sql.end();
  }
}
