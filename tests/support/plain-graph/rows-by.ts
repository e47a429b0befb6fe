import type { Row } from "../planted/record.ts";
import type { Found } from "./plain-type.ts";

/** `a before b` by these columns, each `column` or `-column`; null comes last, or first when turned round. */
function inOrder(columns: readonly string[]) {
  return (a: Row, b: Row) => {
    for (const column of columns) {
      const isDown = column.startsWith("-");
      const name = isDown ? column.slice(1) : column;
      const order = compare(a[name], b[name]);
      if (order !== 0) return isDown ? -order : order;
    }
    return 0;
  };
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b ? -1 : 1;
}

/** Rows of `table` whose column holds the value, in order. */
export function rowsBy(
  type: string,
  table: readonly Row[],
  column: string,
  value: unknown,
  order: readonly string[] = [],
): readonly Found[] {
  if (value === null || value === undefined) return [];
  return table
    .filter((row) => row[column] === value)
    .sort(inOrder(order))
    .map((row) => ({ type, row }));
}

export function allRows(type: string, table: readonly Row[], order: readonly string[]): readonly Found[] {
  return [...table].sort(inOrder(order)).map((row) => ({ type, row }));
}
