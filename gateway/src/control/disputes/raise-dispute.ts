import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { tell } from "../notices/tell.ts";
import { changeRequest, getRequest, type RequestPayload } from "../requests/request-row.ts";
import { addStatement } from "../requests/statements.ts";
import type { StatementInput } from "../requests/supplement-share-request.ts";
import { requireText } from "../require-text.ts";
import { LAYERS, layerOf, partiesOf, sideOf } from "./dispute-sides.ts";

/** A party takes the dispute one layer up; no layer is skipped. Errors: ROLE_REQUIRED, WRONG_STATE. */
export function raiseDispute(context: ControlContext, input: StatementInput): Promise<RequestPayload> {
  const text = requireText("text", input.text, 4_000);
  return act(context, "raiseDispute", ["admin"], async (act) => {
    const row = await getRequest(act, input.requestNo);
    await sideOf(act, row);
    const layer = layerOf(row);
    if (layer >= LAYERS.above) throw new HubError("WRONG_STATE", { field: "requestNo", rule: "below the third layer" });
    const disputeLayer = layer + 1;
    await addStatement(act, row, "DISPUTE_RAISED", text, disputeLayer);
    const payload = await changeRequest(act, row, { disputeLayer });
    await tell(act.tx, act.at, await partiesOf(act, row), "DISPUTE_RAISED", { requestNo: row.requestNo, disputeLayer });
    return payload;
  });
}
