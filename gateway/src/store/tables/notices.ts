import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { departments } from "./registry.ts";

/** What a department is told by the hub; details hold codes and numbers of records, never a value. */
export const notices = pgTable(
  "notices",
  {
    noticeNo: bigint("notice_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    department: text("department").notNull(),
    kind: text("kind").notNull(),
    at: instant("at").notNull(),
    details: jsonb("details").$type<Readonly<Record<string, unknown>>>().notNull(),
    seenAt: instant("seen_at"),
    seenBy: text("seen_by"),
  },
  (t) => [
    primaryKey({ name: "notices_pkey", columns: [t.noticeNo] }),
    foreignKey({ name: "notices_department_fkey", columns: [t.department], foreignColumns: [departments.code] }),
    check("notices_kind_shape", sql`${t.kind} ~ '^[A-Z][A-Z_]{2,62}$'`),
    check("notices_seen_by_somebody", sql`(${t.seenAt} IS NULL) = (${t.seenBy} IS NULL)`),
    index("notices_department_idx").on(t.department, t.noticeNo),
  ],
);
