import { bigint, doublePrecision, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Append-only: the runtime role may insert and nothing else, and a trigger refuses a change to everybody. */
export const auditRecords = pgTable(
  "audit_records",
  {
    /** One run of one writer; its records are numbered 1, 2, 3 … without a gap. */
    instanceId: uuid("instance_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    requestId: text("request_id").notNull(),
    at: instant("at").notNull(),
    clientId: text("client_id").notNull(),
    department: text("department").notNull(),
    region: text("region").notNull(),
    officerId: text("officer_id"),
    citizenId: text("citizen_id"),
    purpose: text("purpose"),
    caseNo: text("case_no"),
    operationHash: text("operation_hash").notNull(),
    operationName: text("operation_name"),
    policyVersion: text("policy_version").notNull(),
    subjects: jsonb("subjects").notNull(),
    verdicts: jsonb("verdicts").notNull(),
    rowCounts: jsonb("row_counts").notNull(),
    durationMs: doublePrecision("duration_ms").notNull(),
    outcome: text("outcome").notNull(),
  },
  (t) => [primaryKey({ name: "audit_records_pkey", columns: [t.instanceId, t.sequence] })],
);
