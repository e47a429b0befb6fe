import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import { takeSnapshot } from "../../policy/snapshot.ts";
import { contentHash } from "../../store/canonical-json.ts";
import type { HubDb } from "../../store/database.ts";
import { findPolicyPointer, listRevocations } from "../../store/policy-reader.ts";
import { publishPolicy as publishContent } from "../../store/policy-transactor.ts";
import { policyDrafts, policyPointer } from "../../store/tables/policy.ts";
import { type Act, act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { checkExamples, demandNoFailure } from "../examples/check-examples.ts";
import { type DraftRow, getVersionView, type PolicyVersionView } from "./policy-view.ts";

export interface PolicyVersionPayload {
  readonly version: PolicyVersionView;
  readonly event: ControlEvent;
}

/**
 * Puts a draft in force on every gateway within one second. Whoever proposed it cannot; nobody can once another version is
 * in force, or while an example fails. Errors: ROLE_REQUIRED, SECOND_PERSON_REQUIRED, NOT_FOUND, WRONG_STATE, EXAMPLE_FAILED.
 */
export function publishPolicy(
  context: ControlContext,
  { draftNo }: { readonly draftNo: number },
): Promise<PolicyVersionPayload> {
  const { graph, explainer, clock, signer } = context.services;
  return act(context, "publishPolicy", ["approver"], async (act) => {
    const { tx, actor, at, record } = act;
    demandSharingAuthority(actor);
    const draft = await getOpenDraft(act, draftNo);
    const pointer = await lockPointer(tx);
    if (pointer?.versionNo !== (draft.baseVersionNo ?? undefined)) {
      throw new HubError("WRONG_STATE", { field: "draftNo", rule: "a draft of the version in force" });
    }
    const { content } = draft;
    // Whoever edits a draft in the database publishes nothing.
    if (contentHash(content) !== draft.contentHash) throw new HubError("WRONG_STATE", { rule: "the content proposed" });
    const snapshot = takeSnapshot(draft.contentHash, content, await listRevocations(tx));
    demandNoFailure(await checkExamples(tx, explainer, snapshot, clock.nowMs()));
    const author = actor.officerId ?? "";
    const by = { clock, author, classification: graph.classification, signer };
    const { versionNo } = await publishContent(tx, content, by);
    const published = { publishedBy: author, publishedAt: at, versionNo };
    await tx.update(policyDrafts).set(published).where(eq(policyDrafts.draftNo, draftNo));
    const event = await record({
      targetKind: "PolicyVersion",
      targetId: String(versionNo),
      before: pointer && { versionNo: pointer.versionNo, contentHash: pointer.contentHash },
      after: { versionNo, contentHash: draft.contentHash, draftNo, proposedBy: draft.proposedBy },
      reason: draft.reason,
    });
    return { version: await getVersionView(tx, versionNo), event };
  });
}

async function getOpenDraft({ tx, actor }: Act, draftNo: number): Promise<DraftRow> {
  const [draft] = await tx.select().from(policyDrafts).where(eq(policyDrafts.draftNo, draftNo)).for("update");
  if (!draft) throw new HubError("NOT_FOUND", { field: "draftNo" });
  if (draft.publishedAt) throw new HubError("WRONG_STATE", { field: "draftNo", rule: "not yet published" });
  if (draft.proposedBy === actor.officerId) throw new HubError("SECOND_PERSON_REQUIRED", { field: "draftNo" });
  return draft;
}

/** The version in force; nobody moves the pointer until this act ends. */
export async function lockPointer(tx: HubDb): Promise<{ versionNo: number; contentHash: string } | null> {
  await tx.select().from(policyPointer).for("update");
  return findPolicyPointer(tx);
}
