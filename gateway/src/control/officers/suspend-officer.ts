import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { changeOfficer, getOfficer, type OfficerPayload } from "./officer-row.ts";

export interface ChangeOfficerInput {
  readonly officerId: string;
  readonly reason: string;
}

/** Whoever is signed in is refused on every gateway within one second. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED. */
export function suspendOfficer(context: ControlContext, input: ChangeOfficerInput): Promise<OfficerPayload> {
  const reason = requireReason(input.reason);
  return act(context, "suspendOfficer", ["admin"], async (act) => {
    const row = await getOfficer(act, input.officerId);
    if (!row.isActive) throw new HubError("WRONG_STATE", { field: "officerId", rule: "in office" });
    return changeOfficer(act, row, { isActive: false }, reason);
  });
}
