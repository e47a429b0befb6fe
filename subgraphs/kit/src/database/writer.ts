import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { type DatabaseOptions, openClient } from "./client.ts";
import { type CopyStream, copyInto } from "./copy.ts";

/** A register's road to its own database, for writing: not on the path of a request. */
export interface DatabaseWriter {
  readonly tables: PostgresJsDatabase;
  /** At most `connectionCount` copies are open at once; the next one waits. */
  copyInto(table: string, columns: readonly string[]): Promise<CopyStream>;
  close(): Promise<void>;
}

export function openWriter(options: DatabaseOptions): DatabaseWriter {
  const client = openClient({ statementTimeoutMs: 0, ...options }, options.connectionCount ?? 2);
  return {
    tables: drizzle(client),
    copyInto: (table, columns) => copyInto(client, table, columns),
    close: () => client.end({ timeout: 5 }),
  };
}
