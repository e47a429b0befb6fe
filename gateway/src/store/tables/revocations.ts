import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { grants } from "./policy.ts";

/**
 * Grants taken back. What is in force is the published version without them, so that no rollback reopens one.
 * Append-only: a migration adds the triggers that refuse a change and that number revocations in the order of commits.
 */
export const grantRevocations = pgTable(
  "grant_revocations",
  {
    revocationNo: bigint("revocation_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    grantNo: text("grant_no").notNull(),
    at: instant("at").notNull(),
    reason: text("reason").notNull(),
    /** The officer who revoked it, or `hub` when a rule did. */
    by: text("by").notNull(),
  },
  (t) => [
    primaryKey({ name: "grant_revocations_pkey", columns: [t.revocationNo] }),
    foreignKey({ name: "grant_revocations_grant_no_fkey", columns: [t.grantNo], foreignColumns: [grants.grantNo] }),
    unique("grant_revocations_grant_no_key").on(t.grantNo),
    check("grant_revocations_reason_present", sql`length(${t.reason}) > 0`),
  ],
);
