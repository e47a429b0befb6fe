import assert from "node:assert";
import { createHash } from "node:crypto";
import { type Clock, HubError } from "@tongshu/kit";
import { decodeJwt, type JWTVerifyGetKey, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Directory } from "../store/directory.ts";
import { type Caller, ROLES } from "./caller.ts";
import { resolveCaller } from "./resolve-caller.ts";

/** An issuer whose tokens are taken, and where its keys are. A key of one issuer never proves a token of another. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly findKey: JWTVerifyGetKey;
}

export interface TokenVerifierOptions {
  readonly issuers: readonly TrustedIssuer[];
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
  readonly clock: Clock;
  readonly directory: Directory;
  /** How long the directory has not been known to agree with the hub database; the hub watch tells. */
  readonly silentForMs: () => number;
  /** Verified tokens kept. */
  readonly cacheSize?: number;
}

export interface TokenVerifier {
  /**
   * Who asks. Takes the header as `request.headersDistinct.authorization` gives it, because `request.headers` hides a
   * second one. Whatever is wrong: UNAUTHENTICATED, and not a word more. AUDIT_UNAVAILABLE when the hub database is out
   * of reach, because then nobody knows who was revoked.
   */
  verify(authorization: readonly string[] | undefined): Promise<Caller>;
}

/** What the hub reads of a token. Another shape or an unknown value denies. */
const CLAIMS = z.object({
  client_id: z.string(),
  department: z.string(),
  region: z.string(),
  roles: z.array(z.enum(ROLES)).max(ROLES.length),
  officer: z.string().optional(),
  citizen: z.string().optional(),
  exp: z.number(),
});
type Claims = z.infer<typeof CLAIMS>;

interface Verified {
  readonly claims: Claims;
  readonly verifiedAtMs: number;
}

const CACHE_SIZE = 10_000;
/** After this a known token's signature is checked again, so that a key taken away in haste stops within a minute. */
const TRUST_FOR_MS = 60_000;
/** Revocations are heard within one second; after this long without word the gateway stops believing what it holds. */
const STALE_AFTER_MS = 5_000;
/** Ours have about 700 characters; a longer text is not worth hashing. */
const LONGEST_TOKEN = 4_096;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Private-key signatures only: with a shared-key algorithm, whoever has the public key could sign. */
const SAFE_ALGORITHMS = new Set(["ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256"]);

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  assertOptions(options);
  const { clock, directory, cacheSize = CACHE_SIZE } = options;
  // Keyed by hash: a copy of the process's memory or a log of its keys holds no token. Only good ones get in.
  const known = new LRUCache<string, Verified>({ max: cacheSize });

  async function readClaims(token: string): Promise<Claims> {
    const key = createHash("sha256").update(token).digest("base64url");
    const cached = known.get(key);
    const nowMs = clock.nowMs();
    if (cached !== undefined && nowMs - cached.verifiedAtMs < TRUST_FOR_MS) return cached.claims;
    known.delete(key);
    const claims = await checkSignature(token, options);
    known.set(key, { claims, verifiedAtMs: nowMs });
    return claims;
  }

  return {
    async verify(authorization) {
      if (options.silentForMs() > STALE_AFTER_MS) throw new HubError("AUDIT_UNAVAILABLE");
      try {
        const claims = await readClaims(readBearer(authorization));
        demand(claims.exp * 1000 > clock.nowMs());
        return nameCaller(claims, directory);
      } catch {
        // Not even the cause goes on: which check failed is what an attacker wants to learn.
        throw new HubError("UNAUTHENTICATED");
      }
    },
  };
}

function assertOptions({ issuers, audiences, algorithms }: TokenVerifierOptions): void {
  // An empty list would mean "any" to a library, and the hub would take everybody's tokens.
  assert(issuers.length > 0 && issuers.every(({ issuer }) => issuer !== ""), "no trusted token issuer is configured");
  assert(new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length, "a token issuer is configured twice");
  assert(audiences.length > 0 && audiences.every((audience) => audience !== ""), "no token audience is configured");
  assert(algorithms.length > 0, "no token algorithm is configured");
  for (const algorithm of algorithms) assert(SAFE_ALGORITHMS.has(algorithm), `token algorithm ${algorithm} is refused`);
}

/** What a caller brings is no programming error, so it is not asserted; where it failed is told to nobody. */
function demand(condition: boolean): asserts condition {
  if (!condition) throw new Error("refused");
}

/** Two headers could be read differently by a proxy and by the hub, so more than one is none. */
function readBearer(authorization: readonly string[] | undefined): string {
  demand(authorization?.length === 1 && (authorization[0]?.length ?? 0) <= LONGEST_TOKEN);
  const token = BEARER.exec(authorization[0] ?? "")?.[1];
  demand(token !== undefined);
  return token;
}

async function checkSignature(token: string, options: TokenVerifierOptions): Promise<Claims> {
  const { issuers, audiences, algorithms, clock } = options;
  // Read before it is proved, only to pick whose keys must prove it.
  const { iss } = decodeJwt(token);
  const trusted = issuers.find(({ issuer }) => issuer === iss);
  demand(trusted !== undefined);
  const { payload, protectedHeader } = await jwtVerify(token, trusted.findKey, {
    issuer: trusted.issuer,
    audience: [...audiences],
    algorithms: [...algorithms],
    // An ID token or a client's assertion, signed by the same keys, is no access token.
    typ: "at+jwt",
    requiredClaims: ["exp", "iat", "aud", "client_id"],
    currentDate: new Date(clock.nowMs()),
  });
  // Without a name the library tries what fits; a key must be asked for.
  demand(protectedHeader.kid !== undefined);
  return CLAIMS.parse(payload);
}

/** The caller as the hub knows it now; a token that says something else, or more, denies. */
function nameCaller(claims: Claims, directory: Directory): Caller {
  const { client_id, officer, citizen } = claims;
  const caller = resolveCaller(
    { officerId: officer, citizenId: citizen },
    { client: directory.client(client_id), officer: officer === undefined ? undefined : directory.officer(officer) },
  );
  demand(caller !== null && directory.hasDepartment(caller.department));
  demand(caller.department === claims.department && caller.region === claims.region);
  demand(claims.roles.every((role) => caller.roles.includes(role)));
  return { ...caller, roles: claims.roles };
}
