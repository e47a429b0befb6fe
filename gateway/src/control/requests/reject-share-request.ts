import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { demandOwnRequest } from "./request-actors.ts";
import { changeRequest, getRequest, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";

export interface ReasonedInput {
  readonly requestNo: number;
  readonly reason: string;
}

/** The own department's approver wants it written differently: back to its author. */
export function rejectShareRequest(context: ControlContext, input: ReasonedInput): Promise<RequestPayload> {
  const reason = requireReason(input.reason);
  return act(context, "rejectShareRequest", ["approver"], async (act) => {
    const row = await getRequest(act, input.requestNo);
    demandOwnRequest(act.actor, row);
    return changeRequest(act, row, { state: stateAfter(row.state, "rejectForDepartment") }, reason);
  });
}
