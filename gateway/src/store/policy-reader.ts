import { and, asc, eq, isNull, notInArray } from "drizzle-orm";
import type { Grant, GrantScope, PolicyContent, Purpose } from "../policy/policy-content.ts";
import type { Revocation } from "../policy/snapshot.ts";
import { contentHash } from "./canonical-json.ts";
import type { HubDb } from "./database.ts";
import {
  grants,
  policyPointer,
  policySignatures,
  policyVersions,
  purposeDepartments,
  purposes,
} from "./tables/policy.ts";
import { grantRevocations } from "./tables/revocations.ts";

export interface PolicyVersion {
  readonly versionNo: number;
  /** SHA-256 of the canonical JSON of `content`, in hex; the audit record names a policy by it. */
  readonly contentHash: string;
  readonly content: PolicyContent;
  /** Who published it first. */
  readonly author: string;
  readonly createdAt: string;
}

/** A version before it was checked. */
export interface StoredPolicy {
  readonly contentHash: string;
  readonly content: PolicyContent;
  readonly signatures: readonly string[];
}

/** The version in force, or null when none was ever published. */
export async function findCurrentPolicy(db: HubDb): Promise<PolicyVersion | null> {
  const [row] = await db
    .select({
      versionNo: policyVersions.versionNo,
      contentHash: policyVersions.contentHash,
      content: policyVersions.content,
      author: policyVersions.author,
      createdAt: policyVersions.createdAt,
    })
    .from(policyPointer)
    .innerJoin(policyVersions, eq(policyVersions.versionNo, policyPointer.versionNo));
  if (row === undefined) return null;
  // Whoever edits a version behind the hub's back stops it rather than widening what is seen.
  if (contentHash(row.content) !== row.contentHash) {
    throw new Error(`policy version ${row.versionNo} does not have the content its hash names`);
  }
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** Which version is in force, without its content. */
export async function findPolicyPointer(db: HubDb): Promise<{ versionNo: number; contentHash: string } | null> {
  const [row] = await db
    .select({ versionNo: policyVersions.versionNo, contentHash: policyVersions.contentHash })
    .from(policyPointer)
    .innerJoin(policyVersions, eq(policyVersions.versionNo, policyPointer.versionNo));
  return row ?? null;
}

/** A version's content as it lies there, with its signatures; nothing of it is believed yet. */
export async function findStoredPolicy(db: HubDb, hash: string): Promise<StoredPolicy | null> {
  const [version] = await db
    .select({ content: policyVersions.content })
    .from(policyVersions)
    .where(eq(policyVersions.contentHash, hash));
  if (!version) return null;
  const rows = await db
    .select({ jws: policySignatures.jws })
    .from(policySignatures)
    .where(eq(policySignatures.contentHash, hash));
  return { contentHash: hash, content: version.content, signatures: rows.map(({ jws }) => jws) };
}

/** Every grant taken back so far, in order. */
export function listRevocations(db: HubDb): Promise<Revocation[]> {
  return db
    .select({ revocationNo: grantRevocations.revocationNo, grantNo: grantRevocations.grantNo })
    .from(grantRevocations)
    .orderBy(asc(grantRevocations.revocationNo));
}

/** The registered purposes and the grants that were not revoked: what the next version would hold. */
export async function readPolicyDraft(db: HubDb): Promise<PolicyContent> {
  const [purposeRows, users, grantRows] = await db.transaction(
    (tx) =>
      Promise.all([
        tx.select().from(purposes).orderBy(asc(purposes.code)),
        tx
          .select()
          .from(purposeDepartments)
          .orderBy(asc(purposeDepartments.purpose), asc(purposeDepartments.department)),
        tx.select().from(grants).where(isNotRevoked(tx)).orderBy(asc(grants.grantNo)),
      ]),
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  const departmentsOf = Map.groupBy(users, (user) => user.purpose);
  return {
    purposes: purposeRows.map((row) =>
      toPurpose(
        row,
        (departmentsOf.get(row.code) ?? []).map(({ department }) => department),
      ),
    ),
    grants: grantRows.map(toGrant),
  };
}

function isNotRevoked(db: HubDb) {
  const revoked = db.select({ grantNo: grantRevocations.grantNo }).from(grantRevocations);
  return and(isNull(grants.revokedAt), notInArray(grants.grantNo, revoked));
}

function toPurpose(row: typeof purposes.$inferSelect, departments: readonly string[]): Purpose {
  const { code, textZh, textEn, legalBasis, basisKind, isCaseRequired } = row;
  return { code, text: { zh: textZh, en: textEn }, legalBasis, basisKind, departments, isCaseRequired };
}

function toGrant(row: typeof grants.$inferSelect): Grant {
  const { scopeKind, scopePrefixes, conditions, validFrom, validUntil, revokedAt: _revokedAt, ...rest } = row;
  const scope: GrantScope =
    scopeKind === "PREFIXES" ? { kind: scopeKind, prefixes: scopePrefixes } : { kind: scopeKind };
  const narrowed = conditions ? { ...rest, conditions } : rest;
  return { ...narrowed, scope, validFrom: validFrom.toISOString(), validUntil: validUntil.toISOString() };
}
