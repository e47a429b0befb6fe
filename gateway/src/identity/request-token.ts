import { randomUUID } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";

export interface TokenRequest {
  /** The hub's address; also the issuer its assertions are meant for. */
  readonly issuerUrl: string;
  /** Where the hub is reached, when that differs from its public address. */
  readonly tokenUrl?: string;
  readonly clientId: string;
  readonly privateJwk: JWK;
  readonly officerId?: string | undefined;
  readonly citizenId?: string | undefined;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const ASSERTION_LIFETIME_SECONDS = 60;

/** What a department's system does to sign in: proves itself with its private key and gets an access token. */
export async function requestToken(request: TokenRequest): Promise<IssuedToken> {
  const { issuerUrl, tokenUrl = `${issuerUrl}/oauth/token`, officerId, citizenId } = request;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await signAssertion(request),
    ...(officerId === undefined ? {} : { officer: officerId }),
    ...(citizenId === undefined ? {} : { citizen: citizenId }),
  });
  const response = await fetch(tokenUrl, { method: "POST", body });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`the hub issued no token: ${answer["error_description"] ?? answer["error"]}`);
  return { accessToken: String(answer["access_token"]), expiresInSeconds: Number(answer["expires_in"]) };
}

/** Usable once, for a minute, at this hub only. */
async function signAssertion({ issuerUrl, clientId, privateJwk }: TokenRequest): Promise<string> {
  const { alg = "ES256", kid } = privateJwk;
  return new SignJWT({})
    .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuerUrl)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ASSERTION_LIFETIME_SECONDS}s`)
    .sign(await importJWK(privateJwk, alg));
}
