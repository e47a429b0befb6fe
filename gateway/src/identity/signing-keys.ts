import type { Clock } from "@tongshu/kit";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from "jose";
import type { HubDb } from "../store/database.ts";
import { listSigningKeys, type SigningKeyRow } from "../store/signing-keys-reader.ts";
import { addFirstSigningKey, type NewSigningKey, replaceSigningKey } from "../store/signing-keys-transactor.ts";
import { type Seal, SealMismatchError } from "./seal.ts";

/** ES256: every JWT library checks it, and RFC 9864 is renaming the algorithm of Ed25519. */
export const SIGNING_ALGORITHM = "ES256";
export const TOKEN_LIFETIME_SECONDS = 600;

/** The key that signs comes first in both; retired keys follow while their tokens may live. */
export interface SigningKeys {
  readonly privateKeys: JSONWebKeySet;
  readonly publicKeys: JSONWebKeySet;
}

export interface SigningKeyAccess {
  readonly database: { readonly db: HubDb };
  readonly clock: Clock;
  readonly seal: Seal;
}

/** Reads the hub's keys, and makes the first one in an empty database. */
export async function loadSigningKeys(access: SigningKeyAccess): Promise<SigningKeys> {
  const rows = await readKeys(access);
  if (rows[0]?.retiredAt === null) return open(rows, access.seal);
  await addFirstSigningKey(access.database.db, await makeKey(access));
  return open(await readKeys(access), access.seal);
}

/** Every gateway signs with the new key within one second and accepts the old one's tokens until they expire. */
export async function rotateSigningKey(access: SigningKeyAccess): Promise<void> {
  await replaceSigningKey(access.database.db, await makeKey(access));
}

/**
 * The public halves of every key this hub ever had, to check what was signed long ago. They come out of the sealed halves:
 * whoever can write the table but lacks the sealing secret adds a key that nobody trusts.
 */
export async function loadTrustedKeys({ database, seal }: Omit<SigningKeyAccess, "clock">): Promise<JSONWebKeySet> {
  const rows = await listSigningKeys(database.db, new Date(0));
  return { keys: rows.flatMap((row) => publicHalf(row, seal)) };
}

function publicHalf({ kid, sealedPrivateJwk }: SigningKeyRow, seal: Seal): JWK[] {
  try {
    const { d: _secret, ...publicJwk } = JSON.parse(seal.open(sealedPrivateJwk, kid)) as JWK;
    return [publicJwk];
  } catch (error) {
    if (error instanceof SealMismatchError) return [];
    throw error;
  }
}

function readKeys({ database, clock }: SigningKeyAccess): Promise<SigningKeyRow[]> {
  return listSigningKeys(database.db, new Date(clock.nowMs() - TOKEN_LIFETIME_SECONDS * 1000));
}

function open(rows: readonly SigningKeyRow[], seal: Seal): SigningKeys {
  const privateKeys = rows.map(({ kid, sealedPrivateJwk }) => JSON.parse(seal.open(sealedPrivateJwk, kid)) as JWK);
  return { privateKeys: { keys: privateKeys }, publicKeys: { keys: rows.map(({ publicJwk }) => publicJwk) } };
}

async function makeKey({ clock, seal }: SigningKeyAccess): Promise<NewSigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const named = { kid, alg: SIGNING_ALGORITHM, use: "sig" };
  return {
    kid,
    algorithm: SIGNING_ALGORITHM,
    publicJwk: { ...jwk, ...named },
    sealedPrivateJwk: seal.lock(JSON.stringify({ ...(await exportJWK(privateKey)), ...named }), kid),
    createdAt: new Date(clock.nowMs()),
  };
}
