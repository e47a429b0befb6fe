import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { GrantTerms } from "../../policy/policy-content.ts";
import { instant } from "./columns.ts";
import { grants } from "./policy.ts";
import { departments } from "./registry.ts";

/** A few hours of reading for whoever maintains the platform, which has no data of its own. */
export const breakGlassSessions = pgTable(
  "break_glass_sessions",
  {
    sessionNo: bigint("session_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    department: text("department").notNull(),
    terms: jsonb("terms").$type<GrantTerms>().notNull(),
    reason: text("reason").notNull(),
    hours: integer("hours").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    openedAt: instant("opened_at"),
    endsAt: instant("ends_at"),
    closedAt: instant("closed_at"),
    grantNo: text("grant_no"),
  },
  (t) => [
    primaryKey({ name: "break_glass_sessions_pkey", columns: [t.sessionNo] }),
    foreignKey({
      name: "break_glass_sessions_department_fkey",
      columns: [t.department],
      foreignColumns: [departments.code],
    }),
    foreignKey({ name: "break_glass_sessions_grant_no_fkey", columns: [t.grantNo], foreignColumns: [grants.grantNo] }),
    check("break_glass_sessions_four_hours", sql`${t.hours} BETWEEN 1 AND 4`),
    check("break_glass_sessions_end_follows", sql`${t.endsAt} <= ${t.openedAt} + make_interval(hours => ${t.hours})`),
    check("break_glass_sessions_opened_whole", sql`num_nonnulls(${t.openedAt}, ${t.endsAt}, ${t.grantNo}) IN (0, 3)`),
  ],
);

/** Who agreed to open one, and for which department's fields. Append-only. */
export const breakGlassApprovals = pgTable(
  "break_glass_approvals",
  {
    sessionNo: bigint("session_no", { mode: "number" }).notNull(),
    owner: text("owner").notNull(),
    officerId: text("officer_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    // One person, one say: nobody counts for two departments.
    primaryKey({ name: "break_glass_approvals_pkey", columns: [t.sessionNo, t.officerId] }),
    foreignKey({
      name: "break_glass_approvals_session_no_fkey",
      columns: [t.sessionNo],
      foreignColumns: [breakGlassSessions.sessionNo],
    }),
  ],
);
