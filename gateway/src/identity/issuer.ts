import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@tongshu/kit";
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import type { HubDatabase } from "../store/database.ts";
import { createProvider, JWKS_PATH, TOKEN_PATH } from "./provider.ts";
import { createSeal } from "./seal.ts";
import { loadSigningKeys, type SigningKeys } from "./signing-keys.ts";

export interface IssuerOptions {
  readonly database: HubDatabase;
  readonly clock: Clock;
  /** The address clients know the hub by, without a path; the `iss` of its tokens. */
  readonly issuerUrl: string;
  readonly audience: string;
  /** Locks the signing keys in the database; the same on every gateway. */
  readonly sealingSecret: string;
  /** Hears of failures inside the issuer; the caller is told nothing of them. */
  readonly onError?: (error: Error) => void;
}

export interface Issuer {
  /** Answers what lies under `/oauth/` and `/.well-known/`; everything it does not offer is 404. */
  callback(request: IncomingMessage, response: ServerResponse): void;
  /** The public keys, as published. */
  jwks(): JSONWebKeySet;
  /** Finds the key of a token; for the token verifier. */
  readonly findKey: JWTVerifyGetKey;
  /** Takes over the hub's signing keys anew; the hub watch calls it. */
  refresh(): Promise<void>;
}

/** Nothing else of the library is reachable. Sign-in for the console adds its routes here. */
const OFFERED = new Set([
  `POST ${TOKEN_PATH}`,
  `GET ${JWKS_PATH}`,
  "GET /.well-known/openid-configuration",
  "GET /.well-known/oauth-authorization-server",
]);

/** The hub's own token issuer. All gateways on one database issue alike and accept each other's tokens. */
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const { issuerUrl, onError } = options;
  const seal = createSeal(options.sealingSecret);

  function start(keys: SigningKeys) {
    const provider = createProvider({ ...options, keys });
    provider.on("server_error", (_ctx, error) => onError?.(error));
    // Without a listener the web framework below the library writes the error to the console.
    const events: EventEmitter = provider;
    events.on("error", (error: Error) => onError?.(error));
    return { keys, handle: provider.callback(), findKey: createLocalJWKSet(keys.publicKeys) };
  }

  const loadKeys = () => loadSigningKeys({ ...options, seal });
  let current = start(await loadKeys());
  return {
    callback(request, response) {
      if (!OFFERED.has(`${request.method} ${request.url}`)) return refuse(response);
      fixOrigin(request, issuerUrl);
      closeToOtherSites(response);
      current.handle(request, response).catch((error: Error) => onError?.(error));
    },
    jwks: () => current.keys.publicKeys,
    findKey: (header, token) => current.findKey(header, token),
    async refresh() {
      const keys = await loadKeys();
      if (kidsOf(keys) !== kidsOf(current.keys)) current = start(keys);
    },
  };
}

function kidsOf({ publicKeys }: SigningKeys): string {
  return publicKeys.keys.map(({ kid }) => kid).join(" ");
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "application/json", "cache-control": "no-store" });
  response.end('{"error":"not_found"}');
}

/** The library lets pages of every site read its keys and its description; no page has business here. */
function closeToOtherSites(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => (/^access-control-/i.test(name) ? response : setHeader(name, value));
}

/**
 * The library builds addresses from the host headers and picks HTML by the accept header. Both are the caller's to
 * write, so they are replaced by what is configured.
 */
function fixOrigin(request: IncomingMessage, issuerUrl: string): void {
  const { host, protocol } = new URL(issuerUrl);
  request.headers.host = host;
  request.headers["x-forwarded-host"] = host;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
  request.headers.accept = "application/json";
}
