import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import { readCalendar } from "../calendar/calendar-store.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import type { ControlContext } from "../control-context.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { isPast } from "./clocks.ts";
import type { RequestInput } from "./endorse-share-request.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload } from "./request-row.ts";

/** The sharing authority agrees that the reply may take longer; somebody else than who asked, also within it. */
export function consentToExtension(context: ControlContext, input: RequestInput): Promise<RequestPayload> {
  return act(context, "consentToExtension", ["admin"], async (act) => {
    const { tx, actor, at } = act;
    demandSharingAuthority(actor);
    const row = await getRequest(act, input.requestNo);
    const { requestNo, state, replyDueDate, extensionDays, extensionConsentedBy, extensionAskedBy } = row;
    const isAsked = extensionDays !== null && extensionConsentedBy === null;
    if (state !== "ACCEPTED" || !isAsked || replyDueDate === null || isPast(replyDueDate, at)) {
      throw new HubError("WRONG_STATE", { field: "requestNo", rule: "an extension asked for, and not yet overdue" });
    }
    if (extensionAskedBy === officerOf(actor)) {
      throw new HubError("SECOND_PERSON_REQUIRED", { rule: "not the one who asked for more time" });
    }
    const extended = addWorkingDays(replyDueDate, extensionDays, await readCalendar(tx));
    const change = { replyDueDate: extended, extensionConsentedBy: officerOf(actor) };
    const payload = await changeRequest(act, row, change);
    const told = [...(await answeringFor(tx, row.owners)), row.department];
    await tell(tx, at, told, "EXTENSION_GIVEN", { requestNo, replyDueDate: extended });
    return payload;
  });
}
