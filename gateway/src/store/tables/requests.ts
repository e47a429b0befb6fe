import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { GrantTerms } from "../../policy/policy-content.ts";
import { instant } from "./columns.ts";
import { grants, purposes } from "./policy.ts";
import { departments } from "./registry.ts";

/** What a request is for: something new, new terms for a grant that lives, or a grant that a reform closed. */
export const REQUEST_KINDS = ["NEW", "AMEND", "RE_APPROVAL"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = [
  "DRAFT",
  "DEPT_APPROVED",
  "SUBMITTED",
  "RETURNED",
  "ACCEPTED",
  "APPROVED",
  "REFUSED",
  "PROVISIONING",
  "ACTIVE",
  "EXPIRED",
  "REVOKED",
  "DISPUTED",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** One department asks for one type for one purpose. Rows change state and never go. */
export const shareRequests = pgTable(
  "share_requests",
  {
    requestNo: bigint("request_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    kind: text("kind").$type<RequestKind>().notNull(),
    department: text("department").notNull(),
    purpose: text("purpose").notNull(),
    type: text("type").notNull(),
    /** The grant it would become, without its number and its dates. */
    terms: jsonb("terms").$type<GrantTerms>().notNull(),
    /** Packages by name and version whose fields went into the terms. */
    packages: text("packages").array().notNull(),
    scenario: text("scenario").notNull(),
    /** Absent: from the moment it becomes active. */
    wantedFrom: instant("wanted_from"),
    validUntil: instant("valid_until").notNull(),
    /** The grant that it amends or asks to approve again. */
    earlierGrantNo: text("earlier_grant_no"),
    state: text("state").$type<RequestState>().notNull(),
    /** Codes of the departments that own what it asks for, as they were when it was last written. */
    owners: text("owners").array().notNull(),
    /** Raised when a dispute opens it again: decisions of an earlier round no longer count. */
    round: integer("round").notNull().default(1),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    submittedBy: text("submitted_by"),
    submittedAt: instant("submitted_at"),
    /** Once; a second request for more is refused. */
    returnedAt: instant("returned_at"),
    replyDueDate: date("reply_due_date", { mode: "string" }),
    deliveryDueDate: date("delivery_due_date", { mode: "string" }),
    extensionDays: integer("extension_days"),
    extensionAskedBy: text("extension_asked_by"),
    extensionConsentedBy: text("extension_consented_by"),
    replyEscalatedAt: instant("reply_escalated_at"),
    deliveryEscalatedAt: instant("delivery_escalated_at"),
    disputeLayer: integer("dispute_layer"),
    /** The state it was in before it was disputed. */
    disputedFrom: text("disputed_from").$type<RequestState>(),
    grantNo: text("grant_no"),
  },
  (t) => [
    primaryKey({ name: "share_requests_pkey", columns: [t.requestNo] }),
    foreignKey({
      name: "share_requests_department_fkey",
      columns: [t.department],
      foreignColumns: [departments.code],
    }),
    foreignKey({ name: "share_requests_purpose_fkey", columns: [t.purpose], foreignColumns: [purposes.code] }),
    foreignKey({
      name: "share_requests_earlier_grant_no_fkey",
      columns: [t.earlierGrantNo],
      foreignColumns: [grants.grantNo],
    }),
    foreignKey({ name: "share_requests_grant_no_fkey", columns: [t.grantNo], foreignColumns: [grants.grantNo] }),
    check("share_requests_kind_known", sql`${t.kind} IN ('NEW', 'AMEND', 'RE_APPROVAL')`),
    check(
      "share_requests_state_known",
      sql`${t.state} IN ('DRAFT', 'DEPT_APPROVED', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'APPROVED', 'REFUSED',
        'PROVISIONING', 'ACTIVE', 'EXPIRED', 'REVOKED', 'DISPUTED')`,
    ),
    check("share_requests_new_has_no_past", sql`(${t.kind} = 'NEW') = (${t.earlierGrantNo} IS NULL)`),
    check("share_requests_extension_bounded", sql`${t.extensionDays} BETWEEN 1 AND 10`),
    check("share_requests_dispute_whole", sql`(${t.state} = 'DISPUTED') = (${t.disputedFrom} IS NOT NULL)`),
    check("share_requests_dispute_layer_known", sql`${t.disputeLayer} BETWEEN 1 AND 3`),
    check("share_requests_active_has_grant", sql`${t.state} <> 'ACTIVE' OR ${t.grantNo} IS NOT NULL`),
    index("share_requests_department_idx").on(t.department, t.requestNo),
    index("share_requests_owners_idx").using("gin", t.owners),
    index("share_requests_grant_no_idx").on(t.grantNo),
  ],
);

/** Who said yes or no, for the own department or for the owner of fields. Append-only. */
export const requestDecisions = pgTable(
  "request_decisions",
  {
    requestNo: bigint("request_no", { mode: "number" }).notNull(),
    round: integer("round").notNull(),
    stage: text("stage").$type<"DEPARTMENT" | "PROVIDER">().notNull(),
    /** Whose say it is: the asking department, or the owner of the fields as the schema names it. */
    owner: text("owner").notNull(),
    officerId: text("officer_id").notNull(),
    isApproved: boolean("is_approved").notNull(),
    reason: text("reason"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({
      name: "request_decisions_pkey",
      columns: [t.requestNo, t.round, t.stage, t.owner, t.officerId],
    }),
    foreignKey({
      name: "request_decisions_request_no_fkey",
      columns: [t.requestNo],
      foreignColumns: [shareRequests.requestNo],
    }),
    check("request_decisions_refusal_says_why", sql`${t.isApproved} OR length(${t.reason}) > 0`),
  ],
);

export const STATEMENT_KINDS = [
  "SUPPLEMENT_ASKED",
  "SUPPLEMENT",
  "EXTENSION_ASKED",
  "DISPUTE_OPENED",
  "EVIDENCE",
  "DISPUTE_RAISED",
  "DISPUTE_DECIDED",
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** What the sides wrote to one another, in order: the evidence of a dispute too. Append-only. */
export const requestStatements = pgTable(
  "request_statements",
  {
    statementNo: bigint("statement_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    requestNo: bigint("request_no", { mode: "number" }).notNull(),
    kind: text("kind").$type<StatementKind>().notNull(),
    layer: integer("layer"),
    department: text("department").notNull(),
    officerId: text("officer_id").notNull(),
    text: text("text").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ name: "request_statements_pkey", columns: [t.statementNo] }),
    foreignKey({
      name: "request_statements_request_no_fkey",
      columns: [t.requestNo],
      foreignColumns: [shareRequests.requestNo],
    }),
    index("request_statements_request_no_idx").on(t.requestNo, t.statementNo),
  ],
);

/** What was weighed before sensitive fields were shared; kept for good. Append-only. */
export const impactAssessments = pgTable(
  "impact_assessments",
  {
    assessmentNo: bigint("assessment_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    requestNo: bigint("request_no", { mode: "number" }).notNull(),
    necessity: text("necessity").notNull(),
    risks: text("risks").notNull(),
    measures: text("measures").notNull(),
    officerId: text("officer_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ name: "impact_assessments_pkey", columns: [t.assessmentNo] }),
    foreignKey({
      name: "impact_assessments_request_no_fkey",
      columns: [t.requestNo],
      foreignColumns: [shareRequests.requestNo],
    }),
    index("impact_assessments_request_no_idx").on(t.requestNo),
  ],
);
