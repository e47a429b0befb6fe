import assert from "node:assert";
import type { Clock } from "@tongshu/kit";
import type { Classification } from "@tongshu/schema";
import { eq, sql } from "drizzle-orm";
import type { Grant, PolicyContent, Purpose } from "../policy/policy-content.ts";
import { contentHash } from "./canonical-json.ts";
import { checkPolicyContent } from "./check-policy-content.ts";
import type { HubDb } from "./database.ts";
import type { PolicyVersion } from "./policy-reader.ts";
import type { PolicySigner } from "./policy-signer.ts";
import {
  grants,
  policyPointer,
  policySignatures,
  policyVersions,
  purposeDepartments,
  purposes,
} from "./tables/policy.ts";

export interface Publication {
  readonly clock: Clock;
  readonly author: string;
  /** What the supergraph in service says of each field; no content is published that does not fit it. */
  readonly classification: Classification;
  /** Gateways take no version without a signature of the hub. */
  readonly signer: PolicySigner;
}

/**
 * Puts a content in force on every gateway: checks it, stores it once under its hash, signs it and moves the pointer.
 * The same content again, as in a rollback, finds its old version. Error: BAD_USER_INPUT.
 */
export async function publishPolicy(db: HubDb, content: PolicyContent, by: Publication): Promise<PolicyVersion> {
  checkPolicyContent(content, by.classification);
  const hash = contentHash(content);
  const now = new Date(by.clock.nowMs());
  return db.transaction(async (tx) => {
    await tx
      .insert(policyVersions)
      .values({ contentHash: hash, content, author: by.author, createdAt: now })
      .onConflictDoNothing({ target: policyVersions.contentHash });
    const [version] = await tx
      .select({
        versionNo: policyVersions.versionNo,
        author: policyVersions.author,
        createdAt: policyVersions.createdAt,
      })
      .from(policyVersions)
      .where(eq(policyVersions.contentHash, hash));
    assert(version !== undefined, "a policy version vanished while it was published");
    const signature = await by.signer.sign(tx, hash);
    await tx
      .insert(policySignatures)
      .values({ contentHash: hash, ...signature, signedAt: now })
      .onConflictDoNothing();
    await movePolicyPointer(tx, version.versionNo, now);
    return { ...version, contentHash: hash, content, createdAt: version.createdAt.toISOString() };
  });
}

/** Puts a stored version in force. */
export async function movePolicyPointer(db: HubDb, versionNo: number, movedAt: Date): Promise<void> {
  await db
    .insert(policyPointer)
    .values({ versionNo, movedAt })
    .onConflictDoUpdate({ target: policyPointer.isTheOnlyRow, set: { versionNo, movedAt } });
}

/** Adds or replaces purposes and who may use them. */
export async function savePurposes(db: HubDb, list: readonly Purpose[]): Promise<void> {
  await db
    .insert(purposes)
    .values(list.map(({ text, departments: _users, ...rest }) => ({ ...rest, textZh: text.zh, textEn: text.en })))
    .onConflictDoUpdate({
      target: purposes.code,
      set: {
        textZh: sql`excluded.text_zh`,
        textEn: sql`excluded.text_en`,
        legalBasis: sql`excluded.legal_basis`,
        basisKind: sql`excluded.basis_kind`,
        isCaseRequired: sql`excluded.is_case_required`,
      },
    });
  const users = list.flatMap(({ code, departments }) =>
    departments.map((department) => ({ purpose: code, department })),
  );
  await db.insert(purposeDepartments).values(users).onConflictDoNothing();
}

/** Adds or replaces grants by their number. The database refuses a second active one for a department, purpose and type. */
export async function saveGrants(db: HubDb, list: readonly Grant[]): Promise<void> {
  const rows = list.map(({ scope, conditions, validFrom, validUntil, ...rest }) => ({
    ...rest,
    conditions: conditions ?? null,
    scopeKind: scope.kind,
    scopePrefixes: scope.kind === "PREFIXES" ? [...scope.prefixes] : [],
    validFrom: new Date(validFrom),
    validUntil: new Date(validUntil),
  }));
  await db
    .insert(grants)
    .values(rows)
    .onConflictDoUpdate({
      target: grants.grantNo,
      set: {
        fields: sql`excluded.fields`,
        isAggregate: sql`excluded.is_aggregate`,
        scopeKind: sql`excluded.scope_kind`,
        scopePrefixes: sql`excluded.scope_prefixes`,
        isLookupOnly: sql`excluded.is_lookup_only`,
        coversSensitiveRows: sql`excluded.covers_sensitive_rows`,
        conditions: sql`excluded.conditions`,
        isCaseRequired: sql`excluded.is_case_required`,
        maxPerDay: sql`excluded.max_per_day`,
        maxBatch: sql`excluded.max_batch`,
        legalBasis: sql`excluded.legal_basis`,
        validFrom: sql`excluded.valid_from`,
        validUntil: sql`excluded.valid_until`,
      },
    });
}
