import { bigint, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * Every act of the control plane, with what it found and what it left; a chain of hashes shows a line that is missing or
 * changed. Append-only: a migration adds the trigger that refuses a change to everybody.
 */
export const controlEvents = pgTable(
  "control_events",
  {
    /** 1, 2, 3 … without a gap, in the order of commits. */
    eventNo: bigint("event_no", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    requestId: text("request_id").notNull(),
    clientId: text("client_id").notNull(),
    department: text("department").notNull(),
    officerId: text("officer_id"),
    citizenId: text("citizen_id"),
    /** The mutation, such as `revokeClient`. */
    action: text("action").notNull(),
    targetKind: text("target_kind").notNull(),
    targetId: text("target_id").notNull(),
    reason: text("reason"),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    /** SHA-256 over the previous event's hash and this event's canonical JSON. */
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ name: "control_events_pkey", columns: [t.eventNo] }),
    index("control_events_target_idx").on(t.targetKind, t.targetId),
    index("control_events_department_idx").on(t.department, t.eventNo),
  ],
);
