import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { closeGrant } from "../grants/close-grant.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { officerOf } from "../requests/request-row.ts";
import { requireReason } from "../require-text.ts";
import type { SessionInput } from "./approve-break-glass.ts";
import { changeSession, getSession, personsNeeded, type SessionPayload, stateOf } from "./session-row.ts";

export interface CloseBreakGlassInput extends SessionInput {
  readonly reason: string;
}

/** Ends a session early, or takes back one that was only asked for. One person is enough. Errors: WRONG_STATE, NOT_FOUND. */
export function closeBreakGlass(context: ControlContext, input: CloseBreakGlassInput): Promise<SessionPayload> {
  const reason = requireReason(input.reason);
  return act(context, "closeBreakGlass", ["admin", "approver"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getSession(act, context, input.sessionNo);
    if (stateOf(row) === "CLOSED") throw new HubError("WRONG_STATE", { field: "sessionNo", rule: "not CLOSED" });
    const { sessionNo, grantNo } = row;
    if (grantNo !== null) await closeGrant(tx, { grantNo, at, reason, by: officerOf(actor) });
    const payload = await changeSession(act, row, { closedAt: at }, reason);
    const told = await answeringFor(tx, [...personsNeeded(row, context).keys()]);
    await tell(tx, at, told, "BREAK_GLASS_CLOSED", { sessionNo });
    return payload;
  });
}
