import type { BilingualText } from "../errors.ts";

/** One value of a code table. `code` is the standard's own code, where there is one. */
export interface CodeEntry extends BilingualText {
  readonly code?: string;
}

/** A code table, keyed by the word that stands for the value in GraphQL. */
export type CodeTable = Readonly<Record<string, CodeEntry>>;

/** The word for a standard's code, or undefined when the table has no such code. */
export function wordOf<T extends CodeTable>(table: T, code: string): (keyof T & string) | undefined {
  return Object.keys(table).find((word) => table[word]?.code === code);
}

/** The standard's code for a word; undefined for values only the hub has. */
export function codeOf<T extends CodeTable>(table: T, word: keyof T & string): string | undefined {
  return table[word]?.code;
}
