import { CompactSign, compactVerify, importJWK, type JSONWebKeySet, type JWK } from "jose";
import { sha256 } from "./merkle.ts";

/** A signed statement over the records of one run from `firstSequence` to `lastSequence`. */
export interface HeadContent {
  readonly closedAt: string;
  readonly firstSequence: number;
  /** Heads of all runs are numbered 1, 2, 3 … and each names the one before it. */
  readonly headNo: number;
  readonly instanceId: string;
  readonly lastSequence: number;
  readonly previousHeadHash: string;
  /** Merkle root over the records' hashes. */
  readonly root: string;
}

/** What the first head names as the one before it. */
export const FIRST_HEAD_HASH = sha256("tongshu audit heads");

/** Records that one head covers at most; a proof then has ten steps. */
export const MAX_HEAD_RECORDS = 1_024;

/** The content as a compact JWS, which anybody checks with the published keys and any JWT library. */
export async function signHead(content: HeadContent, privateJwk: JWK): Promise<string> {
  const { closedAt, firstSequence, headNo, instanceId, lastSequence, previousHeadHash, root } = content;
  const payload = { closedAt, firstSequence, headNo, instanceId, lastSequence, previousHeadHash, root };
  const header = { alg: privateJwk.alg ?? "ES256", kid: privateJwk.kid ?? "", typ: HEAD_TYPE };
  const key = await importJWK(privateJwk, header.alg);
  return new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader(header).sign(key);
}

/** The content of a head that one of the keys signed, or null. */
export async function openHead(jws: string, { keys }: JSONWebKeySet): Promise<HeadContent | null> {
  return openSigned<HeadContent>(jws, HEAD_TYPE, { keys });
}

/** `typ` keeps an access token, or another signed text, from passing for what it is not. */
export async function openSigned<T>(jws: string, typ: string, { keys }: JSONWebKeySet): Promise<T | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      ({ kid, alg }) => {
        const jwk = keys.find((key) => key.kid === kid);
        if (!jwk) throw new Error("no such key");
        return importJWK(jwk, alg);
      },
      { algorithms: ["ES256", "EdDSA"] },
    );
    return protectedHeader.typ === typ ? (JSON.parse(Buffer.from(payload).toString("utf8")) as T) : null;
  } catch {
    return null;
  }
}

export function headHash(jws: string): string {
  return sha256(jws);
}

const HEAD_TYPE = "audit-head";
