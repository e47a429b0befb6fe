import { HubError } from "@tongshu/kit";
import type { Grant } from "../../policy/policy-content.ts";
import { takeSnapshot } from "../../policy/snapshot.ts";
import type { HubDb } from "../../store/database.ts";
import { listRevocations, readPolicyDraft } from "../../store/policy-reader.ts";
import { movePolicyPointer } from "../../store/policy-transactor.ts";
import { grantRevocations } from "../../store/tables/revocations.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { checkExamples, demandNoFailure } from "../examples/check-examples.ts";
import { requireReason } from "../require-text.ts";
import { grantsClosedSince, purposesClosedSince } from "./closed-since.ts";
import { getVersion, getVersionView } from "./policy-view.ts";
import { lockPointer, type PolicyVersionPayload } from "./publish-policy.ts";

export interface RollbackPolicyInput {
  readonly versionNo: number;
  readonly reason: string;
}

/**
 * Puts an earlier version in force again by moving the pointer. What was closed since stays closed: revoked grants by their
 * revocation, grants that were narrowed or lapsed by one made here; a purpose that was narrowed stops the rollback.
 * Errors: ROLE_REQUIRED, NOT_FOUND, WRONG_STATE, EXAMPLE_FAILED.
 */
export function rollbackPolicy(context: ControlContext, input: RollbackPolicyInput): Promise<PolicyVersionPayload> {
  const reason = requireReason(input.reason);
  const { archive, explainer, clock } = context.services;
  return act(context, "rollbackPolicy", ["approver"], async ({ tx, actor, at, record }) => {
    demandSharingAuthority(actor);
    const target = await getVersion(tx, input.versionNo);
    const pointer = await lockPointer(tx);
    if (!pointer || target.versionNo === pointer.versionNo) {
      throw new HubError("WRONG_STATE", { field: "versionNo", rule: "another version than the one in force" });
    }
    const registered = (await readPolicyDraft(tx)).purposes;
    const reopened = purposesClosedSince(target.content.purposes, registered);
    if (reopened.length > 0)
      throw new HubError("WRONG_STATE", { field: "versionNo", rule: `closed since: ${reopened}` });
    const closed = await grantsClosedSince(tx, target.content, (await archive.inForce(tx)).content, at);
    await revoke(tx, closed, { at, reason, by: actor.officerId ?? "" });
    const snapshot = takeSnapshot(target.contentHash, target.content, await listRevocations(tx));
    demandNoFailure(await checkExamples(tx, explainer, snapshot, clock.nowMs()));
    await movePolicyPointer(tx, target.versionNo, at);
    const event = await record({
      targetKind: "PolicyVersion",
      targetId: String(target.versionNo),
      before: { ...pointer },
      after: {
        versionNo: target.versionNo,
        contentHash: target.contentHash,
        keptClosed: closed.map(({ grantNo }) => grantNo),
      },
      reason,
    });
    return { version: await getVersionView(tx, target.versionNo), event };
  });
}

async function revoke(
  tx: HubDb,
  closed: readonly Grant[],
  why: { readonly at: Date; readonly reason: string; readonly by: string },
): Promise<void> {
  if (closed.length === 0) return;
  await tx
    .insert(grantRevocations)
    .values(closed.map(({ grantNo }) => ({ grantNo, ...why })))
    .onConflictDoNothing();
}
