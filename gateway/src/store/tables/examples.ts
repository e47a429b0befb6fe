import type { Coordinate } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import { bigint, boolean, check, foreignKey, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { ExpectedVerdict } from "../../control/examples/expected-verdict.ts";
import { instant } from "./columns.ts";
import { departments } from "./registry.ts";

/** What a policy has to say about an operation before it may be published. One example may be saved again and again. */
export const policyExamples = pgTable(
  "policy_examples",
  {
    exampleNo: bigint("example_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    /** The department that keeps it. */
    owner: text("owner").notNull(),
    department: text("department").notNull(),
    region: text("region").notNull(),
    purpose: text("purpose").notNull(),
    operation: text("operation").notNull(),
    /** Conditions and kinds, never a number of anybody. */
    variables: jsonb("variables").$type<Readonly<Record<string, unknown>>>().notNull(),
    expected: jsonb("expected").$type<Readonly<Record<Coordinate, ExpectedVerdict>>>().notNull(),
    isInUse: boolean("is_in_use").notNull().default(true),
    savedBy: text("saved_by").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "policy_examples_pkey", columns: [t.exampleNo] }),
    unique("policy_examples_owner_name_key").on(t.owner, t.name),
    foreignKey({ name: "policy_examples_owner_fkey", columns: [t.owner], foreignColumns: [departments.code] }),
    foreignKey({
      name: "policy_examples_department_fkey",
      columns: [t.department],
      foreignColumns: [departments.code],
    }),
    check("policy_examples_expects_something", sql`${t.expected} <> '{}'::jsonb`),
  ],
);
