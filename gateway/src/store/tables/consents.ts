import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { purposeDepartments } from "./policy.ts";

/** One person's consent to one department's purpose in one case. A withdrawn one stays, and opens nothing. */
export const consents = pgTable(
  "consents",
  {
    consentNo: bigint("consent_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    department: text("department").notNull(),
    purpose: text("purpose").notNull(),
    caseNo: text("case_no").notNull(),
    personId: text("person_id").notNull(),
    givenAt: instant("given_at").notNull(),
    /** The citizen's own personId, or the officer who keeps the signed paper. */
    givenBy: text("given_by").notNull(),
    /** Where the signed paper is kept; absent when the citizen consented here. */
    evidence: text("evidence"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: text("withdrawn_by"),
  },
  (t) => [
    primaryKey({ name: "consents_pkey", columns: [t.consentNo] }),
    foreignKey({
      name: "consents_purpose_department_fkey",
      columns: [t.purpose, t.department],
      foreignColumns: [purposeDepartments.purpose, purposeDepartments.department],
    }),
    uniqueIndex("consents_one_active")
      .on(t.department, t.purpose, t.caseNo, t.personId)
      .where(sql`${t.withdrawnAt} IS NULL`),
    index("consents_person_id_idx").on(t.personId),
    check("consents_person_id_shape", sql`${t.personId} ~ '^P[A-Z2-7]{24}$'`),
    check("consents_paper_by_officer", sql`(${t.evidence} IS NULL) = (${t.givenBy} = ${t.personId})`),
    check("consents_withdrawn_whole", sql`num_nonnulls(${t.withdrawnAt}, ${t.withdrawnBy}) IN (0, 2)`),
    check("consents_withdrawn_forward", sql`${t.withdrawnAt} >= ${t.givenAt}`),
  ],
);
