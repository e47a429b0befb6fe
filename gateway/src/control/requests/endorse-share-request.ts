import { requestDecisions } from "../../store/tables/requests.ts";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { demandOwnRequest } from "./request-actors.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { demandNotAsker } from "./second-person.ts";

export interface RequestInput {
  readonly requestNo: number;
}

/** The own department's yes, by somebody else than who asks. Errors: SECOND_PERSON_REQUIRED, WRONG_STATE. */
export function endorseShareRequest(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  return act(context, "endorseShareRequest", ["approver"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getRequest(act, input.requestNo);
    demandOwnRequest(actor, row);
    const state = stateAfter(row.state, "approveForDepartment");
    await demandNotAsker(tx, actor, row);
    const { requestNo, round, department } = row;
    const said = { requestNo, round, stage: "DEPARTMENT" as const, owner: department, officerId: officerOf(actor) };
    // Who endorsed, saw it rejected and endorses again has said the same.
    await tx
      .insert(requestDecisions)
      .values({ ...said, isApproved: true, at })
      .onConflictDoNothing();
    return changeRequest(act, row, { state });
  });
}
