import { HubError } from "@tongshu/kit";
import { act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ClientPayload, changeClient, getClient, stateOf } from "./client-row.ts";
import { readPublicJwks } from "./public-jwks.ts";

export interface RotateClientKeysInput {
  readonly clientId: string;
  readonly publicJwks: string;
}

/** A secret is replaced as well. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED, BAD_USER_INPUT. */
export function rotateClientKeys(context: ControlContext, input: RotateClientKeysInput): Promise<ClientPayload> {
  const publicJwks = readPublicJwks(input.publicJwks);
  return act(context, "rotateClientKeys", ["admin"], async (act) => {
    const row = await getClient(act, input.clientId);
    if (stateOf(row) === "REVOKED") throw new HubError("WRONG_STATE", { field: "clientId", rule: "not REVOKED" });
    return changeClient(act, row, { publicJwks, secretHash: null }, null);
  });
}
