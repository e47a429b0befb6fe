import type { Clock } from "@tongshu/kit";
import { type Adapter, type Configuration, errors, type KoaContextWithOIDC, Provider } from "oidc-provider";
import type { HubDatabase } from "../store/database.ts";
import { toDirectoryClient } from "../store/directory.ts";
import { findClient, findOfficer } from "../store/registry-reader.ts";
import { toClientMetadata } from "./client-metadata.ts";
import { createPayloadAdapter } from "./payload-adapter.ts";
import { resolveCaller } from "./resolve-caller.ts";
import { isSecretOf } from "./secret-hash.ts";
import { SIGNING_ALGORITHM, type SigningKeys, TOKEN_LIFETIME_SECONDS } from "./signing-keys.ts";

export interface ProviderOptions {
  readonly database: HubDatabase;
  readonly clock: Clock;
  readonly issuerUrl: string;
  readonly audience: string;
  readonly keys: SigningKeys;
}

/** Where tokens are asked for and where public keys lie. */
export const TOKEN_PATH = "/oauth/token";
export const JWKS_PATH = "/.well-known/jwks.json";

/** The one protected resource. A client need not name it, and can name no other. */
const RESOURCE = "urn:tongshu:hub";
/** An assertion that lives longer would be worth stealing. */
const LONGEST_ASSERTION_SECONDS = 300;

/** An authorisation server that issues access tokens to registered clients and does nothing else. */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuerUrl, configure(options));
  // Behind a TLS proxy the scheme comes from a header, which the issuer sets itself before this code sees a request.
  provider.proxy = true;
  // The hub keeps a hash, and this comparison is the library's public seam for that.
  provider.Client.prototype.compareClientSecret = function compareClientSecret(secret: string) {
    return isSecretOf(secret, this.clientSecret ?? "");
  };
  return provider;
}

function configure({ database, clock, issuerUrl, audience, keys }: ProviderOptions): Configuration {
  return {
    adapter: (model) =>
      model === "Client" ? createClientAdapter(database) : createPayloadAdapter(database, clock, model),
    jwks: keys.privateKeys as NonNullable<Configuration["jwks"]>,
    routes: { token: TOKEN_PATH, jwks: JWKS_PATH, authorization: "/oauth/authorize" },
    // The console will sign people in with an authorisation code and PKCE; until then there is no response type.
    responseTypes: [],
    scopes: [],
    clientAuthMethods: ["private_key_jwt", "client_secret_basic", "client_secret_post"],
    enabledJWA: { clientAuthSigningAlgValues: ["ES256", "EdDSA"], idTokenSigningAlgValues: [SIGNING_ALGORITHM] },
    clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM },
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims) => assertAssertion(claims, issuerUrl, clock),
    extraTokenClaims: (ctx) => claimsOf(ctx, database),
    ttl: { ClientCredentials: TOKEN_LIFETIME_SECONDS },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: { enabled: true, defaultResource: () => RESOURCE, getResourceServerInfo: describeResource },
    },
  };

  function describeResource(_ctx: KoaContextWithOIDC, resource: string) {
    if (resource !== RESOURCE) throw new errors.InvalidTarget();
    return {
      scope: "",
      audience,
      accessTokenFormat: "jwt" as const,
      accessTokenTTL: TOKEN_LIFETIME_SECONDS,
      jwt: { sign: { alg: SIGNING_ALGORITHM } },
    } as const;
  }
}

/** Clients are read from their table and never written by the issuer. */
function createClientAdapter(database: HubDatabase): Adapter {
  const refuse = () => Promise.reject(new Error("the token issuer does not change clients"));
  return {
    find: async (clientId) => toClientMetadata(await findClient(database.db, clientId)),
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}

/**
 * The library also takes an audience made from the request's host header; only the configured issuer's names count,
 * or an assertion meant for another server could be replayed here under that server's name.
 */
function assertAssertion(claims: Record<string, unknown>, issuerUrl: string, clock: Clock): void {
  const accepted = [issuerUrl, `${issuerUrl}${TOKEN_PATH}`];
  const isForUs = typeof claims["aud"] === "string" && accepted.includes(claims["aud"]);
  const isShort = Number(claims["exp"]) <= clock.nowMs() / 1000 + LONGEST_ASSERTION_SECONDS;
  if (!isForUs || !isShort) throw new errors.InvalidClientAuth();
}

/** What the token says besides the client: department, region, roles, and the officer or citizen it speaks for. */
async function claimsOf(ctx: KoaContextWithOIDC, { db }: HubDatabase): Promise<Record<string, unknown>> {
  const actor = { officerId: readName(ctx, "officer"), citizenId: readName(ctx, "citizen") };
  const [client, officer] = await Promise.all([
    findClient(db, ctx.oidc.client?.clientId ?? ""),
    actor.officerId === undefined ? undefined : findOfficer(db, actor.officerId),
  ]);
  const caller = resolveCaller(actor, { client: client && toDirectoryClient(client), officer });
  // One answer for an unknown officer, a departed one and one of another department.
  if (caller === null) throw new errors.InvalidRequest("the client may not act for this officer or citizen");
  const { department, region, roles, officerId, citizenId } = caller;
  return { department, region, roles, officer: officerId, citizen: citizenId };
}

function readName(ctx: KoaContextWithOIDC, parameter: string): string | undefined {
  const value = ctx.oidc.body?.[parameter];
  if (value === undefined || typeof value === "string") return value;
  throw new errors.InvalidRequest(`the parameter '${parameter}' must be given once`);
}
