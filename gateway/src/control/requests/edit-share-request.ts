import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type CreateShareRequestInput, draftRequest } from "./draft-request.ts";
import { demandOwnRequest } from "./request-actors.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";

export interface EditShareRequestInput {
  readonly requestNo: number;
  readonly request: CreateShareRequestInput;
}

/** Writes a draft anew. Only its author may: two authors could approve each other's words. */
export function editShareRequest(context: ControlContext, input: EditShareRequestInput): Promise<RequestPayload> {
  return act(context, "editShareRequest", ["admin"], async (act) => {
    const row = await getRequest(act, input.requestNo);
    demandOwnRequest(act.actor, row);
    if (row.createdBy !== officerOf(act.actor)) throw new HubError("ROLE_REQUIRED", { rule: "the author" });
    const state = stateAfter(row.state, "edit");
    const drafted = await draftRequest(act, input.request, context.services.graph.classification);
    return changeRequest(act, row, { ...drafted, state });
  });
}
