import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { demandMayResume } from "../sanction.ts";
import { changeOfficer, getOfficer, type OfficerPayload } from "./officer-row.ts";
import type { ChangeOfficerInput } from "./suspend-officer.ts";

/** Back in office with the roles held before. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED. */
export function resumeOfficer(context: ControlContext, input: ChangeOfficerInput): Promise<OfficerPayload> {
  const reason = requireReason(input.reason);
  return act(context, "resumeOfficer", ["admin"], async (act) => {
    const row = await getOfficer(act, input.officerId);
    if (row.isActive) throw new HubError("WRONG_STATE", { field: "officerId", rule: "suspended" });
    await demandMayResume(act, { action: "suspendOfficer", targetId: row.officerId });
    return changeOfficer(act, row, { isActive: true }, reason);
  });
}
