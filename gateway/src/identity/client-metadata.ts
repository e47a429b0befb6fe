import type { AllClientMetadata } from "oidc-provider";
import type { ClientRow } from "../store/registry-reader.ts";

/** How the issuer sees a client of the hub; undefined for one that may not sign in, which it then does not know. */
export function toClientMetadata(row: ClientRow | undefined): AllClientMetadata | undefined {
  if (row === undefined || row.suspendedAt !== null || row.revokedAt !== null) return undefined;
  const shared = {
    client_id: row.clientId,
    grant_types: ["client_credentials"],
    response_types: [],
    redirect_uris: [],
  } satisfies AllClientMetadata;
  if (row.publicJwks !== null) {
    return { ...shared, token_endpoint_auth_method: "private_key_jwt", jwks: row.publicJwks } as AllClientMetadata;
  }
  if (row.secretHash === null) return undefined;
  return { ...shared, token_endpoint_auth_method: "client_secret_basic", client_secret: row.secretHash };
}
