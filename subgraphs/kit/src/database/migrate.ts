import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { openClient } from "./client.ts";

/** Two processes that start together must not both migrate; any constant number will do. */
const MIGRATION_LOCK = 620_000;

/** Brings a database up to the newest migration of a folder; forward only, and again is nothing. */
export async function migrateDatabase(url: string, migrationsFolder: string): Promise<void> {
  // Filling a new column of a table of the whole province may take long.
  const client = openClient({ url, applicationName: "migrate", statementTimeoutMs: 0 }, 1);
  try {
    const database = drizzle(client);
    await database.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate(database, { migrationsFolder });
  } finally {
    await client.end();
  }
}
