import type { DatabaseWriter } from "@tongshu/kit";
import { sql } from "drizzle-orm";

/** Columns that a correction may reach; the table's own check holds the same list. */
export const CORRECTABLE_FIELDS = [
  "name",
  "formerName",
  "hukouAddress",
  "residenceAddress",
  "mobilePhone",
  "occupation",
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];

export interface CorrectionRow {
  readonly personId: string;
  readonly field: CorrectableField;
  readonly value: string;
  readonly sourceDept: string;
  readonly sourceRowId: string;
  readonly correctedAt: string;
}

/**
 * Adds the line that a trigger turns into the change, in the transaction it is called in. Raw, because a table of
 * drizzle's would be one of those that a load fills.
 */
export async function addCorrection(tx: Pick<DatabaseWriter["tables"], "execute">, row: CorrectionRow): Promise<void> {
  const { personId, field, value, sourceDept, sourceRowId, correctedAt } = row;
  await tx.execute(sql`
    INSERT INTO person_corrections (person_id, field, value, source_dept, source_row_id, corrected_at)
    VALUES (${personId}, ${field}, ${value}, ${sourceDept}, ${sourceRowId}, ${correctedAt})`);
}
