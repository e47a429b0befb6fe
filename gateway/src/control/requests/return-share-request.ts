import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import type { ReasonedInput } from "./reject-share-request.ts";
import { changeRequest, getRequest, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { addStatement } from "./statements.ts";

/** Says once what is missing; the clock stands still until it comes. Errors: WRONG_STATE, ROLE_REQUIRED. */
export function returnShareRequest(context: ControlContext, input: ReasonedInput): Promise<RequestPayload> {
  const reason = requireReason(input.reason);
  return act(context, "returnShareRequest", ["admin"], async (act) => {
    demandSharingAuthority(act.actor);
    const row = await getRequest(act, input.requestNo);
    const state = stateAfter(row.state, "returnForSupplement");
    // A second round would put the reply off without an end.
    if (row.returnedAt !== null)
      throw new HubError("WRONG_STATE", { field: "requestNo", rule: "returned once already" });
    await addStatement(act, row, "SUPPLEMENT_ASKED", reason);
    const change = { state, returnedAt: act.at, replyDueDate: null };
    const payload = await changeRequest(act, row, change, reason);
    await tell(act.tx, act.at, [row.department], "REQUEST_RETURNED", { requestNo: row.requestNo });
    return payload;
  });
}
