import { HubError } from "@tongshu/kit";
import { impactAssessments, type RequestState } from "../../store/tables/requests.ts";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireText } from "../require-text.ts";
import { demandOwnRequest } from "./request-actors.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload } from "./request-row.ts";
import { demandNotApproverOf } from "./second-person.ts";

export interface RecordImpactAssessmentInput {
  readonly requestNo: number;
  readonly necessity: string;
  readonly risks: string;
  readonly measures: string;
}

const BEFORE_IT_IS_READ: readonly RequestState[] = ["DRAFT", "DEPT_APPROVED", "RETURNED"];

/** What was weighed; it stays with the request for good. Errors: SECOND_PERSON_REQUIRED, WRONG_STATE, BAD_USER_INPUT. */
export function recordImpactAssessment(
  context: ControlContext,
  input: RecordImpactAssessmentInput,
): Promise<RequestPayload> {
  const texts = {
    necessity: requireText("necessity", input.necessity, 4_000),
    risks: requireText("risks", input.risks, 4_000),
    measures: requireText("measures", input.measures, 4_000),
  };
  return act(context, "recordImpactAssessment", ["admin"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getRequest(act, input.requestNo);
    demandOwnRequest(actor, row);
    if (!BEFORE_IT_IS_READ.includes(row.state)) {
      throw new HubError("WRONG_STATE", { field: "requestNo", rule: BEFORE_IT_IS_READ.join(" or ") });
    }
    await demandNotApproverOf(tx, "DEPARTMENT", actor, row);
    const { requestNo } = row;
    await tx.insert(impactAssessments).values({ ...texts, requestNo, officerId: officerOf(actor), at });
    return changeRequest(act, row, {}, "impact assessment");
  });
}
