import { once } from "node:events";
import type { Writable } from "node:stream";
import type postgres from "postgres";

export type CopyRow = readonly (string | null)[];

/** Rows on their way into one table. They are there when `end` resolves, all or none of them. */
export interface CopyStream {
  /** Null when there is room for more; otherwise await it, or memory grows. */
  write(row: CopyRow): Promise<void> | null;
  /** Closes the stream and returns the number of rows. */
  end(): Promise<number>;
  /** Gives up: no row stays. */
  abort(reason: Error): void;
}

/** One COPY message; smaller ones cost a system call each. */
const CHUNK_CHARACTERS = 65_536;
const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Opens PostgreSQL's text-format COPY on a connection of its own. */
export async function copyInto(client: postgres.Sql, table: string, columns: readonly string[]): Promise<CopyStream> {
  const connection = await client.reserve();
  const stream = await startCopy(connection, table, columns);
  let failure: Error | null = null;
  let chunk = "";
  let rowCount = 0;
  stream.once("close", () => connection.release());
  stream.once("error", (error) => (failure = error));
  return {
    write(row) {
      if (failure) return Promise.reject(failure);
      rowCount++;
      chunk += encodeCopyRow(row);
      if (chunk.length < CHUNK_CHARACTERS) return null;
      const hasRoom = stream.write(chunk);
      chunk = "";
      return hasRoom ? null : once(stream, "drain").then(() => {});
    },
    async end() {
      if (failure) throw failure;
      stream.end(chunk);
      await once(stream, "finish");
      return rowCount;
    },
    abort: (reason) => void stream.destroy(reason),
  };
}

async function startCopy(
  connection: postgres.ReservedSql,
  table: string,
  columns: readonly string[],
): Promise<Writable> {
  try {
    return await connection.unsafe(`copy ${quote(table)} (${columns.map(quote).join(", ")}) from stdin`).writable();
  } catch (error) {
    connection.release();
    throw error;
  }
}

export function encodeCopyRow(row: CopyRow): string {
  return `${row.map(encodeCell).join("\t")}\n`;
}

function encodeCell(value: string | null): string {
  if (value === null) return "\\N";
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? "") : value;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
