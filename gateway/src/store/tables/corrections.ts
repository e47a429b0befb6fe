import { sql } from "drizzle-orm";
import { bigint, check, date, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

export const CORRECTION_STATES = ["OPEN", "CORRECTED", "REFUSED"] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** Somebody says that a field of one person or organisation is wrong; the field's owner answers. */
export const corrections = pgTable(
  "corrections",
  {
    correctionNo: bigint("correction_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    subjectType: text("subject_type").$type<"Person" | "LegalEntity">().notNull(),
    subjectId: text("subject_id").notNull(),
    coordinate: text("coordinate").notNull(),
    /** Owner of the field; the only one who answers. */
    ownerDepartment: text("owner_department").notNull(),
    reason: text("reason").notNull(),
    /** What it should be, under the hub's seal; no event or log has it. */
    sealedValue: text("sealed_value"),
    requestedByDepartment: text("requested_by_department").notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    dueDate: date("due_date").notNull(),
    state: text("state").$type<CorrectionState>().notNull(),
    answer: text("answer"),
    answeredBy: text("answered_by"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    primaryKey({ name: "corrections_pkey", columns: [t.correctionNo] }),
    uniqueIndex("corrections_one_open").on(t.subjectId, t.coordinate).where(sql`${t.state} = 'OPEN'`),
    index("corrections_owner_department_idx").on(t.ownerDepartment, t.state, t.dueDate),
    check("corrections_state_known", sql`${t.state} IN ('OPEN', 'CORRECTED', 'REFUSED')`),
    check("corrections_reason_present", sql`length(${t.reason}) BETWEEN 1 AND 1000`),
    check(
      "corrections_answered_whole",
      sql`num_nonnulls(${t.answer}, ${t.answeredBy}, ${t.answeredAt}) = CASE WHEN ${t.state} = 'OPEN' THEN 0 ELSE 3 END`,
    ),
  ],
);
