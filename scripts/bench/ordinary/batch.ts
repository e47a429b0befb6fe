import DataLoader from "dataloader";

/** Loads single rows by a unique key, all keys of one tick in one statement. */
export function oneBy<Row>(find: (keys: string[]) => Promise<Row[]>, keyOf: (row: Row) => string | null) {
  return new DataLoader<string, Row | null>(async (keys) => {
    const rows = new Map((await find([...keys])).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** Loads the rows that belong to a key, in the order of the statement. */
export function manyBy<Row>(find: (keys: string[]) => Promise<Row[]>, keyOf: (row: Row) => string | null) {
  return new DataLoader<string, Row[]>(async (keys) => {
    const rows = Map.groupBy(await find([...keys]), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}
