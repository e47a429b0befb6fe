import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import { type ClientPayload, changeClient, getClient } from "../clients/client-row.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";

export interface SetClientProductionInput {
  readonly clientId: string;
  readonly isProduction: boolean;
  readonly reason: string;
}

/** A department may bind its own client; to let it run anything again is the sharing authority's. Errors: ROLE_REQUIRED, NOT_FOUND, WRONG_STATE. */
export function setClientProduction(context: ControlContext, input: SetClientProductionInput): Promise<ClientPayload> {
  const reason = requireReason(input.reason);
  return act(context, "setClientProduction", ["admin"], async (act) => {
    const row = await getClient(act, input.clientId);
    if (!input.isProduction) demandSharingAuthority(act.actor);
    if (row.isProduction === input.isProduction) {
      throw new HubError("WRONG_STATE", { field: "isProduction", rule: `not ${String(input.isProduction)}` });
    }
    return changeClient(act, row, { isProduction: input.isProduction }, reason);
  });
}
