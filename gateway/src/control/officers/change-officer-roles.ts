import type { Role } from "../../identity/caller.ts";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { changeOfficer, demandMayGive, getOfficer, type OfficerPayload } from "./officer-row.ts";

export interface ChangeOfficerRolesInput {
  readonly officerId: string;
  readonly roles: readonly Role[];
  readonly reason: string;
}

/** Whoever may not give a role may not take it away either. Errors: NOT_FOUND, ROLE_REQUIRED, BAD_USER_INPUT. */
export function changeOfficerRoles(context: ControlContext, input: ChangeOfficerRolesInput): Promise<OfficerPayload> {
  const reason = requireReason(input.reason);
  return act(context, "changeOfficerRoles", ["admin"], async (act) => {
    const row = await getOfficer(act, input.officerId);
    const roles = [...new Set(input.roles)];
    demandMayGive(act.actor, row.roles);
    demandMayGive(act.actor, roles);
    return changeOfficer(act, row, { roles }, reason);
  });
}
