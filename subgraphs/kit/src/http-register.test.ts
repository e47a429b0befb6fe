import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase } from "../../../tests/support/database.ts";
import type { Capability } from "./capability.ts";
import { connectRegister } from "./http-register.ts";
import type { Register, RegisterCall } from "./register.ts";
import {
  type CapabilitySigner,
  createCapabilitySigner,
  createCapabilityVerifier,
  generateCapabilityKeys,
} from "./serve/capability-token.ts";
import { type RegisterServer, serveRegister } from "./serve/http-server.ts";
import { capability, NOW_MS, useTestRegister } from "./test-register/caller.ts";

const caller = useTestRegister(cloneDatabase);
const clock = { nowMs: () => NOW_MS };
const views: Partial<Capability> = {
  levels: { "Person.idNumber": "FULL", "Person.name": "MASKED", "Company.ownerName": "FULL" },
  scopes: { Person: { kind: "ALL" }, Company: { kind: "PREFIXES", prefixes: ["6205"] } },
};
let signer: CapabilitySigner;
let server: RegisterServer;
let register: Register;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateCapabilityKeys();
  signer = await createCapabilitySigner(privateKey, clock);
  const verifier = createCapabilityVerifier([publicKey], "test", clock);
  const served = { ...caller.register, name: "test", close: async () => {} };
  server = await serveRegister({ register: served, verifier, host: "127.0.0.1", port: 0 });
  register = connectRegister({ name: "test", url: server.url, signer });
});
afterAll(async () => {
  await register.close();
  await server.stop();
});

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A register on a server of its own, with a client. */
async function serve(register: Register, maxConcurrent = 100) {
  const { privateKey, publicKey } = await generateCapabilityKeys();
  const verifier = createCapabilityVerifier([publicKey], "test", clock);
  const own = await serveRegister({ register, verifier, host: "127.0.0.1", port: 0, maxConcurrent });
  const client = connectRegister({
    name: "test",
    url: own.url,
    signer: await createCapabilitySigner(privateKey, clock),
  });
  return { client, stop: () => own.stop() };
}

function call(
  text: string,
  variables: Record<string, unknown> = {},
  signal = new AbortController().signal,
): RegisterCall {
  return {
    operation: { text, hash: hashOf(text), document: parse(text) },
    variables,
    capability: capability(views),
    signal,
  };
}

const PERSON = "query ($n: Number!) { person(idNumber: $n) { personId name } }";

describe("over HTTP", () => {
  test.each([
    [PERSON, { n: "629901199001010011" }],
    [PERSON, { n: "62990119900101001X" }],
    ["{ companies(first: 2) { edges { cursor node { name ownerName } } pageInfo { hasNextPage } } }", {}],
    ["{ person(idNumber: 1) { name } }", {}],
    ['{ broken a: company(companyId: "C1") { name } }', {}],
    ["query ($n: Number!) { person(idNumber: $n) { birthDate } }", { n: "629901199001010011" }],
  ])("answers as in process: %s", async (text, variables) => {
    expect(await register.ask(call(text, variables))).toEqual(await caller.register.ask(call(text, variables)));
  });

  test("takes a capability that names a thousand values for each of its types", async () => {
    const values = (prefix: string) =>
      Array.from({ length: 1_000 }, (_, i) => `${prefix}${String(i).padStart(24, "0")}`);
    const ALL = { kind: "ALL" } as const;
    const scopes = {
      Person: { ...ALL, conditions: { sex: [...values("S"), "M"], origin: ["PSD"] } },
      Company: { ...ALL, conditions: { companyId: [...values("C"), "C1"] } },
      Penalty: { ...ALL, conditions: { note: values("N") } },
    };
    const narrowed = { ...call(PERSON, { n: "629901199001010011" }), capability: capability({ ...views, scopes }) };
    expect((await register.ask(narrowed)).data).toEqual({ person: { personId: "P1", name: "张*" } });
  });

  test("tells what it holds as in process: counts and dates of its types, no row", async () => {
    const holdings = await register.holdings?.();
    expect(holdings).toEqual(await caller.register.holdings?.());
    expect(holdings?.map(({ type }) => type)).toContain("Person");
    for (const { rowCount } of holdings ?? []) expect(rowCount === null || rowCount >= 0).toBe(true);
  });

  test("is ready while it is", async () => {
    expect(await register.isReady()).toBe(true);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe("a register asked directly", () => {
  const ask = (init: RequestInit, path = "/graphql") => fetch(`${server.url}${path}`, { method: "POST", ...init });
  const question = (text: string, more: object = {}) => {
    const { operation, variables } = call(text);
    return JSON.stringify({ query: operation.text, hash: operation.hash, variables, requestId: "r-1", ...more });
  };
  const json = { "content-type": "application/json" };
  const authorised = async () => ({ ...json, authorization: `Bearer ${await signer.sign(capability(views), "test")}` });

  test("without a capability answers 401 and reads nothing, whatever is asked", async () => {
    await caller.ask("{ __typename }");
    const elsewhere = await signer.sign(capability(views), "population");
    const tokens = ["", "Bearer", "Bearer x.y.z", `Basic ${elsewhere}`, `Bearer ${elsewhere}`];
    for (const authorization of tokens) {
      for (const text of [
        '{ company(companyId: "C1") { name } }',
        "{ _service { sdl } }",
        "{ __schema { types { name } } }",
      ]) {
        const response = await ask({ headers: { ...json, authorization }, body: question(text) });
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ data: null, errors: [{ code: "UNAUTHENTICATED", path: [] }] });
      }
    }
    expect(caller.statements).toEqual([]);
  });

  test("tells what it holds to a gateway and to nobody else", async () => {
    const unproven = await fetch(`${server.url}/holdings`);
    expect(unproven.status).toBe(401);
    expect(await unproven.text()).not.toContain("Person");
  });

  test("with one still tells nothing about itself", async () => {
    for (const text of ["{ _service { sdl } }", "{ __schema { types { name } } }"]) {
      const answer = (await (await ask({ headers: await authorised(), body: question(text) })).json()) as {
        data: unknown;
        errors: unknown[];
      };
      expect(answer.errors).toHaveLength(1);
      expect(JSON.stringify(answer)).not.toContain("Company");
    }
  });

  test("refuses what is not a question, in a few words", async () => {
    const headers = await authorised();
    const bad: [RequestInit, number][] = [
      [{ headers: { ...headers, "content-type": "text/plain" }, body: question("{ broken }") }, 400],
      [{ headers, body: "{" }, 400],
      [{ headers, body: "null" }, 400],
      [{ headers, body: question("{ broken }", { hash: "0".repeat(64) }) }, 400],
      [{ headers, body: question("{ broken }", { requestId: "two\nlines" }) }, 400],
      [{ headers, body: question("{ broken }", { query: "{ broken", hash: hashOf("{ broken") }) }, 400],
      [{ headers, body: question("{ broken }", { variables: { n: "x".repeat(5_000_000) } }) }, 400],
    ];
    for (const [init, status] of bad) {
      const response = await ask(init);
      expect(response.status).toBe(status);
      expect((await response.text()).length).toBeLessThan(250);
    }
    expect((await fetch(`${server.url}/graphql?query={broken}`, { headers })).status).toBe(404);
    expect((await ask({ headers, body: question("{ broken }") }, "/")).status).toBe(404);
  });

  test("does not take one text for another with the same hash", async () => {
    const headers = await authorised();
    const first = JSON.parse(question('{ company(companyId: "C1") { name } }'));
    expect((await ask({ headers, body: JSON.stringify(first) })).status).toBe(200);
    expect(
      (await ask({ headers, body: JSON.stringify({ ...first, query: '{ company(companyId: "C2") { name } }' }) }))
        .status,
    ).toBe(400);
  });
});

describe("a register that cannot answer", () => {
  test("is SOURCE_DOWN when nobody listens, or somebody else does", async () => {
    const stranger = createServer((_request, response) => void response.end("<html>")).listen(0, "127.0.0.1");
    await new Promise((done) => stranger.once("listening", done));
    for (const port of [1, (stranger.address() as AddressInfo).port]) {
      const lost = connectRegister({ name: "test", url: `http://127.0.0.1:${port}`, signer });
      await expect(lost.ask(call(PERSON))).rejects.toMatchObject({ code: "SOURCE_DOWN" });
      await lost.close();
    }
    const lost = connectRegister({ name: "test", url: "http://127.0.0.1:1", signer });
    expect(await lost.isReady()).toBe(false);
    await lost.close();
    stranger.close();
    stranger.closeAllConnections();
  });

  test("is SOURCE_TIMEOUT when the caller stops waiting, and then stops working", async () => {
    let seen: AbortSignal | undefined;
    const slow: Register = {
      name: "test",
      ask: ({ signal }) =>
        new Promise((_done, fail) => {
          seen = signal;
          signal.addEventListener("abort", () => fail(new Error("gone")));
        }),
      isReady: async () => false,
      close: async () => {},
    };
    const { client, stop } = await serve(slow);
    await expect(client.ask(call(PERSON, {}, AbortSignal.timeout(100)))).rejects.toMatchObject({
      code: "SOURCE_TIMEOUT",
    });
    await expect.poll(() => seen?.aborted).toBe(true);
    expect(await client.isReady()).toBe(false);
    await client.close();
    await stop();
  });

  test("finishes what is under way when it is stopped, and takes nothing new", async () => {
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const patient: Register = {
      ...caller.register,
      async ask(question) {
        begun.resolve();
        await held.promise;
        return caller.register.ask(question);
      },
      close: async () => {},
    };
    const { client, stop } = await serve(patient);
    const answer = client.ask(call('{ company(companyId: "C1") { name } }'));
    await begun.promise;
    const stopped = stop();
    await expect.poll(() => client.isReady()).toBe(false);
    held.resolve();
    expect((await answer).data).toEqual({ company: { name: "甲示例公司" } });
    await stopped;
    await client.close();
  });

  test("refuses at once what is more than it can do", async () => {
    const held = Promise.withResolvers<never>();
    const { client, stop } = await serve({ ...caller.register, ask: () => held.promise, close: async () => {} }, 2);
    const gone = new AbortController();
    const waiting = [1, 2].map(() => client.ask(call(PERSON, {}, gone.signal)).catch((error) => error.code));
    await expect
      .poll(
        async () => (await client.ask(call(PERSON, {}, AbortSignal.timeout(200))).catch(() => null))?.errors[0]?.code,
      )
      .toBe("RATE_LIMITED");
    gone.abort();
    expect(await Promise.all(waiting)).toEqual(["SOURCE_TIMEOUT", "SOURCE_TIMEOUT"]);
    held.promise.catch(() => {});
    held.reject(new Error("released"));
    await client.close();
    await stop();
  });

  test("asks no statement once nobody waits", async () => {
    const gone = AbortSignal.abort();
    await expect(caller.ask(PERSON, views, { n: "629901199001010011" }, gone)).rejects.toMatchObject({
      code: "SOURCE_TIMEOUT",
    });
    expect(caller.statements).toEqual([]);
  });
});
