import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { grants } from "./policy.ts";

/** Fields that a grant gives and nobody asked for; the grant loses them at `lapses_at` unless its department objects. */
export const grantDiets = pgTable(
  "grant_diets",
  {
    dietNo: bigint("diet_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    grantNo: text("grant_no").notNull(),
    unusedFields: text("unused_fields").array().notNull(),
    proposedBy: text("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    lapsesAt: instant("lapses_at").notNull(),
    objectedBy: text("objected_by"),
    objection: text("objection"),
    /** When it was objected to, or carried out. */
    closedAt: instant("closed_at"),
    /** The grant that has only what is used. */
    successorGrantNo: text("successor_grant_no"),
  },
  (t) => [
    primaryKey({ name: "grant_diets_pkey", columns: [t.dietNo] }),
    foreignKey({ name: "grant_diets_grant_no_fkey", columns: [t.grantNo], foreignColumns: [grants.grantNo] }),
    uniqueIndex("grant_diets_one_open").on(t.grantNo).where(sql`${t.closedAt} IS NULL`),
    check("grant_diets_says_something", sql`cardinality(${t.unusedFields}) > 0`),
  ],
);
