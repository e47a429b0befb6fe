import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { tell } from "../notices/tell.ts";
import { requireText } from "../require-text.ts";
import { dueAfter, REPLY_DAYS_CONDITIONAL } from "./clocks.ts";
import { demandOwnRequest } from "./request-actors.ts";
import { changeRequest, getRequest, type RequestPayload } from "./request-row.ts";
import { stateAfter } from "./request-states.ts";
import { addStatement } from "./statements.ts";

export interface StatementInput {
  readonly requestNo: number;
  readonly text: string;
}

/**
 * Adds what was missing, in words: what is asked for stays as the own department approved it. The clock begins anew.
 * Errors: WRONG_STATE, ROLE_REQUIRED.
 */
export function supplementShareRequest(context: ControlContext, input: StatementInput): Promise<RequestPayload> {
  const text = requireText("text", input.text, 4_000);
  return act(context, "supplementShareRequest", ["admin"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getRequest(act, input.requestNo);
    demandOwnRequest(actor, row);
    const state = stateAfter(row.state, "supplement");
    await addStatement(act, row, "SUPPLEMENT", text);
    const replyDueDate = await dueAfter(tx, at, REPLY_DAYS_CONDITIONAL);
    const payload = await changeRequest(act, row, { state, replyDueDate });
    await tell(tx, at, [SHARING_AUTHORITY], "REQUEST_SUBMITTED", { requestNo: row.requestNo, replyDueDate });
    return payload;
  });
}
