import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import { instant } from "./columns.ts";

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
