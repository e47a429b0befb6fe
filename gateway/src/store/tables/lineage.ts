import type { Level } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { grants } from "./policy.ts";
import { departments } from "./registry.ts";
import { shareRequests } from "./requests.ts";

/** Where a grant comes from, and which grant it took the place of. Append-only. */
export const grantOrigins = pgTable(
  "grant_origins",
  {
    grantNo: text("grant_no").notNull(),
    requestNo: bigint("request_no", { mode: "number" }).notNull(),
    supersedes: text("supersedes"),
  },
  (t) => [
    primaryKey({ name: "grant_origins_pkey", columns: [t.grantNo] }),
    foreignKey({ name: "grant_origins_grant_no_fkey", columns: [t.grantNo], foreignColumns: [grants.grantNo] }),
    foreignKey({
      name: "grant_origins_request_no_fkey",
      columns: [t.requestNo],
      foreignColumns: [shareRequests.requestNo],
    }),
    foreignKey({ name: "grant_origins_supersedes_fkey", columns: [t.supersedes], foreignColumns: [grants.grantNo] }),
    index("grant_origins_supersedes_idx").on(t.supersedes),
  ],
);

/** Which notices of a grant's end were given: the key makes each one single. Append-only. */
export const expiryMarks = pgTable(
  "expiry_marks",
  {
    grantNo: text("grant_no").notNull(),
    daysLeft: integer("days_left").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ name: "expiry_marks_pkey", columns: [t.grantNo, t.daysLeft] }),
    foreignKey({ name: "expiry_marks_grant_no_fkey", columns: [t.grantNo], foreignColumns: [grants.grantNo] }),
  ],
);

/** Levels of fields under a name, for requests that people can read. A change is a new version. Append-only. */
export const grantPackages = pgTable(
  "grant_packages",
  {
    name: text("name").notNull(),
    version: integer("version").notNull(),
    type: text("type").notNull(),
    fields: jsonb("fields").$type<Record<string, Level>>().notNull(),
    textZh: text("text_zh").notNull(),
    textEn: text("text_en").notNull(),
    savedBy: text("saved_by").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "grant_packages_pkey", columns: [t.name, t.version] }),
    check("grant_packages_name_shape", sql`${t.name} ~ '^[a-z][a-z0-9-]{2,62}$'`),
    check("grant_packages_version_positive", sql`${t.version} > 0`),
  ],
);

/** Which department took over from which. Append-only. */
export const departmentSuccessions = pgTable(
  "department_successions",
  {
    predecessor: text("predecessor").notNull(),
    successor: text("successor").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [
    primaryKey({ name: "department_successions_pkey", columns: [t.predecessor, t.successor] }),
    foreignKey({
      name: "department_successions_predecessor_fkey",
      columns: [t.predecessor],
      foreignColumns: [departments.code],
    }),
    foreignKey({
      name: "department_successions_successor_fkey",
      columns: [t.successor],
      foreignColumns: [departments.code],
    }),
    check("department_successions_of_another", sql`${t.predecessor} <> ${t.successor}`),
  ],
);
