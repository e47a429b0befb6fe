import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { controlStatements, grantStatements } from "./grant-statements.ts";

/** The hub database's migrations, in drizzle's own folder layout. */
export const HUB_MIGRATIONS_FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

export interface MigrateHubOptions {
  /** Connects as the role that owns the database. */
  readonly ownerUrl: string;
  /** The role gateways run under; it must exist. */
  readonly runtimeRole: string;
  /** The role of the control plane; it must exist. A hub that nobody governs has none. */
  readonly controlRole?: string;
}

/** Brings the hub database to the newest migration and sets what the other roles may do. Changes nothing the second time. */
export async function migrateHub({ ownerUrl, runtimeRole, controlRole }: MigrateHubOptions): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await migrate(drizzle(client), { migrationsFolder: HUB_MIGRATIONS_FOLDER });
    await client.begin(async (sql) => {
      const ofControl = controlRole === undefined ? [] : controlStatements(controlRole);
      for (const statement of [...grantStatements(runtimeRole), ...ofControl]) await sql.unsafe(statement);
    });
  } finally {
    await client.end();
  }
}
