import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  doublePrecision,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
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
    /** Random and shown to nobody, so that the hash of a body tells nothing of the body. */
    nonce: text("nonce").notNull().default(""),
    bodyHash: text("body_hash").notNull().default(""),
    /** One for each person the record names: what that person is shown of it. */
    lineHashes: text("line_hashes").array().notNull().default([]),
    /** Of the record before it in its run, its body and its lines. Empty in records from before there was a chain. */
    hash: text("hash").notNull().default(""),
  },
  (t) => [primaryKey({ name: "audit_records_pkey", columns: [t.instanceId, t.sequence] })],
);

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Signed Merkle heads, each over records of one run, linked to one another. Append-only like the records. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    headNo: bigint("head_no", { mode: "number" }).notNull(),
    instanceId: uuid("instance_id").notNull(),
    firstSequence: bigint("first_sequence", { mode: "number" }).notNull(),
    lastSequence: bigint("last_sequence", { mode: "number" }).notNull(),
    /** What is signed, with its signature, as a compact JWS. */
    jws: text("jws").notNull(),
    /** SHA-256 of the JWS; the next head names it. */
    headHash: text("head_hash").notNull(),
    previousHeadHash: text("previous_head_hash").notNull(),
    /** The records' hashes, 32 bytes each, under the signed root: they tell which record was changed, and prove lines. */
    leaves: bytes("leaves").notNull(),
    closedAt: instant("closed_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "audit_heads_pkey", columns: [t.headNo] }),
    unique("audit_heads_previous_head_hash_key").on(t.previousHeadHash),
    unique("audit_heads_first_sequence_key").on(t.instanceId, t.firstSequence),
    check("audit_heads_forward", sql`${t.lastSequence} >= ${t.firstSequence} AND ${t.firstSequence} > 0`),
    check("audit_heads_leaf_each", sql`length(${t.leaves}) = 32 * (${t.lastSequence} - ${t.firstSequence} + 1)`),
  ],
);

/** Entries that the person concerned is not shown for now, by purpose or by case, with the reason and the end. */
export const auditSuppressions = pgTable(
  "audit_suppressions",
  {
    suppressionNo: bigint("suppression_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    department: text("department").notNull(),
    purpose: text("purpose").notNull(),
    /** Absent: every case of the purpose. */
    caseNo: text("case_no"),
    reasonZh: text("reason_zh").notNull(),
    reasonEn: text("reason_en").notNull(),
    endsAt: instant("ends_at").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "audit_suppressions_pkey", columns: [t.suppressionNo] }),
    unique("audit_suppressions_once").on(t.department, t.purpose, t.caseNo, t.endsAt).nullsNotDistinct(),
    check("audit_suppressions_end", sql`${t.endsAt} > ${t.createdAt}`),
    check("audit_suppressions_reason_present", sql`length(${t.reasonZh}) > 0 AND length(${t.reasonEn}) > 0`),
  ],
);
