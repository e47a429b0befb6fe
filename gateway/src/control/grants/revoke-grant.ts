import { eq } from "drizzle-orm";
import { grants } from "../../store/tables/policy.ts";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import { closeGrant } from "./close-grant.ts";
import { type GrantRow, getGrant } from "./grant-row.ts";
import { ownersOfGrant } from "./owned-by.ts";
import { answeringFor } from "./speaking-for.ts";

export interface RevokeGrantInput {
  readonly grantNo: string;
  readonly reason: string;
}

export interface GrantPayload {
  readonly grant: GrantRow;
  readonly event: ControlEvent;
}

/**
 * Whoever owns a field of it, the sharing authority, or the holder itself takes a grant back; effective on every gateway
 * within one second. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED.
 */
export function revokeGrant(context: ControlContext, input: RevokeGrantInput): Promise<GrantPayload> {
  const reason = requireReason(input.reason);
  return act(context, "revokeGrant", ["admin", "approver"], async (act) => {
    const { tx, actor, at, record } = act;
    const before = await getGrant(act, context, input.grantNo);
    const { grantNo } = before;
    const closed = await closeGrant(tx, { grantNo, at, reason, by: actor.officerId ?? actor.clientId });
    const [after] = await tx.select().from(grants).where(eq(grants.grantNo, grantNo));
    const grant = after as GrantRow;
    const event = await record({
      targetKind: "Grant",
      targetId: grantNo,
      before: { ...before },
      after: { ...grant, ...closed },
      reason,
    });
    const owners = await answeringFor(tx, ownersOfGrant(before, context.services.graph.classification));
    await tell(tx, at, [before.department, ...owners, SHARING_AUTHORITY], "GRANT_REVOKED", { ...closed });
    return { grant, event };
  });
}
