import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { type ClientPayload, changeClient, getClient, stateOf } from "./client-row.ts";
import type { ChangeClientInput } from "./suspend-client.ts";

/** For good, and for tokens already issued as well. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED. */
export function revokeClient(context: ControlContext, input: ChangeClientInput): Promise<ClientPayload> {
  const reason = requireReason(input.reason);
  return act(context, "revokeClient", ["admin"], async (act) => {
    const row = await getClient(act, input.clientId);
    if (stateOf(row) === "REVOKED") throw new HubError("WRONG_STATE", { field: "clientId", rule: "not REVOKED" });
    return changeClient(act, row, { revokedAt: act.at }, reason);
  });
}
