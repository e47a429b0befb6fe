import { shareRequests } from "../../store/tables/requests.ts";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type CreateShareRequestInput, draftRequest } from "./draft-request.ts";
import { demandRoom } from "./open-requests.ts";
import { officerOf, type RequestPayload, type RequestRow } from "./request-row.ts";

/** A draft of the own department. Errors: ROLE_REQUIRED, BAD_USER_INPUT, NOT_FOUND, WRONG_STATE, LIMIT_EXCEEDED. */
export function createShareRequest(context: ControlContext, input: CreateShareRequestInput): Promise<RequestPayload> {
  return act(context, "createShareRequest", ["admin"], async (act) => {
    const { tx, actor, at, record } = act;
    await demandRoom(tx, actor.department);
    const drafted = await draftRequest(act, input, context.services.graph.classification);
    const [stored] = await tx
      .insert(shareRequests)
      .values({ ...drafted, state: "DRAFT", createdBy: officerOf(actor), createdAt: at })
      .returning();
    const request = stored as RequestRow;
    const event = await record({
      targetKind: "ShareRequest",
      targetId: String(request.requestNo),
      before: null,
      after: { ...request },
    });
    return { request, event };
  });
}
