import type { Level } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Grant, GrantScope, PolicyContent, Purpose } from "../../policy/policy-content.ts";
import { instant } from "./columns.ts";
import { departments } from "./registry.ts";

/** Codes of 2, 4, 6, 9, 12 or 15 digits: province, city, county, township, village, grid. */
const PREFIX = String.raw`\d\d(\d\d(\d\d(\d{3}(\d{3}(\d{3})?)?)?)?)?`;
const PREFIX_LIST = sql.raw(`'^${PREFIX}(,${PREFIX})*$'`);

export const purposes = pgTable(
  "purposes",
  {
    code: text("code").notNull(),
    textZh: text("text_zh").notNull(),
    textEn: text("text_en").notNull(),
    legalBasis: text("legal_basis").notNull(),
    basisKind: text("basis_kind").$type<Purpose["basisKind"]>().notNull(),
    isCaseRequired: boolean("is_case_required").notNull(),
  },
  (t) => [
    primaryKey({ name: "purposes_pkey", columns: [t.code] }),
    check("purposes_code_shape", sql`${t.code} ~ '^[A-Z][A-Z0-9_]{2,62}$'`),
    check("purposes_basis_kind_known", sql`${t.basisKind} IN ('STATUTORY_DUTY', 'CONSENT', 'SELF_ACCESS')`),
    check("purposes_legal_basis_present", sql`length(${t.legalBasis}) > 0`),
  ],
);

export const purposeDepartments = pgTable(
  "purpose_departments",
  {
    purpose: text("purpose").notNull(),
    department: text("department").notNull(),
  },
  (t) => [
    primaryKey({ name: "purpose_departments_pkey", columns: [t.purpose, t.department] }),
    foreignKey({ name: "purpose_departments_purpose_fkey", columns: [t.purpose], foreignColumns: [purposes.code] }),
    foreignKey({
      name: "purpose_departments_department_fkey",
      columns: [t.department],
      foreignColumns: [departments.code],
    }),
  ],
);

/** One department × purpose × type; a migration adds the exclusion constraint that no two are active at one instant. */
export const grants = pgTable(
  "grants",
  {
    grantNo: text("grant_no").notNull(),
    department: text("department").notNull(),
    purpose: text("purpose").notNull(),
    type: text("type").notNull(),
    fields: jsonb("fields").$type<Record<string, Level>>().notNull(),
    isAggregate: boolean("is_aggregate").notNull(),
    scopeKind: text("scope_kind").$type<GrantScope["kind"]>().notNull(),
    scopePrefixes: text("scope_prefixes").array().notNull(),
    isLookupOnly: boolean("is_lookup_only").notNull(),
    coversSensitiveRows: boolean("covers_sensitive_rows").notNull().default(false),
    /** Values by field; null where the grant covers rows whatever they hold. */
    conditions: jsonb("conditions").$type<Grant["conditions"]>(),
    isCaseRequired: boolean("is_case_required").notNull(),
    maxPerDay: integer("max_per_day"),
    maxBatch: integer("max_batch"),
    legalBasis: text("legal_basis").notNull(),
    validFrom: instant("valid_from").notNull(),
    validUntil: instant("valid_until").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ name: "grants_pkey", columns: [t.grantNo] }),
    foreignKey({
      name: "grants_purpose_department_fkey",
      columns: [t.purpose, t.department],
      foreignColumns: [purposeDepartments.purpose, purposeDepartments.department],
    }),
    check("grants_grant_no_shape", sql`${t.grantNo} ~ '^G-[A-Z0-9-]{3,60}$'`),
    check("grants_type_shape", sql`${t.type} ~ '^[A-Z][A-Za-z0-9]*$'`),
    check("grants_fields_is_object", sql`jsonb_typeof(${t.fields}) = 'object'`),
    check("grants_aggregate_reads_no_field", sql`${t.isAggregate} = (${t.fields} = '{}'::jsonb)`),
    check("grants_scope_kind_known", sql`${t.scopeKind} IN ('OWN', 'PREFIXES', 'ALL', 'SELF')`),
    // An empty list or an empty prefix is never read as all.
    check(
      "grants_prefixes_belong_to_scope",
      sql`CASE WHEN ${t.scopeKind} = 'PREFIXES'
        THEN array_to_string(${t.scopePrefixes}, ',', '?') ~ ${PREFIX_LIST}
        ELSE cardinality(${t.scopePrefixes}) = 0 END`,
    ),
    // An empty object would be a condition that says nothing, and reads like one that does.
    check(
      "grants_conditions_say_something",
      sql`jsonb_typeof(${t.conditions}) = 'object' AND ${t.conditions} <> '{}'::jsonb`,
    ),
    check("grants_limits_positive", sql`${t.maxPerDay} > 0 AND ${t.maxBatch} > 0`),
    check("grants_legal_basis_present", sql`length(${t.legalBasis}) > 0`),
    check("grants_valid_forward", sql`${t.validUntil} > ${t.validFrom}`),
    check(
      "grants_valid_one_year",
      sql`${t.validUntil} AT TIME ZONE 'Asia/Shanghai' <= ${t.validFrom} AT TIME ZONE 'Asia/Shanghai' + interval '1 year'`,
    ),
  ],
);

/** Immutable: a migration adds the trigger that refuses a change. */
export const policyVersions = pgTable(
  "policy_versions",
  {
    versionNo: bigint("version_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    contentHash: text("content_hash").notNull(),
    content: jsonb("content").$type<PolicyContent>().notNull(),
    /** Who published it first: an officer, or the seed. */
    author: text("author").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "policy_versions_pkey", columns: [t.versionNo] }),
    unique("policy_versions_content_hash_key").on(t.contentHash),
    check("policy_versions_content_hash_shape", sql`${t.contentHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** One row: the version in force. Publishing and rolling back move it. */
export const policyPointer = pgTable(
  "policy_pointer",
  {
    isTheOnlyRow: boolean("is_the_only_row").notNull().default(true),
    versionNo: bigint("version_no", { mode: "number" }).notNull(),
    movedAt: instant("moved_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "policy_pointer_pkey", columns: [t.isTheOnlyRow] }),
    foreignKey({
      name: "policy_pointer_version_no_fkey",
      columns: [t.versionNo],
      foreignColumns: [policyVersions.versionNo],
    }),
    check("policy_pointer_one_row", sql`${t.isTheOnlyRow}`),
  ],
);

/** What gateways believe a version by: its hash, signed with a key of the hub. Append-only. */
export const policySignatures = pgTable(
  "policy_signatures",
  {
    contentHash: text("content_hash").notNull(),
    kid: text("kid").notNull(),
    /** Compact JWS over the content's hash. */
    jws: text("jws").notNull(),
    signedAt: instant("signed_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "policy_signatures_pkey", columns: [t.contentHash, t.kid] }),
    foreignKey({
      name: "policy_signatures_content_hash_fkey",
      columns: [t.contentHash],
      foreignColumns: [policyVersions.contentHash],
    }),
  ],
);

/** Where the pointer has stood; a trigger of a migration writes it, so that no way of moving it goes unnoticed. */
export const policyPointerMoves = pgTable(
  "policy_pointer_moves",
  {
    moveNo: bigint("move_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    versionNo: bigint("version_no", { mode: "number" }).notNull(),
    movedAt: instant("moved_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "policy_pointer_moves_pkey", columns: [t.moveNo] }),
    foreignKey({
      name: "policy_pointer_moves_version_no_fkey",
      columns: [t.versionNo],
      foreignColumns: [policyVersions.versionNo],
    }),
    index("policy_pointer_moves_moved_at_idx").on(t.movedAt, t.moveNo),
  ],
);

/** A content on its way to being a version. Its content never changes: who publishes it publishes what was looked at. */
export const policyDrafts = pgTable(
  "policy_drafts",
  {
    draftNo: bigint("draft_no", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    contentHash: text("content_hash").notNull(),
    content: jsonb("content").$type<PolicyContent>().notNull(),
    /** The version in force when it was proposed; once another is in force, the draft is stale. */
    baseVersionNo: bigint("base_version_no", { mode: "number" }),
    reason: text("reason").notNull(),
    proposedBy: text("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    publishedBy: text("published_by"),
    publishedAt: instant("published_at"),
    versionNo: bigint("version_no", { mode: "number" }),
  },
  (t) => [
    primaryKey({ name: "policy_drafts_pkey", columns: [t.draftNo] }),
    foreignKey({
      name: "policy_drafts_base_version_no_fkey",
      columns: [t.baseVersionNo],
      foreignColumns: [policyVersions.versionNo],
    }),
    foreignKey({
      name: "policy_drafts_version_no_fkey",
      columns: [t.versionNo],
      foreignColumns: [policyVersions.versionNo],
    }),
    // Nobody publishes a draft of one's own, whatever a program above forgets.
    check("policy_drafts_two_people", sql`${t.publishedBy} <> ${t.proposedBy}`),
    check(
      "policy_drafts_published_whole",
      sql`num_nonnulls(${t.publishedBy}, ${t.publishedAt}, ${t.versionNo}) IN (0, 3)`,
    ),
  ],
);
