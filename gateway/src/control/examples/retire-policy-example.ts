import { HubError } from "@tongshu/kit";
import { and, eq, isNull } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { findPolicyPointer } from "../../store/policy-reader.ts";
import { policyExamples } from "../../store/tables/examples.ts";
import { policyDrafts } from "../../store/tables/policy.ts";
import { act } from "../act.ts";
import { type Actor, demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import { findExample, type PolicyExamplePayload } from "./save-policy-example.ts";

export interface RetirePolicyExampleInput {
  readonly name: string;
  readonly reason: string;
  /** Whose example; the actor's own department's unless said. */
  readonly owner?: string | null;
}

/**
 * Its own department retires an example. The sharing authority may when one stops every publication, through a person who
 * proposed nothing that waits, and its owner is told. Errors: ROLE_REQUIRED, SECOND_PERSON_REQUIRED, NOT_FOUND, WRONG_STATE.
 */
export function retirePolicyExample(
  context: ControlContext,
  input: RetirePolicyExampleInput,
): Promise<PolicyExamplePayload> {
  const reason = requireReason(input.reason);
  return act(context, "retirePolicyExample", ["admin"], async ({ tx, actor, at, record }) => {
    const owner = input.owner ?? actor.department;
    if (owner !== actor.department) await demandDisinterested(tx, actor);
    const before = await findExample(tx, owner, input.name);
    if (!before) throw new HubError("NOT_FOUND", { field: "name" });
    if (!before.isInUse) throw new HubError("WRONG_STATE", { field: "name", rule: "in use" });
    const change = { isInUse: false, savedBy: actor.officerId ?? "", savedAt: at };
    await tx.update(policyExamples).set(change).where(eq(policyExamples.exampleNo, before.exampleNo));
    const example = { ...before, ...change };
    const targetId = String(before.exampleNo);
    const event = await record({
      targetKind: "PolicyExample",
      targetId,
      before: { ...before },
      after: example,
      reason,
    });
    if (owner !== actor.department) await tell(tx, at, [owner], "EXAMPLE_RETIRED", { name: input.name });
    return { example, failures: [], event };
  });
}

/** Who wants to publish does not take the examples of others out of the way. */
async function demandDisinterested(tx: HubDb, actor: Actor): Promise<void> {
  demandSharingAuthority(actor);
  const inForce = (await findPolicyPointer(tx))?.versionNo ?? 0;
  const waits = and(isNull(policyDrafts.publishedAt), eq(policyDrafts.baseVersionNo, inForce));
  const [own] = await tx
    .select({ draftNo: policyDrafts.draftNo })
    .from(policyDrafts)
    .where(and(eq(policyDrafts.proposedBy, actor.officerId ?? ""), waits))
    .limit(1);
  if (own) throw new HubError("SECOND_PERSON_REQUIRED", { rule: "not who proposed a draft that waits" });
}
