import { HubError } from "@tongshu/kit";
import { asc, desc, eq, lt } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { findPolicyPointer } from "../../store/policy-reader.ts";
import { type policyDrafts, policySignatures, policyVersions } from "../../store/tables/policy.ts";
import type { ExampleFailure } from "../examples/check-examples.ts";
import type { PolicyChange } from "./policy-diff.ts";

/** A version as the control plane shows it; its content is shown as differences. */
export interface PolicyVersionView {
  readonly versionNo: number;
  readonly contentHash: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly isInForce: boolean;
  /** Ids of the keys that signed it. */
  readonly keyIds: readonly string[];
  readonly grantCount: number;
}

export type DraftRow = typeof policyDrafts.$inferSelect;

export interface PolicyDraftView extends Omit<DraftRow, "content"> {
  /** Against what is in force: effective grants, without those revoked. */
  readonly changes: readonly PolicyChange[];
  readonly exampleFailures: readonly ExampleFailure[];
}

export async function listVersionViews(
  tx: HubDb,
  { first, before }: { readonly first: number; readonly before?: number | null },
): Promise<readonly PolicyVersionView[]> {
  const pointer = await findPolicyPointer(tx);
  const rows = await tx
    .select()
    .from(policyVersions)
    .where(before ? lt(policyVersions.versionNo, before) : undefined)
    .orderBy(desc(policyVersions.versionNo))
    .limit(first);
  const signatures = await tx
    .select({ contentHash: policySignatures.contentHash, kid: policySignatures.kid })
    .from(policySignatures)
    .orderBy(asc(policySignatures.signedAt));
  const keyIds = Map.groupBy(signatures, ({ contentHash }) => contentHash);
  return rows.map(({ content, ...row }) => ({
    ...row,
    isInForce: row.versionNo === pointer?.versionNo,
    keyIds: (keyIds.get(row.contentHash) ?? []).map(({ kid }) => kid),
    grantCount: content.grants.length,
  }));
}

/** Throws NOT_FOUND. */
export async function getVersion(tx: HubDb, versionNo: number): Promise<typeof policyVersions.$inferSelect> {
  const [row] = await tx.select().from(policyVersions).where(eq(policyVersions.versionNo, versionNo));
  if (!row) throw new HubError("NOT_FOUND", { field: "versionNo" });
  return row;
}

export async function getVersionView(tx: HubDb, versionNo: number): Promise<PolicyVersionView> {
  await getVersion(tx, versionNo);
  const [view] = await listVersionViews(tx, { first: 1, before: versionNo + 1 });
  if (!view) throw new HubError("NOT_FOUND", { field: "versionNo" });
  return view;
}
