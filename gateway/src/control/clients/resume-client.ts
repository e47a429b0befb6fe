import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { demandMayResume } from "../sanction.ts";
import { type ClientPayload, changeClient, getClient, stateOf } from "./client-row.ts";
import type { ChangeClientInput } from "./suspend-client.ts";

/** Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED. */
export function resumeClient(context: ControlContext, input: ChangeClientInput): Promise<ClientPayload> {
  const reason = requireReason(input.reason);
  return act(context, "resumeClient", ["admin"], async (act) => {
    const row = await getClient(act, input.clientId);
    if (stateOf(row) !== "SUSPENDED") throw new HubError("WRONG_STATE", { field: "clientId", rule: "SUSPENDED" });
    await demandMayResume(act, { action: "suspendClient", targetId: row.clientId });
    return changeClient(act, row, { suspendedAt: null }, reason);
  });
}
