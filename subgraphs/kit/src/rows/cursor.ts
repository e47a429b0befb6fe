import type { PgColumn } from "drizzle-orm/pg-core";
import type { DatabaseRow } from "../database/database.ts";
import { HubError } from "../errors.ts";

/** The sort key of a row, opaque to callers. It may be made up, but only ever names a place in an order all may see. */
export function encodeCursor(row: DatabaseRow, orderBy: readonly PgColumn[]): string {
  return encode(orderBy.map((_column, index) => String(row[index])));
}

/** Inputs of a page statement; BAD_USER_INPUT for what has not the form of a cursor of this order. */
export function decodeCursor(cursor: string, orderBy: readonly PgColumn[]): Readonly<Record<string, string>> {
  const values = parse(cursor);
  if (values?.length !== orderBy.length || encode(values) !== cursor) throw badCursor();
  return Object.fromEntries(values.map((value, index) => [`after.${index}`, value]));
}

export function badCursor(): HubError {
  return new HubError("BAD_USER_INPUT", { field: "after", rule: "CURSOR" });
}

function encode(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

const MAX_CURSOR_CHARACTERS = 512;

function parse(cursor: string): string[] | null {
  if (cursor.length > MAX_CURSOR_CHARACTERS) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(values) && values.every((value) => typeof value === "string") ? values : null;
  } catch {
    return null;
  }
}
