import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import type { RequestInput } from "./endorse-share-request.ts";
import { changeRequest, getRequest, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { demandNotAsker } from "./second-person.ts";

/** The sharing authority finds it complete; the owners of the fields may speak. Errors: WRONG_STATE, ROLE_REQUIRED. */
export function acceptShareRequest(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  return act(context, "acceptShareRequest", ["admin"], async (act) => {
    const { tx, actor, at } = act;
    demandSharingAuthority(actor);
    const row = await getRequest(act, input.requestNo);
    const state = stateAfter(row.state, "accept");
    await demandNotAsker(tx, actor, row);
    const payload = await changeRequest(act, row, { state });
    const told = [...(await answeringFor(tx, row.owners)), row.department];
    await tell(tx, at, told, "REQUEST_ACCEPTED", { requestNo: row.requestNo, replyDueDate: row.replyDueDate });
    return payload;
  });
}
