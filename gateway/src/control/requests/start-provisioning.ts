import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { RequestInput } from "./endorse-share-request.ts";
import { changeRequest, getRequest, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";

/** The sharing authority begins to make what was approved. Errors: WRONG_STATE, ROLE_REQUIRED. */
export function startProvisioning(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  return act(context, "startProvisioning", ["admin"], async (act) => {
    demandSharingAuthority(act.actor);
    const row = await getRequest(act, input.requestNo);
    return changeRequest(act, row, { state: stateAfter(row.state, "startProvisioning") });
  });
}
