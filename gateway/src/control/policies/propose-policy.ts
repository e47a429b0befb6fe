import assert from "node:assert";
import { HubError } from "@tongshu/kit";
import { takeSnapshot } from "../../policy/snapshot.ts";
import { contentHash } from "../../store/canonical-json.ts";
import { checkPolicyContent } from "../../store/check-policy-content.ts";
import { findPolicyPointer, readPolicyDraft } from "../../store/policy-reader.ts";
import { policyDrafts } from "../../store/tables/policy.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { checkExamples } from "../examples/check-examples.ts";
import { requireReason } from "../require-text.ts";
import { diffPolicies } from "./policy-diff.ts";
import type { PolicyDraftView } from "./policy-view.ts";

export interface PolicyDraftPayload {
  readonly draft: PolicyDraftView;
  readonly event: ControlEvent;
}

const EMPTY = { purposes: [], grants: [] };

/**
 * Freezes the purposes and grants as they are registered now, for a second person to publish. The draft says what would
 * change and which examples it fails. Errors: ROLE_REQUIRED, WRONG_STATE when nothing would change, BAD_USER_INPUT.
 */
export function proposePolicy(
  context: ControlContext,
  input: { readonly reason: string },
): Promise<PolicyDraftPayload> {
  const reason = requireReason(input.reason);
  const { graph, archive, explainer, clock } = context.services;
  return act(context, "proposePolicy", ["admin"], async ({ tx, actor, at, record }) => {
    demandSharingAuthority(actor);
    const pointer = await findPolicyPointer(tx);
    const content = await readPolicyDraft(tx);
    checkPolicyContent(content, graph.classification);
    const hash = contentHash(content);
    if (hash === pointer?.contentHash) throw new HubError("WRONG_STATE", { rule: "something to change" });
    const inForce = pointer ? (await archive.inForce(tx)).content : EMPTY;
    const changes = diffPolicies(inForce, content);
    const [row] = await tx
      .insert(policyDrafts)
      .values({
        contentHash: hash,
        content,
        baseVersionNo: pointer?.versionNo ?? null,
        reason,
        proposedBy: actor.officerId ?? "",
        proposedAt: at,
      })
      .returning();
    assert(row, "a draft vanished while it was proposed");
    const exampleFailures = await checkExamples(tx, explainer, takeSnapshot(hash, content, []), clock.nowMs());
    const event = await record({
      targetKind: "PolicyDraft",
      targetId: String(row.draftNo),
      before: pointer && { versionNo: pointer.versionNo, contentHash: pointer.contentHash },
      after: { contentHash: hash, changes: changes.length, exampleFailures: exampleFailures.length },
      reason,
    });
    return { draft: { ...row, changes, exampleFailures }, event };
  });
}
