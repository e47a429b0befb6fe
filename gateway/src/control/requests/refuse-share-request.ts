import { requestDecisions } from "../../store/tables/requests.ts";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { spokenForBy } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import type { ReasonedInput } from "./reject-share-request.ts";
import { demandOwner } from "./request-actors.ts";
import { partsOf } from "./request-parts.ts";
import { changeRequest, decisionsOf, getRequest, officerOf, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { demandNotAsker, demandNotYetSpoken } from "./second-person.ts";

/** An owner's no, with its reason; one no is enough. Errors: ROLE_REQUIRED, SECOND_PERSON_REQUIRED, WRONG_STATE. */
export function refuseShareRequest(context: ControlContext, input: ReasonedInput): Promise<RequestPayload> {
  const reason = requireReason(input.reason);
  const { classification } = context.services.graph;
  return act(context, "refuseShareRequest", ["approver"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getRequest(act, input.requestNo);
    const parts = partsOf(row.type, row.terms, classification).filter(({ approvalsNeeded }) => approvalsNeeded > 0);
    const own = demandOwner(
      parts.map(({ owner }) => owner),
      await spokenForBy(tx, actor.department),
    );
    const state = stateAfter(row.state, "refuse");
    await demandNotAsker(tx, actor, row);
    const before = await decisionsOf(tx, row);
    for (const owner of own) demandNotYetSpoken(actor, owner, before);
    const { requestNo, round, department } = row;
    const said = { requestNo, round, stage: "PROVIDER" as const, officerId: officerOf(actor), reason, at };
    await tx.insert(requestDecisions).values(own.map((owner) => ({ ...said, owner, isApproved: false })));
    const payload = await changeRequest(act, row, { state }, reason);
    await tell(tx, at, [department, SHARING_AUTHORITY], "REQUEST_REFUSED", { requestNo });
    return payload;
  });
}
