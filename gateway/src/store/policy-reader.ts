import { asc, eq, isNull } from "drizzle-orm";
import type { Grant, GrantScope, PolicyContent, Purpose } from "../policy/policy-content.ts";
import { contentHash } from "./canonical-json.ts";
import type { HubDb } from "./database.ts";
import { grants, policyPointer, policyVersions, purposeDepartments, purposes } from "./tables/policy.ts";

export interface PolicyVersion {
  readonly versionNo: number;
  /** SHA-256 of the canonical JSON of `content`, in hex; the audit record names a policy by it. */
  readonly contentHash: string;
  readonly content: PolicyContent;
  /** Who published it first. */
  readonly author: string;
  readonly createdAt: string;
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
        tx.select().from(grants).where(isNull(grants.revokedAt)).orderBy(asc(grants.grantNo)),
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
