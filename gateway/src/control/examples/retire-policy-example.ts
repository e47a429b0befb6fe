import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import { policyExamples } from "../../store/tables/examples.ts";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { findExample, type PolicyExamplePayload } from "./save-policy-example.ts";

export interface RetirePolicyExampleInput {
  readonly name: string;
  readonly reason: string;
}

/**
 * Only its own department retires an example: who wants to publish cannot take the examples of others out of the way.
 * Errors: ROLE_REQUIRED, NOT_FOUND, WRONG_STATE.
 */
export function retirePolicyExample(
  context: ControlContext,
  input: RetirePolicyExampleInput,
): Promise<PolicyExamplePayload> {
  const reason = requireReason(input.reason);
  return act(context, "retirePolicyExample", ["admin"], async ({ tx, actor, at, record }) => {
    const before = await findExample(tx, actor.department, input.name);
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
    return { example, failures: [], event };
  });
}
