import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { changeRequest, getRequest, type RequestPayload } from "../requests/request-row.ts";
import { addStatement } from "../requests/statements.ts";
import type { StatementInput } from "../requests/supplement-share-request.ts";
import { requireText } from "../require-text.ts";
import { layerOf, sideOf } from "./dispute-sides.ts";

/** Adds to the evidence, for good. Parties and the sharing authority may. Errors: ROLE_REQUIRED, WRONG_STATE. */
export function addDisputeEvidence(context: ControlContext, input: StatementInput): Promise<RequestPayload> {
  const text = requireText("text", input.text, 4_000);
  return act(context, "addDisputeEvidence", ["admin", "approver"], async (act) => {
    const row = await getRequest(act, input.requestNo);
    if (act.actor.department !== SHARING_AUTHORITY) await sideOf(act, row);
    await addStatement(act, row, "EVIDENCE", text, layerOf(row));
    return changeRequest(act, row, {}, "evidence");
  });
}
