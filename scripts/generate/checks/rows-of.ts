import type { Province } from "../province.ts";
import { tableNamed } from "../rows/province-tables.ts";
import { WHOLE } from "../rows/slice.ts";

/** A row by SQL column name, as its cells are loaded. */
export type NamedRow = Readonly<Record<string, string | null>>;

/** The rows of a table as the registers get them, so that a check sees what a reader will. */
export function* rowsOf(province: Province, tableName: string): Generator<NamedRow> {
  const { columns, rows } = tableNamed(tableName);
  for (const cells of rows(province, WHOLE)) {
    yield Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null]));
  }
}

/** What is wrong, by rule; a rule that holds is absent. */
export type Findings = Map<string, number>;

export function note(findings: Findings, rule: string): void {
  findings.set(rule, (findings.get(rule) ?? 0) + 1);
}
