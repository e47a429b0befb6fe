import { systemClock } from "@tongshu/kit";
import { classify, loadSupergraphSdl } from "@tongshu/schema";
import { exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { createSeal } from "../identity/seal.ts";
import { rotateSigningKey } from "../identity/signing-keys.ts";
import { signPolicy } from "../policy/policy-signature.ts";
import { contentHash } from "./canonical-json.ts";
import { type HubDatabase, openHubDatabase } from "./database.ts";
import { migrateHub } from "./migrate-hub.ts";
import { createPolicySigner } from "./policy-signer.ts";
import { createPolicySource, findTrustedPolicy } from "./policy-source.ts";
import { publishPolicy } from "./policy-transactor.ts";

const sealingSecret = "a sealing secret only for tests";
const seal = createSeal(sealingSecret);
const clock = systemClock;
const signer = createPolicySigner({ clock, sealingSecret });
const by = { clock, author: "test", classification: classify(loadSupergraphSdl()), signer };
const content = { purposes: [], grants: [] };
let testDatabase: TestDatabase;
let database: HubDatabase;

beforeAll(async () => {
  testDatabase = await cloneDatabase();
  await migrateHub({ ownerUrl: testDatabase.url, runtimeRole: new URL(testDatabase.url).username });
  database = openHubDatabase({ url: testDatabase.url });
  await publishPolicy(database.db, content, by);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Adds a version the way somebody would who can write the database. */
async function addVersion(added: object): Promise<string> {
  const sql = database.openDedicated();
  const hash = contentHash(added);
  await sql`INSERT INTO policy_versions (content_hash, content, author, created_at)
    VALUES (${hash}, ${sql.json(added as never)}, 'somebody', now())`;
  await sql.end();
  return hash;
}

async function addSignature(hash: string, kid: string, jws: string): Promise<void> {
  const sql = database.openDedicated();
  await sql`INSERT INTO policy_signatures (content_hash, kid, jws, signed_at) VALUES (${hash}, ${kid}, ${jws}, now())`;
  await sql.end();
}

test("a published version is trusted, also after the signing key was replaced", async () => {
  const source = createPolicySource({ database, seal });
  const hash = (await source.findHash()) ?? "";
  expect(await source.findTrusted(hash)).toMatchObject({ content });
  await rotateSigningKey({ database, clock, seal });
  expect(await source.findTrusted(hash)).toMatchObject({ content });
});

test("a version that nobody signed is not trusted", async () => {
  const hash = await addVersion({ ...content, note: "unsigned" });
  expect(await findTrustedPolicy({ database, seal }, hash)).toBeNull();
});

test("the signature of another version is worth nothing", async () => {
  const hash = await addVersion({ ...content, note: "borrowed" });
  const { kid, jws } = await signer.sign(database.db, contentHash(content));
  await addSignature(hash, kid, jws);
  expect(await findTrustedPolicy({ database, seal }, hash)).toBeNull();
});

test("a key that was put into the table by somebody without the sealing secret signs nothing", async () => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: "intruder", alg: "ES256" };
  const { d: _secret, ...publicJwk } = jwk;
  const sealed = createSeal("another secret that is long enough").lock(JSON.stringify(jwk), "intruder");
  const sql = database.openDedicated();
  await sql`INSERT INTO signing_keys (kid, algorithm, public_jwk, sealed_private_jwk, created_at, retired_at)
    VALUES ('intruder', 'ES256', ${sql.json(publicJwk as never)}, ${sealed}, now(), now())`;
  await sql.end();
  const hash = await addVersion({ ...content, note: "intruder" });
  const { kid, jws } = await signPolicy(hash, jwk);
  await addSignature(hash, kid, jws);
  expect(await findTrustedPolicy({ database, seal }, hash)).toBeNull();
});

test("a version edited behind the hub's back is not trusted", async () => {
  const hash = contentHash(content);
  const sql = database.openDedicated();
  await sql`ALTER TABLE policy_versions DISABLE TRIGGER ALL`;
  await sql`UPDATE policy_versions SET content = '{"purposes": [], "grants": [], "more": 1}' WHERE content_hash = ${hash}`;
  await sql.end();
  expect(await findTrustedPolicy({ database, seal }, hash)).toBeNull();
});
