import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Who a budget of points belongs to: every request is charged to its client and to its department. */
export type HolderKind = "CLIENT" | "DEPARTMENT";

/** Budgets that differ from the default. */
export const budgets = pgTable(
  "budgets",
  {
    holderKind: text("holder_kind").$type<HolderKind>().notNull(),
    holder: text("holder").notNull(),
    pointsPerSecond: doublePrecision("points_per_second").notNull(),
    burstPoints: doublePrecision("burst_points").notNull(),
    setBy: text("set_by").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "budgets_pkey", columns: [t.holderKind, t.holder] }),
    check("budgets_holder_kind_known", sql`${t.holderKind} IN ('CLIENT', 'DEPARTMENT')`),
    check("budgets_points_positive", sql`${t.pointsPerSecond} > 0 AND ${t.burstPoints} >= 1`),
    check("budgets_points_finite", sql`${t.pointsPerSecond} <= 1e9 AND ${t.burstPoints} <= 1e9`),
  ],
);

/** What is left of each budget. A migration makes it unlogged: after a crash of the server all budgets are full, and no lease waits for a disk. */
export const budgetLevels = pgTable(
  "budget_levels",
  {
    holderKind: text("holder_kind").$type<HolderKind>().notNull(),
    holder: text("holder").notNull(),
    points: doublePrecision("points").notNull(),
    filledAt: instant("filled_at").notNull(),
  },
  (t) => [primaryKey({ name: "budget_levels_pkey", columns: [t.holderKind, t.holder] })],
);

/** Rows read under one grant in one day of Gansu, those leased to gateways included. */
export const dailyReads = pgTable(
  "daily_reads",
  {
    department: text("department").notNull(),
    purpose: text("purpose").notNull(),
    type: text("type").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    taken: integer("taken").notNull(),
  },
  (t) => [
    primaryKey({ name: "daily_reads_pkey", columns: [t.department, t.purpose, t.type, t.day] }),
    check("daily_reads_taken_counts", sql`${t.taken} >= 0`),
  ],
);

/**
 * Whom an officer read today without a batch grant, until the alarm is raised. Written and read by one function of the
 * database alone. @public
 */
export const officerReads = pgTable(
  "officer_reads",
  {
    day: date("day", { mode: "string" }).notNull(),
    officerId: text("officer_id").notNull(),
    personId: text("person_id").notNull(),
  },
  (t) => [primaryKey({ name: "officer_reads_pkey", columns: [t.day, t.officerId, t.personId] })],
);

/** What the control plane must be told of; append-only for gateways. */
export const volumeAlarms = pgTable(
  "volume_alarms",
  {
    alarmNo: bigint("alarm_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    department: text("department").notNull(),
    officerId: text("officer_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    at: instant("at").notNull(),
    details: jsonb("details").$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (t) => [
    primaryKey({ name: "volume_alarms_pkey", columns: [t.alarmNo] }),
    uniqueIndex("volume_alarms_once_a_day").on(t.officerId, t.day),
  ],
);
