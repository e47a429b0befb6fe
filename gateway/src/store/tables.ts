import type { Level } from "@tongshu/schema";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import type { Role } from "../identity/caller.ts";
import type { GrantScope, PolicyContent, Purpose } from "../policy/policy-content.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

const KNOWN_ROLES = sql`ARRAY['officer', 'investigator', 'admin', 'approver', 'auditor', 'citizen']::text[]`;

export const departments = pgTable(
  "departments",
  {
    code: text("code").notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
  },
  (t) => [
    primaryKey({ name: "departments_pkey", columns: [t.code] }),
    check("departments_code_shape", sql`${t.code} ~ '^[A-Z]{3}$'`),
  ],
);

/** Codes of 2, 4, 6, 9, 12 or 15 digits: province, city, county, township, village, grid. */
const PREFIX = String.raw`\d\d(\d\d(\d\d(\d{3}(\d{3}(\d{3})?)?)?)?)?`;
const PREFIX_LIST = sql.raw(`'^${PREFIX}(,${PREFIX})*$'`);

/** A department's system. It proves itself with a private key or a secret; the hub keeps the public key or a hash. */
export const clients = pgTable(
  "clients",
  {
    clientId: text("client_id").notNull(),
    department: text("department").notNull(),
    region: text("region").notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    /** SHA-256 in hex of a generated secret of 256 bits; too long to guess, so no slow hash is needed. */
    secretHash: text("secret_hash"),
    publicJwks: jsonb("public_jwks").$type<{ keys: JWK[] }>(),
    /** Roles an officer may exercise through this client. */
    roles: text("roles").array().$type<Role[]>().notNull(),
    canActForCitizens: boolean("can_act_for_citizens").notNull().default(false),
    suspendedAt: instant("suspended_at"),
    revokedAt: instant("revoked_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "clients_pkey", columns: [t.clientId] }),
    foreignKey({ name: "clients_department_fkey", columns: [t.department], foreignColumns: [departments.code] }),
    check("clients_client_id_shape", sql`${t.clientId} ~ '^[a-z0-9][a-z0-9-]{2,62}$'`),
    check("clients_region_shape", sql`${t.region} ~ '^[0-9]{6}$'`),
    check("clients_roles_known", sql`${t.roles} <@ ${KNOWN_ROLES}`),
    check("clients_has_one_credential", sql`num_nonnulls(${t.secretHash}, ${t.publicJwks}) = 1`),
    check("clients_secret_hash_shape", sql`${t.secretHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

export const officers = pgTable(
  "officers",
  {
    officerId: text("officer_id").notNull(),
    department: text("department").notNull(),
    region: text("region").notNull(),
    roles: text("roles").array().$type<Role[]>().notNull(),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "officers_pkey", columns: [t.officerId] }),
    foreignKey({ name: "officers_department_fkey", columns: [t.department], foreignColumns: [departments.code] }),
    check("officers_officer_id_shape", sql`${t.officerId} ~ '^[a-z0-9][a-z0-9-]{2,62}$'`),
    check("officers_region_shape", sql`${t.region} ~ '^[0-9]{6}$'`),
    check("officers_roles_known", sql`${t.roles} <@ ${KNOWN_ROLES} AND cardinality(${t.roles}) > 0`),
    // A citizen is named by a personId in the token, never by a staff number.
    check("officers_roles_of_staff", sql`NOT 'citizen' = ANY(${t.roles})`),
  ],
);

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

/** One row: counts every change of what gateways hold in memory. Triggers of a migration raise it. */
export const hubRevision = pgTable(
  "hub_revision",
  {
    isTheOnlyRow: boolean("is_the_only_row").notNull().default(true),
    revision: bigint("revision", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ name: "hub_revision_pkey", columns: [t.isTheOnlyRow] }),
    check("hub_revision_one_row", sql`${t.isTheOnlyRow}`),
  ],
);

/** What the token issuer must remember between requests and gateways, such as assertions already used. */
export const oidcPayloads = pgTable(
  "oidc_payloads",
  {
    model: text("model").notNull(),
    id: text("id").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    grantId: text("grant_id"),
    uid: text("uid"),
    userCode: text("user_code"),
    consumedAt: instant("consumed_at"),
    expiresAt: instant("expires_at"),
  },
  (t) => [
    primaryKey({ name: "oidc_payloads_pkey", columns: [t.model, t.id] }),
    index("oidc_payloads_grant_id_idx").on(t.grantId).where(sql`${t.grantId} IS NOT NULL`),
    index("oidc_payloads_uid_idx").on(t.uid).where(sql`${t.uid} IS NOT NULL`),
    index("oidc_payloads_expires_at_idx").on(t.expiresAt),
  ],
);

/** Keys of the embedded issuer, shared by all gateways. A retired key is published until its last token has expired. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    kid: text("kid").notNull(),
    algorithm: text("algorithm").notNull(),
    publicJwk: jsonb("public_jwk").$type<JWK>().notNull(),
    /** AES-256-GCM under the hub's sealing secret, so that a copy of the database signs nothing. */
    sealedPrivateJwk: text("sealed_private_jwk").notNull(),
    createdAt: instant("created_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    primaryKey({ name: "signing_keys_pkey", columns: [t.kid] }),
    check("signing_keys_algorithm_known", sql`${t.algorithm} IN ('ES256', 'EdDSA')`),
    check("signing_keys_public_jwk_is_public", sql`NOT ${t.publicJwk} ?| ARRAY['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']`),
    // At most one key signs; the predicate makes every unretired row collide.
    uniqueIndex("signing_keys_one_active_key").on(sql`(true)`).where(sql`${t.retiredAt} IS NULL`),
  ],
);

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
