import type { Coordinate } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { check, foreignKey, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { departments } from "./registry.ts";

/** An operation that a department's production clients may run. Its id is the SHA-256 of its exact text. */
export const operations = pgTable(
  "operations",
  {
    department: text("department").notNull(),
    operationId: text("operation_id").notNull(),
    name: text("name").notNull(),
    text: text("text").notNull(),
    registeredBy: text("registered_by").notNull(),
    registeredAt: instant("registered_at").notNull(),
    withdrawnBy: text("withdrawn_by"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    primaryKey({ name: "operations_pkey", columns: [t.department, t.operationId] }),
    foreignKey({ name: "operations_department_fkey", columns: [t.department], foreignColumns: [departments.code] }),
    check(
      "operations_id_is_hash_of_text",
      sql`${t.operationId} = encode(sha256(convert_to(${t.text}, 'UTF8')), 'hex')`,
    ),
    check("operations_name_shape", sql`${t.name} ~ '^[_A-Za-z][_0-9A-Za-z]{0,62}$'`),
    check("operations_withdrawn_by_somebody", sql`(${t.withdrawnAt} IS NULL) = (${t.withdrawnBy} IS NULL)`),
    uniqueIndex("operations_one_active_name").on(t.department, t.name).where(sql`${t.withdrawnAt} IS NULL`),
  ],
);

/** What an operation discloses for one purpose, as last judged: when it changes, its owner is told. */
export const operationVerdicts = pgTable(
  "operation_verdicts",
  {
    department: text("department").notNull(),
    operationId: text("operation_id").notNull(),
    purpose: text("purpose").notNull(),
    verdicts: jsonb("verdicts").$type<Readonly<Record<Coordinate, string>>>().notNull(),
    policyVersion: text("policy_version").notNull(),
    judgedAt: instant("judged_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "operation_verdicts_pkey", columns: [t.department, t.operationId, t.purpose] }),
    foreignKey({
      name: "operation_verdicts_operation_fkey",
      columns: [t.department, t.operationId],
      foreignColumns: [operations.department, operations.operationId],
    }),
  ],
);
