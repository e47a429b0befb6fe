import type { CopyRow } from "@tongshu/kit";
import { getTableColumns } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** One row of a table as the generator makes it: every column present, null where there is nothing. */
export type RowOf<T extends PgTable> = T["$inferSelect"];

type EncodeCell = (value: unknown) => string;

/** Turns rows of a table into COPY cells, in the table's own column order. */
export function rowEncoder<T extends PgTable>(table: T): (row: RowOf<T>) => CopyRow {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => [key, encoderOf(column)] as const);
  return (row) => {
    const values = row as Record<string, unknown>;
    return columns.map(([key, encode]) => {
      const value = values[key];
      return value === null || value === undefined ? null : encode(value);
    });
  };
}

const asText: EncodeCell = (value) => String(value);
const asBoolean: EncodeCell = (value) => (value === true ? "t" : "f");
const asJson: EncodeCell = (value) => JSON.stringify(value);

function encoderOf(column: PgColumn): EncodeCell {
  switch (column.dataType) {
    case "array":
      return asArray;
    case "boolean":
      return asBoolean;
    case "json":
      return asJson;
    default:
      return asText;
  }
}

/** A PostgreSQL array literal; elements are quoted where they hold anything but word characters. */
const asArray: EncodeCell = (value) => {
  const elements = value as readonly string[];
  if (elements.length === 0) return "{}";
  return `{${elements.map((element) => (/^\w+$/.test(element) && element !== "NULL" ? element : quote(element))).join(",")}}`;
};

function quote(element: string): string {
  return `"${element.replaceAll(/["\\]/g, "\\$&")}"`;
}
