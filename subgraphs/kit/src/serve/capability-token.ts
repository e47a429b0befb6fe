import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Capability, Scope } from "../capability.ts";
import type { Clock } from "../clock.ts";
import { HubError } from "../errors.ts";
import { viewHash } from "../view-hash.ts";

const ALGORITHM = "EdDSA";
const ISSUER = "gateway";
const TYPE = "capability+jwt";
/** A token is used again until it has less left than the longest call takes. */
const SPARE_MS = 3_000;
const MAX_TOKENS = 2_000;

/** What differs between two calls that may see the same; it tells who asked and decides nothing, so it is not signed. */
export type CallLabel = Pick<Capability, "requestId" | "caseNo">;
type SignedCapability = Omit<Capability, keyof CallLabel>;

export interface CapabilitySigner {
  /** The token for a call on one register. */
  sign(capability: Capability, register: string): Promise<string>;
}

export interface CapabilityVerifier {
  /** Rejects with UNAUTHENTICATED, whatever is wrong with the token. */
  verify(token: string): Promise<SignedCapability>;
}

/** Keys for one installation: the gateway gets the private one, the registers the public one. */
export async function generateCapabilityKeys(): Promise<{ privateKey: JWK; publicKey: JWK }> {
  const pair = await generateKeyPair(ALGORITHM, { crv: "Ed25519", extractable: true });
  const [privateKey, publicKey] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  const kid = await calculateJwkThumbprint(publicKey);
  return { privateKey: { ...privateKey, kid, alg: ALGORITHM }, publicKey: { ...publicKey, kid, alg: ALGORITHM } };
}

/**
 * Calls that may see the same share a token for as long as it lives: a signature costs more than many a statement.
 * A person's own view is signed each time, so that no identifier stays here.
 */
export async function createCapabilitySigner(privateKey: JWK, clock: Clock): Promise<CapabilitySigner> {
  const key = await importJWK(privateKey, ALGORITHM);
  const tokens = new LRUCache<string, { token: Promise<string>; expiresAtMs: number }>({ max: MAX_TOKENS });
  const header = { alg: ALGORITHM, typ: TYPE, ...(privateKey.kid ? { kid: privateKey.kid } : {}) };

  function make(capability: Capability, register: string): Promise<string> {
    const { department, region, purpose, policyVersion, expiresAtMs, levels, scopes } = capability;
    const view = { levels: JSON.stringify(levels), scopes };
    const claims = { department, region, purpose, policyVersion, expiresAtMs, ...view };
    // The claim counts whole seconds; `expiresAtMs` says when exactly.
    const expiresAtSeconds = Math.ceil(expiresAtMs / 1_000);
    const token = new SignJWT(claims).setProtectedHeader(header).setIssuer(ISSUER).setAudience(register);
    return token.setExpirationTime(expiresAtSeconds).sign(key);
  }

  return {
    sign(capability, register) {
      if (isPersonal(capability)) return make(capability, register);
      const name = nameOf(capability, register);
      const known = tokens.get(name);
      const isUsable =
        known && known.expiresAtMs > clock.nowMs() + SPARE_MS && known.expiresAtMs <= capability.expiresAtMs;
      if (isUsable) return known.token;
      const token = make(capability, register);
      tokens.set(name, { token, expiresAtMs: capability.expiresAtMs });
      return token;
    },
  };
}

/** `publicKeys` holds the gateway's key, and the next one while keys change. */
export function createCapabilityVerifier(
  publicKeys: readonly JWK[],
  register: string,
  clock: Clock,
): CapabilityVerifier {
  const keys = createLocalJWKSet({ keys: [...publicKeys] });
  const verified = new LRUCache<string, SignedCapability>({ max: MAX_TOKENS });
  return {
    async verify(token) {
      const known = verified.get(token) ?? (await check(token));
      if (known.expiresAtMs <= clock.nowMs()) throw new HubError("UNAUTHENTICATED");
      if (!isPersonal(known)) verified.set(token, known);
      return known;
    },
  };

  async function check(token: string): Promise<SignedCapability> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: register,
        requiredClaims: ["exp"],
        currentDate: new Date(clock.nowMs()),
      });
      return toCapability(payload);
    } catch {
      throw new HubError("UNAUTHENTICATED");
    }
  }
}

/** What narrows a scope of any kind. */
const narrowing = {
  coversSensitiveRows: z.boolean().optional(),
  conditions: z.record(z.string(), z.array(z.string())).optional(),
};

/** Strict: a part of a scope that is not known here might narrow it. */
const scopeShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ALL"), ...narrowing }),
  z.strictObject({ kind: z.literal("PREFIXES"), prefixes: z.array(z.string()), ...narrowing }),
  z.strictObject({ kind: z.literal("SELF"), personId: z.string().min(1), ...narrowing }),
]);

const claimsShape = z.object({
  department: z.string(),
  region: z.string(),
  purpose: z.string(),
  policyVersion: z.string(),
  expiresAtMs: z.number(),
  levels: z.string(),
  scopes: z.record(z.string(), scopeShape),
});

const levelsShape = z.record(z.string(), z.enum(["NONE", "VERIFY", "MASKED", "FULL"]));

/** The view hash is made here from what was signed: a hash that came along could name another view's statements. */
function toCapability(payload: unknown): SignedCapability {
  const claims = claimsShape.parse(payload);
  const view = { levels: levelsShape.parse(JSON.parse(claims.levels)), scopes: claims.scopes as Record<string, Scope> };
  return { ...claims, ...view, viewHash: viewHash(view) };
}

function isPersonal({ scopes }: Pick<Capability, "scopes">): boolean {
  return Object.values(scopes).some(({ kind }) => kind === "SELF");
}

function nameOf(capability: Capability, register: string): string {
  const { department, region, purpose, policyVersion, viewHash: hash, scopes } = capability;
  return JSON.stringify([register, department, region, purpose, policyVersion, hash, scopes]);
}
