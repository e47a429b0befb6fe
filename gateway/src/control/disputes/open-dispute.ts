import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { tell } from "../notices/tell.ts";
import { isPast } from "../requests/clocks.ts";
import { changeRequest, getRequest, type RequestPayload, type RequestRow } from "../requests/request-row.ts";
import { stateAfter } from "../requests/request-states.ts";
import { addStatement } from "../requests/statements.ts";
import type { StatementInput } from "../requests/supplement-share-request.ts";
import { requireText } from "../require-text.ts";
import { LAYERS, partiesOf, type Side, sideOf } from "./dispute-sides.ts";

/**
 * A party disputes a refusal, a reply that is overdue, or the use of what was granted. While it lasts an open request
 * stays undecided and a grant stays as it is. Errors: ROLE_REQUIRED, WRONG_STATE.
 */
export function openDispute(context: ControlContext, input: StatementInput): Promise<RequestPayload> {
  const text = requireText("text", input.text, 4_000);
  return act(context, "openDispute", ["admin"], async (act) => {
    const row = await getRequest(act, input.requestNo);
    const side = await sideOf(act, row);
    const state = stateAfter(row.state, "openDispute");
    demandCause(row, side, act.at);
    const disputeLayer = LAYERS.consultation;
    await addStatement(act, row, "DISPUTE_OPENED", text, disputeLayer);
    const payload = await changeRequest(act, row, { state, disputeLayer, disputedFrom: row.state });
    await tell(act.tx, act.at, await partiesOf(act, row), "DISPUTE_OPENED", { requestNo: row.requestNo, disputeLayer });
    return payload;
  });
}

/** An owner that disputed a request instead of answering it would put its reply off. */
function demandCause({ state, replyDueDate, department }: RequestRow, side: Side, at: Date): void {
  if (state === "ACTIVE") return;
  if (side === "OWNER") throw new HubError("ROLE_REQUIRED", { rule: `department ${department}` });
  if (state === "REFUSED" || (replyDueDate !== null && isPast(replyDueDate, at))) return;
  throw new HubError("WRONG_STATE", { field: "requestNo", rule: "REFUSED, overdue, or ACTIVE" });
}
