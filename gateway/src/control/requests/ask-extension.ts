import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { spokenForBy } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import { isPast, MOST_EXTENSION_DAYS } from "./clocks.ts";
import { demandOwner } from "./request-actors.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload } from "./request-row.ts";
import { addStatement } from "./statements.ts";

export interface AskExtensionInput {
  readonly requestNo: number;
  readonly workingDays: number;
  readonly reason: string;
}

/** An owner asks for more time, once and before it is late. Errors: ROLE_REQUIRED, WRONG_STATE, BAD_USER_INPUT. */
export function askExtension(context: ControlContext, input: AskExtensionInput): Promise<RequestPayload> {
  const reason = requireReason(input.reason);
  const { workingDays } = input;
  if (workingDays < 1 || workingDays > MOST_EXTENSION_DAYS) {
    throw new HubError("BAD_USER_INPUT", { field: "workingDays", rule: `1 to ${MOST_EXTENSION_DAYS}` });
  }
  return act(context, "askExtension", ["admin", "approver"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getRequest(act, input.requestNo);
    demandOwner(row.owners, await spokenForBy(tx, actor.department));
    const { requestNo, state, replyDueDate, extensionDays } = row;
    if (state !== "ACCEPTED" || extensionDays !== null) {
      throw new HubError("WRONG_STATE", { field: "requestNo", rule: "ACCEPTED, and never extended" });
    }
    // Time asked for when it has run out would undo the escalation.
    if (replyDueDate === null || isPast(replyDueDate, at)) {
      throw new HubError("WRONG_STATE", { field: "requestNo", rule: "not yet overdue" });
    }
    await addStatement(act, row, "EXTENSION_ASKED", reason);
    const change = { extensionDays: workingDays, extensionAskedBy: officerOf(actor) };
    const payload = await changeRequest(act, row, change, reason);
    await tell(tx, at, [row.department, SHARING_AUTHORITY], "EXTENSION_ASKED", { requestNo, workingDays });
    return payload;
  });
}
