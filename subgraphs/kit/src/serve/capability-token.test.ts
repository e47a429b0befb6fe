import { CompactSign, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import type { Capability } from "../capability.ts";
import { capability as make, NOW_MS } from "../test-register/caller.ts";
import { viewHash } from "../view-hash.ts";
import { createCapabilitySigner, createCapabilityVerifier, generateCapabilityKeys } from "./capability-token.ts";

let nowMs = NOW_MS;
const clock = { nowMs: () => nowMs };
let keys: Awaited<ReturnType<typeof generateCapabilityKeys>>;
beforeAll(async () => {
  keys = await generateCapabilityKeys();
});

const capability = (changes: Partial<Capability> = {}) =>
  make({
    expiresAtMs: NOW_MS + 10_000,
    levels: { "Person.name": "MASKED" },
    scopes: {
      Person: { kind: "PREFIXES", prefixes: ["6201"], coversSensitiveRows: true },
      Household: { kind: "PREFIXES", prefixes: ["6201"] },
      Region: { kind: "ALL" },
      Licence: { kind: "ALL", conditions: { typeCode: ["T1", "T2"] } },
    },
    ...changes,
  });
const signer = () => createCapabilitySigner(keys.privateKey, clock);
const verifier = (register = "population") => createCapabilityVerifier([keys.publicKey], register, clock);
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

test("a register reads what the gateway signed, and makes the view hash itself", async () => {
  const signed = capability({ caseNo: "A-1", viewHash: "of another view" });
  const read = await verifier().verify(
    await (await signer()).sign({ ...signed, viewHash: "of another view" }, "population"),
  );
  const { requestId: _requestId, caseNo: _caseNo, ...expected } = signed;
  expect(read).toEqual({ ...expected, viewHash: viewHash(signed) });
});

describe("refuses", () => {
  const isRefused = async (token: string, by = verifier()) =>
    expect(by.verify(token)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });

  test("another register's token, no token, and one that is none", async () => {
    const token = await (await signer()).sign(capability(), "population");
    await isRefused(token, verifier("supervision"));
    for (const wrong of ["", "x", "a.b.c", `${token}x`, token.slice(0, -4)]) await isRefused(wrong);
  });

  test("claims changed after signing", async () => {
    const [header, , signature] = (await (await signer()).sign(capability(), "population")).split(".");
    const wider = {
      ...claimsOf(`.${(await (await signer()).sign(capability(), "population")).split(".")[1]}`),
      levels: '{"Person.name":"FULL"}',
    };
    await isRefused(`${header}.${Buffer.from(JSON.stringify(wider)).toString("base64url")}.${signature}`);
  });

  test("no algorithm, the public key used as a shared secret, and another gateway's key", async () => {
    const claims = claimsOf(await (await signer()).sign(capability(), "population"));
    await isRefused(new UnsecuredJWT(claims).encode());
    const secret = new TextEncoder().encode(JSON.stringify(keys.publicKey));
    await isRefused(await new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "capability+jwt" }).sign(secret));
    const stranger = (await generateCapabilityKeys()).privateKey;
    await isRefused(
      await (await createCapabilitySigner({ ...stranger, kid: keys.publicKey.kid as string }, clock)).sign(
        capability(),
        "population",
      ),
    );
  });

  test("a token without an end, of another issuer, of another kind, or with claims that are none", async () => {
    const key = await importJWK(keys.privateKey, "EdDSA");
    const claims = claimsOf(await (await signer()).sign(capability(), "population"));
    const sign = (changed: object, typ = "capability+jwt") =>
      new CompactSign(Buffer.from(JSON.stringify({ ...claims, ...changed })))
        .setProtectedHeader({ alg: "EdDSA", typ, kid: keys.publicKey.kid as string })
        .sign(key);
    expect(await verifier().verify(await sign({}))).toMatchObject({ department: "AIC" });
    for (const changed of [
      { exp: undefined },
      { iss: "elsewhere" },
      { aud: undefined },
      { aud: [] },
      { levels: "{" },
      { levels: '{"Person.name":"ROOT"}' },
      { scopes: { Person: { kind: "EVERYTHING" } } },
      { scopes: { Person: { kind: "ALL", exceptMinors: true } } },
    ]) {
      await isRefused(await sign(changed));
    }
    await isRefused(await sign({}, "JWT"));
  });

  test("an expired token, also one it has seen before", async () => {
    const token = await (await signer()).sign(capability(), "population");
    const by = verifier();
    await by.verify(token);
    nowMs = NOW_MS + 10_000;
    await isRefused(token, by);
    await isRefused(token);
    nowMs = NOW_MS;
  });
});

describe("shares a token", () => {
  const tokens = async (...pair: [Partial<Capability>, Partial<Capability>]) => {
    const by = await signer();
    return Promise.all(pair.map((changes) => by.sign(capability(changes), "population")));
  };

  test("between requests that may see the same", async () => {
    const [first, second] = await tokens(
      { requestId: "a", caseNo: "1" },
      { requestId: "b", caseNo: "2", expiresAtMs: NOW_MS + 12_000 },
    );
    expect(second).toBe(first);
    expect(claimsOf(first ?? "")).not.toHaveProperty("requestId");
  });

  test.each<[string, Partial<Capability>]>([
    ["department", { department: "FDA" }],
    ["region", { region: "620502" }],
    ["purpose", { purpose: "OTHER" }],
    ["policy version", { policyVersion: "v2" }],
    ["level", { levels: { "Person.name": "FULL" } }],
    ["prefix", { scopes: { Person: { kind: "PREFIXES", prefixes: ["62"] } } }],
    ["earlier end", { expiresAtMs: NOW_MS + 9_000 }],
  ])("never over a different %s", async (_name, changes) => {
    const [first, second] = await tokens({}, changes);
    expect(second).not.toBe(first);
  });

  test("never between people, nor when too little of its life is left", async () => {
    const self = { scopes: { Person: { kind: "SELF", personId: "P1" } } } as const;
    const [first, second] = await tokens(self, { ...self, expiresAtMs: NOW_MS + 12_000 });
    expect(second).not.toBe(first);
    const by = await signer();
    const old = await by.sign(capability(), "population");
    nowMs = NOW_MS + 8_000;
    expect(await by.sign(capability({ expiresAtMs: NOW_MS + 18_000 }), "population")).not.toBe(old);
    nowMs = NOW_MS;
  });
});
