import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import type { Role } from "../../identity/caller.ts";
import { instant } from "./columns.ts";

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
    /** In production a client runs its department's registered operations and nothing else. */
    isProduction: boolean("is_production").notNull().default(false),
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
