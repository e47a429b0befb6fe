import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { demandAssessment } from "./assessment.ts";
import type { RequestInput } from "./endorse-share-request.ts";
import { makeGrant } from "./make-grant.ts";
import { openParts } from "./open-parts.ts";
import { partsOf } from "./request-parts.ts";
import { changeRequest, decisionsOf, getRequest, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { demandNotAsker } from "./second-person.ts";

/**
 * Makes the grant; the next policy version that is published carries it. Everything an approval needed is looked at
 * once more, by what the schema says now. Errors: WRONG_STATE, ASSESSMENT_REQUIRED, SECOND_PERSON_REQUIRED, BAD_USER_INPUT.
 */
export function activateShareRequest(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  const { classification } = context.services.graph;
  return act(context, "activateShareRequest", ["admin"], async (act) => {
    const { tx, actor, at } = act;
    demandSharingAuthority(actor);
    const row = await getRequest(act, input.requestNo);
    const state = stateAfter(row.state, "activate");
    await demandNotAsker(tx, actor, row);
    const parts = partsOf(row.type, row.terms, classification);
    await demandAssessment(tx, row.requestNo, parts);
    if (openParts(parts, await decisionsOf(tx, row)).length > 0) {
      throw new HubError("WRONG_STATE", { field: "requestNo", rule: "every part approved" });
    }
    const grantNo = await makeGrant(tx, row, at, classification);
    const payload = await changeRequest(act, row, { state, grantNo });
    const told = [...(await answeringFor(tx, row.owners)), row.department];
    await tell(tx, at, told, "REQUEST_ACTIVE", { requestNo: row.requestNo, grantNo });
    return payload;
  });
}
