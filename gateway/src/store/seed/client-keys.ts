import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

const ALGORITHM = "ES256";

/** Private keys of the demonstration clients by client id, as `hub token` uses them. */
export type ClientKeys = Readonly<Record<string, JWK>>;

export async function readClientKeys(keysFile: string): Promise<ClientKeys> {
  if (!existsSync(keysFile)) return {};
  return JSON.parse(await readFile(keysFile, "utf8")) as ClientKeys;
}

/** The keys in the file, with a new one for each client that has none; only the file's owner can read it. */
export async function completeClientKeys(keysFile: string, clientIds: readonly string[]): Promise<ClientKeys> {
  const known = await readClientKeys(keysFile);
  const missing = clientIds.filter((clientId) => known[clientId] === undefined);
  if (missing.length === 0) return known;
  const made = await Promise.all(missing.map(async (clientId) => [clientId, await makePrivateKey()] as const));
  const keys = { ...known, ...Object.fromEntries(made) };
  // A crash between the two steps leaves the old file, never half a file.
  const partial = `${keysFile}.partial`;
  await writeFile(partial, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(partial, keysFile);
  return keys;
}

/** What the hub may know of a key. */
export function toPublicJwks({ kty, crv, x, y, kid, alg }: JWK): { keys: JWK[] } {
  return { keys: [{ kty, crv, x, y, kid, alg } as JWK] };
}

async function makePrivateKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: ALGORITHM, kid: await calculateJwkThumbprint(jwk) };
}
