import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { type ClientPayload, changeClient, getClient, stateOf } from "./client-row.ts";

export interface ChangeClientInput {
  readonly clientId: string;
  readonly reason: string;
}

/** Its living tokens are refused on every gateway within one second. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED. */
export function suspendClient(context: ControlContext, input: ChangeClientInput): Promise<ClientPayload> {
  const reason = requireReason(input.reason);
  return act(context, "suspendClient", ["admin"], async (act) => {
    const row = await getClient(act, input.clientId);
    if (stateOf(row) !== "ACTIVE") throw new HubError("WRONG_STATE", { field: "clientId", rule: "ACTIVE" });
    return changeClient(act, row, { suspendedAt: act.at }, reason);
  });
}
