import { randomUUID } from "node:crypto";
import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { type Clock, systemClock } from "@tongshu/kit";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { type Directory, openDirectory } from "../store/directory.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import {
  addClients,
  addOfficers,
  revokeClient,
  saveDepartments,
  setOfficerActive,
} from "../store/registry-transactor.ts";
import { createIssuer, type Issuer } from "./issuer.ts";
import { requestToken } from "./request-token.ts";
import { createSeal } from "./seal.ts";
import { hashSecret } from "./secret-hash.ts";
import { rotateSigningKey } from "./signing-keys.ts";
import { createTokenVerifier } from "./verify-token.ts";

const SEALING_SECRET = "the sealing secret of this test";
const SECRET = "zq~+ /%s3cret";
const CITIZEN = `P${"A2".repeat(12)}`;
const clock: Clock = systemClock;
let database: TestDatabase;
let hub: HubDatabase;
let directory: Directory;
let issuer: Issuer;
let server: Server;
let issuerUrl: string;
let privateJwk: JWK;

beforeAll(async () => {
  database = await cloneDatabase();
  await migrateHub({ ownerUrl: database.url, runtimeRole: new URL(database.url).username });
  hub = openHubDatabase({ url: database.url });
  await register();
  directory = await openDirectory(hub);
  server = createServer((request, response) => issuer.callback(request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  issuerUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = await startIssuer();
});

afterAll(async () => {
  server.close();
  await hub.close();
  await database.drop();
});

const startIssuer = () =>
  createIssuer({ database: hub, clock, issuerUrl, audience: "tongshu", sealingSecret: SEALING_SECRET });

async function register(): Promise<void> {
  const pair = await generateKeyPair("ES256", { extractable: true });
  privateJwk = { ...(await exportJWK(pair.privateKey)), alg: "ES256", kid: "client-key" };
  const publicJwks = { keys: [{ ...(await exportJWK(pair.publicKey)), alg: "ES256", kid: "client-key" }] };
  const createdAt = new Date(clock.nowMs());
  const shared = { nameZh: "测试", nameEn: "Test", roles: ["officer" as const], createdAt };
  await saveDepartments(hub.db, [
    { code: "HRS", nameZh: "人社厅", nameEn: "Human Resources" },
    { code: "PSP", nameZh: "门户", nameEn: "Portal" },
  ]);
  await addClients(hub.db, [
    { ...shared, clientId: "hrs-province", department: "HRS", region: "620000", publicJwks },
    { ...shared, clientId: "hrs-secret", department: "HRS", region: "620100", secretHash: hashSecret(SECRET) },
    { ...shared, clientId: "hrs-leaving", department: "HRS", region: "620100", publicJwks },
    { ...shared, clientId: "psp-portal", department: "PSP", region: "620000", publicJwks, canActForCitizens: true },
  ]);
  await addOfficers(hub.db, [
    { officerId: "hrs-wang", department: "HRS", region: "620102", roles: ["officer", "admin"], createdAt },
    { officerId: "hrs-gone", department: "HRS", region: "620102", roles: ["officer"], isActive: false, createdAt },
    { officerId: "psp-li", department: "PSP", region: "620000", roles: ["officer"], createdAt },
  ]);
}

const ask = (clientId: string, actor: { officerId?: string; citizenId?: string } = {}) =>
  requestToken({ issuerUrl, clientId, privateJwk, ...actor });

/** A raw request, as a stranger's program would send it. */
async function post(body: string | Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${issuerUrl}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams(body),
    headers,
  });
  return {
    status: response.status,
    headers: response.headers,
    answer: (await response.json()) as Record<string, unknown>,
  };
}

/** With a host header of the caller's own, which `fetch` does not let through. */
function getAs(host: string, path: string): Promise<unknown> {
  const headers = { host, "x-forwarded-host": host, "x-forwarded-proto": "gopher" };
  return new Promise((resolve, reject) => {
    get(`${issuerUrl}${path}`, { headers }, (response) => json(response).then(resolve, reject));
  });
}

const basic = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`hrs-secret:${encodeURIComponent(secret)}`).toString("base64")}`,
});

async function assertion(claims: Record<string, unknown>): Promise<Record<string, string>> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({
    iss: "hrs-province",
    sub: "hrs-province",
    aud: issuerUrl,
    jti: randomUUID(),
    exp: nowSeconds + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", kid: "client-key" })
    .sign(await importJWK(privateJwk, "ES256"));
  return {
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: token,
  };
}

describe("a client gets a token", () => {
  test("by its private key, for ten minutes, for the hub alone", async () => {
    const { accessToken, expiresInSeconds } = await ask("hrs-province");
    expect(expiresInSeconds).toBe(600);
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: "ES256", typ: "at+jwt" });
    const claims = decodeJwt(accessToken);
    expect(claims).toMatchObject({
      iss: issuerUrl,
      aud: "tongshu",
      client_id: "hrs-province",
      department: "HRS",
      region: "620000",
      roles: [],
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
  });

  test("by its secret, in the header or in the body", async () => {
    const inHeader = await post({ grant_type: "client_credentials" }, basic(SECRET));
    expect(inHeader.status).toBe(200);
    const inBody = await post({ grant_type: "client_credentials", client_id: "hrs-secret", client_secret: SECRET });
    expect(decodeJwt(String(inBody.answer["access_token"]))).toMatchObject({
      client_id: "hrs-secret",
      region: "620100",
    });
  });

  test("for an officer of its department, with the officer's region and the roles it may use", async () => {
    const { accessToken } = await ask("hrs-province", { officerId: "hrs-wang" });
    expect(decodeJwt(accessToken)).toMatchObject({ officer: "hrs-wang", region: "620102", roles: ["officer"] });
  });

  test("for a citizen, as the portal", async () => {
    const { accessToken } = await ask("psp-portal", { citizenId: CITIZEN });
    expect(decodeJwt(accessToken)).toMatchObject({ citizen: CITIZEN, department: "PSP", roles: ["citizen"] });
  });

  test("that the verifier takes", async () => {
    const verifier = createTokenVerifier({
      issuers: [{ issuer: issuerUrl, findKey: issuer.findKey }],
      audiences: ["tongshu"],
      algorithms: ["ES256"],
      clock,
      directory,
      silentForMs: () => 0,
    });
    const { accessToken } = await ask("hrs-province", { officerId: "hrs-wang" });
    expect(await verifier.verify([`Bearer ${accessToken}`])).toEqual({
      clientId: "hrs-province",
      department: "HRS",
      region: "620102",
      officerId: "hrs-wang",
      roles: ["officer"],
    });
  });
});

describe("no token is issued for", () => {
  test.each([
    ["an unknown officer", "hrs-province", { officerId: "nobody" }],
    ["an officer who left", "hrs-province", { officerId: "hrs-gone" }],
    ["an officer of another department", "hrs-province", { officerId: "psp-li" }],
    ["a citizen, by a client that is no portal", "hrs-province", { citizenId: CITIZEN }],
    ["a citizen and an officer at once", "psp-portal", { citizenId: CITIZEN, officerId: "psp-li" }],
    ["an unknown client", "nobody-here", {}],
  ])("%s", async (_whom, clientId, actor) => {
    await expect(ask(clientId, actor)).rejects.toThrow("the hub issued no token");
  });

  test.each<[string, Record<string, unknown>]>([
    ["an assertion for another server", { aud: "https://elsewhere.example" }],
    ["an assertion that has expired", { exp: 1_000_000 }],
    ["an assertion of a day", { exp: Math.floor(Date.now() / 1000) + 86_400 }],
    ["an assertion in another client's name", { sub: "psp-portal" }],
    ["an assertion without a number", { jti: undefined }],
  ])("%s", async (_what, claims) => {
    const { status, answer } = await post(await assertion(claims));
    expect([status, answer["error"]]).toEqual([401, "invalid_client"]);
  });

  test("an assertion for this server and another: the other could replay it here", async () => {
    const { status, answer } = await post(await assertion({ aud: [issuerUrl, "https://elsewhere.example"] }));
    expect([status, answer["error"]]).toEqual([401, "invalid_client"]);
  });

  test("an assertion used twice, even at the same instant", async () => {
    const body = await assertion({});
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  test.each([
    ["a wrong secret", { grant_type: "client_credentials" }, basic("wrong")],
    ["the stored hash as the secret", { grant_type: "client_credentials" }, basic(hashSecret(SECRET))],
    ["no secret", { grant_type: "client_credentials", client_id: "hrs-secret" }, {}],
    [
      "a secret for a client with a key",
      { grant_type: "client_credentials", client_id: "hrs-province", client_secret: "x" },
      {},
    ],
    ["another resource", { grant_type: "client_credentials", resource: "https://elsewhere.example" }, basic(SECRET)],
    ["another grant type", { grant_type: "authorization_code", code: "x" }, basic(SECRET)],
  ])("%s", async (_what, body: Record<string, string>, headers) => {
    const { status, answer } = await post(body, headers);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(answer["access_token"]).toBeUndefined();
  });

  test("two officers in one request", async () => {
    const { status } = await post("grant_type=client_credentials&officer=hrs-wang&officer=hrs-gone", basic(SECRET));
    expect(status).toBe(400);
  });

  test("a client once it is revoked, and an officer once inactive", async () => {
    await ask("hrs-leaving");
    await revokeClient(hub.db, "hrs-leaving", new Date());
    await expect(ask("hrs-leaving")).rejects.toThrow();
    expect((await post(await assertion({ iss: "hrs-leaving", sub: "hrs-leaving" }))).answer["error"]).toBe(
      "invalid_client",
    );
    await setOfficerActive(hub.db, "hrs-wang", false);
    await expect(ask("hrs-province", { officerId: "hrs-wang" })).rejects.toThrow();
    await setOfficerActive(hub.db, "hrs-wang", true);
  });
});

describe("the issuer", () => {
  test("publishes public keys and its metadata", async () => {
    const jwks = (await (await fetch(`${issuerUrl}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
    expect(jwks.keys.map(({ kid }) => kid)).toEqual(issuer.jwks().keys.map(({ kid }) => kid));
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    expect(await getAs("evil.example", "/.well-known/openid-configuration")).toMatchObject({
      issuer: issuerUrl,
      token_endpoint: `${issuerUrl}/oauth/token`,
      jwks_uri: `${issuerUrl}/.well-known/jwks.json`,
      grant_types_supported: ["client_credentials"],
    });
  });

  test.each([
    ["GET", "/oauth/token"],
    ["POST", "/oauth/token?client_secret=x"],
    ["GET", "/oauth/authorize"],
    ["POST", "/oauth/register"],
    ["POST", "/reg"],
    ["GET", "/oauth/interaction/1"],
    ["POST", "/device/auth"],
    ["POST", "/oauth/introspection"],
    ["GET", "/me"],
    ["GET", "/.well-known/../oauth/authorize"],
    ["OPTIONS", "/oauth/token"],
  ])("offers no %s %s", async (method, path) => {
    const response = await fetch(`${issuerUrl}${path}`, { method, headers: { accept: "text/html" } });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  test("answers errors as JSON without a cookie", async () => {
    const { status, headers, answer } = await post({ grant_type: "x" }, { ...basic("x"), accept: "text/html" });
    expect([status, answer["error"]]).toEqual([401, "invalid_client"]);
    expect(headers.get("set-cookie")).toBeNull();
    expect(headers.get("cache-control")).toContain("no-store");
  });

  test("has the same keys on every gateway, started at the same instant on an empty database", async () => {
    const empty = await cloneDatabase();
    await migrateHub({ ownerUrl: empty.url, runtimeRole: new URL(empty.url).username });
    const gateways = [openHubDatabase({ url: empty.url }), openHubDatabase({ url: empty.url })];
    const options = { clock, issuerUrl, audience: "tongshu", sealingSecret: SEALING_SECRET };
    const issuers = await Promise.all(gateways.map((gateway) => createIssuer({ ...options, database: gateway })));
    expect(issuers[0]?.jwks()).toEqual(issuers[1]?.jwks());
    expect(issuers[0]?.jwks().keys).toHaveLength(1);
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await empty.drop();
  });

  test("signs with the new key after a rotation and still publishes the old one", async () => {
    const [oldKey] = issuer.jwks().keys;
    await rotateSigningKey({ database: hub, clock, seal: createSeal(SEALING_SECRET) });
    await issuer.refresh();
    const { accessToken } = await ask("hrs-province");
    const kids = issuer.jwks().keys.map(({ kid }) => kid);
    expect(kids).toEqual([decodeProtectedHeader(accessToken).kid, oldKey?.kid]);
    expect(kids[0]).not.toBe(oldKey?.kid);
  });

  test("keeps no private key and no secret readable in the database", async () => {
    const sql = hub.openDedicated();
    const rows =
      await sql`SELECT signing_keys::text AS row FROM signing_keys UNION ALL SELECT clients::text FROM clients`;
    const text = rows.map(({ row }) => row).join("\n");
    expect(text).not.toContain('"d"');
    expect(text).not.toContain(SECRET);
    await sql.end();
  });
});
