import { CompactSign, importJWK, type JSONWebKeySet, type JWK } from "jose";
import { openSigned } from "../audit/audit-head.ts";

/** What gateways believe a policy version by. */
export interface PolicySignature {
  readonly kid: string;
  /** Compact JWS over the hash of the content. */
  readonly jws: string;
}

/** Keeps a token, or the head of a record, from passing for a policy. */
const POLICY_TYPE = "policy-version";

/** Signs the hash of a content; the hash stands for the content, for it is compared whenever a version is read. */
export async function signPolicy(contentHash: string, privateJwk: JWK): Promise<PolicySignature> {
  const { alg = "ES256", kid = "" } = privateJwk;
  const key = await importJWK(privateJwk, alg);
  const payload = Buffer.from(JSON.stringify({ contentHash }));
  const jws = await new CompactSign(payload).setProtectedHeader({ alg, kid, typ: POLICY_TYPE }).sign(key);
  return { kid, jws };
}

/** Whether one of the keys signed this hash. */
export async function isPolicySigned(
  contentHash: string,
  signatures: readonly string[],
  keys: JSONWebKeySet,
): Promise<boolean> {
  for (const jws of signatures) {
    const opened = await openSigned<{ contentHash: string }>(jws, POLICY_TYPE, keys);
    if (opened?.contentHash === contentHash) return true;
  }
  return false;
}
