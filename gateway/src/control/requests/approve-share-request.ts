import { HubError } from "@tongshu/kit";
import { requestDecisions } from "../../store/tables/requests.ts";
import { type Act, act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { spokenForBy } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { demandAssessment } from "./assessment.ts";
import { DELIVERY_DAYS, dueAfter } from "./clocks.ts";
import type { RequestInput } from "./endorse-share-request.ts";
import { openParts } from "./open-parts.ts";
import { demandOwner } from "./request-actors.ts";
import { partsOf } from "./request-parts.ts";
import {
  changeRequest,
  type DecisionRow,
  decisionsOf,
  getRequest,
  officerOf,
  type RequestPayload,
  type RequestRow,
} from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { demandNotApproverOf, demandNotAsker, demandNotYetSpoken } from "./second-person.ts";

/**
 * An owner's yes to its own part, and to no other. The last one needed makes the request approved and starts the clock
 * of delivery. Errors: ROLE_REQUIRED, SECOND_PERSON_REQUIRED, ASSESSMENT_REQUIRED, WRONG_STATE.
 */
export function approveShareRequest(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  const { classification } = context.services.graph;
  return act(context, "approveShareRequest", ["approver"], async (act) => {
    const { tx, actor } = act;
    const row = await getRequest(act, input.requestNo);
    const parts = partsOf(row.type, row.terms, classification);
    const owners = parts.filter(({ approvalsNeeded }) => approvalsNeeded > 0).map(({ owner }) => owner);
    const own = demandOwner(owners, await spokenForBy(tx, actor.department));
    stateAfter(row.state, "approvePart");
    await demandNotAsker(tx, actor, row);
    await demandNotApproverOf(tx, "DEPARTMENT", actor, row);
    await demandAssessment(tx, row.requestNo, parts);
    const before = await decisionsOf(tx, row);
    const said = await sayYes(
      act,
      row,
      own,
      before,
      openParts(parts, before).map(({ owner }) => owner),
    );
    const stillOpen = openParts(parts, [...before, ...said]);
    return stillOpen.length > 0
      ? changeRequest(act, row, { state: stateAfter(row.state, "approvePart") })
      : approveWhole(act, row);
  });
}

async function sayYes(
  { tx, actor, at }: Act,
  row: RequestRow,
  own: readonly string[],
  before: readonly DecisionRow[],
  open: readonly string[],
): Promise<readonly DecisionRow[]> {
  const owners = own.filter((owner) => open.includes(owner));
  if (owners.length === 0) throw new HubError("WRONG_STATE", { field: "requestNo", rule: "a part not yet approved" });
  for (const owner of owners) demandNotYetSpoken(actor, owner, before);
  const { requestNo, round } = row;
  const officerId = officerOf(actor);
  return tx
    .insert(requestDecisions)
    .values(
      owners.map((owner) => ({ requestNo, round, stage: "PROVIDER" as const, owner, officerId, isApproved: true, at })),
    )
    .returning();
}

async function approveWhole(act: Act, row: RequestRow): Promise<RequestPayload> {
  const { tx, at } = act;
  const deliveryDueDate = await dueAfter(tx, at, DELIVERY_DAYS);
  const state = stateAfter(row.state, "approveLastPart");
  const payload = await changeRequest(act, row, { state, deliveryDueDate });
  const details = { requestNo: row.requestNo, deliveryDueDate };
  await tell(tx, at, [row.department, SHARING_AUTHORITY], "REQUEST_APPROVED", details);
  return payload;
}
