// Class "wider than granted", asked of a register itself: without a capability it reads nothing, with one no more than it says.
import { createHash } from "node:crypto";
import {
  type Capability,
  connectRegister,
  createCapabilitySigner,
  createCapabilityVerifier,
  createLogger,
  generateCapabilityKeys,
  type RegisterServer,
  serveRegister,
  systemClock,
  viewHash,
} from "@tongshu/kit";
import { openRegister } from "@tongshu/scripts/stack";
import { parse } from "graphql";
import { exportJWK, generateKeyPair } from "jose";
import postgres from "postgres";
import { request } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ada, cai, duo } from "../support/planted/people.ts";
import { clonePlanted } from "../support/planted-databases.ts";

const running = new AsyncDisposableStack();
let keys: Awaited<ReturnType<typeof generateCapabilityKeys>>;
let server: RegisterServer;
let admin: postgres.Sql;

beforeAll(async () => {
  const stack = await clonePlanted(running);
  keys = await generateCapabilityKeys();
  const log = createLogger({ name: "test", level: "silent" });
  server = await serveRegister({
    register: await openRegister("population", stack.urlOf("population", "runtime"), log),
    verifier: createCapabilityVerifier([keys.publicKey], "population", systemClock),
    host: "127.0.0.1",
    port: 0,
  });
  admin = postgres(stack.urlOf("population", "owner"), { max: 1 });
  await clearTrace();
});
beforeEach(() => clearTrace());
afterAll(async () => {
  await admin.end();
  await server.stop();
  await running.disposeAsync();
});

/** What the database itself counts of reads of its tables. */
async function readsOfTables(): Promise<number> {
  const [row] = await admin<{ count: string }[]>`
    select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::text as count from pg_stat_user_tables`;
  return Number(row?.count);
}

async function clearTrace(): Promise<void> {
  readsBefore = await readsOfTables();
}
let readsBefore = 0;

const ENTITIES =
  "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { personId name birthDate idNumber } } }";
const PERSON = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { personId name } }";

function questionOf(query: string, variables: Readonly<Record<string, unknown>>) {
  const hash = createHash("sha256").update(query).digest("hex");
  return { query, hash, variables, requestId: "test-1" };
}

function capability(change: Partial<Capability> = {}): Capability {
  const levels = change.levels ?? { "Person.name": "FULL", "Person.idNumber": "VERIFY" };
  const scopes = change.scopes ?? { Person: { kind: "PREFIXES", prefixes: ["620102"] } };
  return {
    department: "FDA",
    region: "620102",
    purpose: "P",
    requestId: "test-1",
    policyVersion: "v",
    expiresAtMs: Date.now() + 10_000,
    ...change,
    levels,
    scopes,
    viewHash: viewHash({ levels, scopes }),
  };
}

async function tokenFor(change: Partial<Capability> = {}, register = "population", key = keys.privateKey) {
  return (await createCapabilitySigner(key, systemClock)).sign(capability(change), register);
}

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly codes: readonly string[];
}

async function send(token: string | null, question: unknown, path = "/graphql"): Promise<Sent> {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...authorization };
  const body = JSON.stringify(question);
  const response = await request(`${server.url}${path}`, { method: "POST", headers, body });
  const text = await response.body.text();
  const { data = null, errors = [] } = JSON.parse(text) as { data?: Sent["data"]; errors?: { code: string }[] };
  return { status: response.statusCode, text, data, codes: errors.map(({ code }) => code) };
}

describe("without a capability made for it", () => {
  const tokens: Readonly<Record<string, () => Promise<string | null>>> = {
    "no token": async () => null,
    "an empty token": async () => "",
    "another register's token": () => tokenFor({}, "supervision"),
    "an expired token": () => tokenFor({ expiresAtMs: Date.now() - 1 }),
    "a token of a stranger's key": async () => {
      const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
      return tokenFor({}, "population", {
        ...(await exportJWK(privateKey)),
        kid: keys.publicKey.kid ?? "",
        alg: "EdDSA",
      });
    },
    "a token with more levels written in": async () => {
      const [head, payload = "", signature] = (await tokenFor()).split(".");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
      const levels = JSON.stringify({ ...JSON.parse(claims.levels), "Person.birthDate": "FULL" });
      return [head, Buffer.from(JSON.stringify({ ...claims, levels })).toString("base64url"), signature].join(".");
    },
    "a token without a signature": async () => {
      const [, payload] = (await tokenFor()).split(".");
      return [Buffer.from('{"alg":"none","typ":"capability+jwt"}').toString("base64url"), payload, ""].join(".");
    },
  };

  test.each(Object.entries(tokens))("it answers 401 to %s and touches no table", async (_name, make) => {
    for (const [query, variables] of [
      [PERSON, { n: ada["id_number"] }],
      [ENTITIES, { representations: [{ __typename: "Person", personId: ada["person_id"] }] }],
      ["{ _service { sdl } }", {}],
      ["{ __schema { types { name } } }", {}],
    ] as const) {
      const reply = await send(await make(), questionOf(query, variables));
      expect([reply.status, reply.data]).toEqual([401, null]);
      expect(reply.text).not.toContain("type Person");
    }
    expect(await readsOfTables()).toBe(readsBefore);
  });

  test.each(["/", "/graphql?query={__typename}", "/metrics", "/admin", "/graphql/"])(
    "it knows nothing of %s",
    async (path) => {
      expect((await send(await tokenFor(), questionOf(PERSON, { n: ada["id_number"] }), path)).status).toBe(404);
    },
  );
});

describe("with a capability", () => {
  const data = async (query: string, variables: Readonly<Record<string, unknown>>, change: Partial<Capability> = {}) =>
    send(await tokenFor(change), questionOf(query, variables));
  const representation = (row: Readonly<Record<string, unknown>>, more = {}) => ({
    __typename: "Person",
    personId: row["person_id"],
    ...more,
  });

  test("`_entities` gives no field that a root field would not", async () => {
    const { data: given, codes } = await data(ENTITIES, { representations: [representation(ada)] });
    expect([given?.["_entities"] ?? null, codes]).toEqual([null, ["FIELD_FORBIDDEN"]]);
    expect(await readsOfTables()).toBe(readsBefore);
  });

  test("`_entities` finds no row out of scope, no child and no row that is none", async () => {
    const query = ENTITIES.replace("birthDate idNumber", "");
    const representations = [duo, cai, ada, { person_id: "PNOBODY" }].map((row) => representation(row));
    const { data: given } = await data(query, { representations });
    expect(given?.["_entities"]).toEqual([null, null, { personId: ada["person_id"], name: ada["name"] }, null]);
  });

  test("what a representation claims beside its key is not believed", async () => {
    const query = ENTITIES.replace("birthDate idNumber", "");
    const forged = representation(duo, { hukouRegion: "620102", name: "forged", idNumber: ada["id_number"] });
    expect((await data(query, { representations: [forged] })).data?.["_entities"]).toEqual([null]);
  });

  test.each([
    [{ __typename: "Person" }],
    [{ __typename: "Person", personId: { $gt: "" } }],
    [{ __typename: "Person", personId: [ada["person_id"]] }],
    [{ __typename: "Person", personId: "' or true --" }],
    [{ __typename: "Query", personId: ada["person_id"] }],
    [{ __typename: "__Schema" }],
    [{ __typename: "constructor", personId: "x" }],
    [null],
    ["Person"],
  ])("the representation %# finds nobody", async (forged) => {
    const { data: given } = await data(ENTITIES.replace("birthDate idNumber", ""), { representations: [forged] });
    expect((given?.["_entities"] as unknown[] | null | undefined)?.filter((each) => each !== null) ?? []).toEqual([]);
  });

  test.each([
    ["an alias", "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name: birthDate } }"],
    [
      "a condition that leaves it out",
      "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name birthDate @skip(if: true) } }",
    ],
    [
      "a fragment that nothing uses",
      "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } } fragment f on Person { birthDate }",
    ],
    [
      "a second operation",
      "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } } query b($n: CitizenIdNumber!) { person(idNumber: $n) { birthDate } }",
    ],
    ["the register's own SDL", "{ _service { sdl } }"],
    ["introspection", "{ __schema { types { name fields { name } } } }"],
    ["a relation", "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name household { address } } }"],
  ])("a field without a level is refused behind %s", async (_way, query) => {
    const { data: given, codes, text } = await data(query, { n: ada["id_number"] });
    expect(codes.length).toBeGreaterThan(0);
    expect(Object.values(given ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(text).not.toContain(ada["birth_date"]);
    expect(await readsOfTables()).toBe(readsBefore);
  });

  test("a number may not be compared with a field that is only masked", async () => {
    const levels = { "Person.name": "FULL", "Person.idNumber": "MASKED" } as const;
    expect((await data(PERSON, { n: ada["id_number"] }, { levels })).codes).toEqual(["ARGUMENT_FORBIDDEN"]);
  });

  test.each([
    ["no scope", {}],
    ["an empty list of prefixes", { Person: { kind: "PREFIXES", prefixes: [] } }],
    ["an empty prefix", { Person: { kind: "PREFIXES", prefixes: [""] } }],
    ["a pattern for a prefix", { Person: { kind: "PREFIXES", prefixes: ["%", "__", "62%"] } }],
    ["the scope of another type", { LegalEntity: { kind: "ALL" } }],
    ["itself, who is somebody else", { Person: { kind: "SELF", personId: "PNOBODY" } }],
  ] as const)("%s is never read as everything", async (_name, scopes) => {
    const { data: given } = await data(PERSON, { n: ada["id_number"] }, { scopes: scopes as Capability["scopes"] });
    expect(given?.["person"] ?? null).toBeNull();
  });

  test("a hash that is another text's does not bring that text's answer", async () => {
    const token = await tokenFor();
    const asked = questionOf(PERSON, { n: ada["id_number"] });
    expect((await send(token, asked)).data?.["person"]).toEqual({ personId: ada["person_id"], name: ada["name"] });
    const other = { ...asked, query: "query ($n: CitizenIdNumber!) { person(idNumber: $n) { personId birthDate } }" };
    const reply = await send(token, other);
    expect([reply.status, reply.data]).toEqual([400, null]);
  });

  test("a gateway that is sent away learns a code and nothing of the inside", async () => {
    const signer = await createCapabilitySigner(keys.privateKey, systemClock);
    const register = connectRegister({ name: "population", url: server.url, signer });
    const operation = { ...questionOf(PERSON, {}), text: PERSON, document: parse(PERSON) };
    const call = { operation, variables: { n: 5 }, capability: capability(), signal: new AbortController().signal };
    const { data: given, errors } = await register.ask(call);
    expect([Object.values(given ?? {}).filter(Boolean), errors.map(({ code }) => code)]).toEqual([
      [],
      ["BAD_USER_INPUT"],
    ]);
    await register.close();
  });
});
