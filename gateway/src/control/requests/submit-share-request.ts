import { type Act, act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { demandAssessment } from "./assessment.ts";
import { candidateOf, grantNoOf } from "./candidate.ts";
import { checkCandidate } from "./check-request.ts";
import { dueAfter, REPLY_DAYS_CONDITIONAL, REPLY_DAYS_UNCONDITIONAL } from "./clocks.ts";
import type { RequestInput } from "./endorse-share-request.ts";
import { makeGrant } from "./make-grant.ts";
import { demandOwnRequest } from "./request-actors.ts";
import { isUnconditional, partsOf } from "./request-parts.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload, type RequestRow } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { demandNotApproverOf } from "./second-person.ts";

/**
 * Hands the request in and starts its clock. What asks for unconditional fields alone is granted at once, and their
 * owners are told. Errors: ASSESSMENT_REQUIRED, SECOND_PERSON_REQUIRED, WRONG_STATE, BAD_USER_INPUT.
 */
export function submitShareRequest(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  const { classification } = context.services.graph;
  return act(context, "submitShareRequest", ["admin"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getRequest(act, input.requestNo);
    demandOwnRequest(actor, row);
    const state = stateAfter(row.state, "submit");
    await demandNotApproverOf(tx, "DEPARTMENT", actor, row);
    const parts = partsOf(row.type, row.terms, classification);
    await demandAssessment(tx, row.requestNo, parts);
    await checkCandidate(tx, await candidateOf(tx, row, grantNoOf(row), at), classification);
    const owners = parts.map(({ owner }) => owner);
    const submitted: Submitted = { owners, submittedBy: officerOf(actor), submittedAt: at };
    if (isUnconditional(parts)) return grantAtOnce(context, act, row, submitted);
    const replyDueDate = await dueAfter(tx, at, REPLY_DAYS_CONDITIONAL);
    const payload = await changeRequest(act, row, { ...submitted, state, replyDueDate });
    const details = { requestNo: row.requestNo, replyDueDate };
    await tell(tx, at, [...(await answeringFor(tx, owners)), SHARING_AUTHORITY], "REQUEST_SUBMITTED", details);
    return payload;
  });
}

type Submitted = Pick<RequestRow, "owners" | "submittedBy" | "submittedAt">;

async function grantAtOnce(
  context: ControlContext,
  act: Act,
  row: RequestRow,
  submitted: Submitted,
): Promise<RequestPayload> {
  const { tx, at } = act;
  const state = stateAfter(row.state, "grantAtOnce");
  const replyDueDate = await dueAfter(tx, at, REPLY_DAYS_UNCONDITIONAL);
  const grantNo = await makeGrant(tx, row, at, context.services.graph.classification);
  const payload = await changeRequest(act, row, { ...submitted, state, replyDueDate, grantNo });
  const { requestNo, department } = row;
  await tell(tx, at, await answeringFor(tx, submitted.owners), "REQUEST_TOLD", { requestNo, department, grantNo });
  return payload;
}
