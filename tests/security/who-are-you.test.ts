// Class "who are you": a token says who asks, and nothing else does.
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { post } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { sendRaw } from "../support/raw-http.ts";

const hub = usePlantedHub();

const BODY = JSON.stringify({ query: "{ departments(first: 1) { code } }" });
const JSON_TYPE = { "content-type": "application/json", "x-purpose": CALLERS.psd.purpose, "x-case": "c1" };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A good token taken apart, with its claims as the hub made them. */
async function goodToken() {
  const token = await hub().token(CALLERS.psd);
  const [header = "", payload = "", signature = ""] = token.split(".");
  const decode = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString()) as Record<string, unknown>;
  return { token, header, payload, signature, claims: decode(payload), head: decode(header) };
}

async function signedByStranger(change: Record<string, unknown>, head: Record<string, unknown> = {}) {
  const { claims, head: known } = await goodToken();
  const { privateKey } = await generateKeyPair("ES256");
  return new SignJWT({ ...claims, ...change }).setProtectedHeader({ ...known, ...head, alg: "ES256" }).sign(privateKey);
}

const FORGED: Readonly<Record<string, () => Promise<string>>> = {
  "no signature, alg none": async () => {
    const { payload } = await goodToken();
    return `${part({ alg: "none", typ: "at+jwt" })}.${payload}.`;
  },
  "alg none in other letters, with the old signature": async () => {
    const { payload, signature, head } = await goodToken();
    return `${part({ ...head, alg: "nOnE" })}.${payload}.${signature}`;
  },
  "HS256 keyed by the public key": async () => {
    const { claims, head } = await goodToken();
    const jwks = await (await fetch(`${hub().url}/.well-known/jwks.json`)).text();
    return new SignJWT(claims).setProtectedHeader({ ...head, alg: "HS256" }).sign(new TextEncoder().encode(jwks));
  },
  "another region in the claims": async () => {
    const { header, claims, signature } = await goodToken();
    return `${header}.${part({ ...claims, department: "HRS" })}.${signature}`;
  },
  "a stranger's key under our kid": () => signedByStranger({}),
  "a stranger's key that came along": async () => {
    const { publicKey } = await generateKeyPair("ES256", { extractable: true });
    return signedByStranger({}, { jwk: await exportJWK(publicKey) });
  },
  "a kid that is a path": () => signedByStranger({}, { kid: "../../etc/passwd" }),
  "a kid that is SQL": () => signedByStranger({}, { kid: "' or 1=1 --" }),
  "a key at an address of the caller's": () =>
    signedByStranger({}, { jku: "http://127.0.0.1:1/jwks", x5u: "http://127.0.0.1:1/" }),
  "no audience": () => signedByStranger({ aud: undefined }),
  "another audience": () => signedByStranger({ aud: "elsewhere" }),
  "another issuer": () => signedByStranger({ iss: "http://elsewhere.example" }),
  "an assertion of the client's own": async () =>
    `${part({ alg: "ES256" })}.${part({ iss: "psd-investigation" })}.AAAA`,
  "an empty token": async () => "",
  "five kilobytes": async () => `${"a".repeat(2_500)}.${"b".repeat(2_500)}.c`,
};

describe("a forged token is refused without a word of why", () => {
  test.each(Object.entries(FORGED))("%s", async (_name, forge) => {
    const reply = await post(hub().graphqlUrl, { ...JSON_TYPE, authorization: `Bearer ${await forge()}` }, BODY);
    expect([reply.status, reply.codes]).toEqual([401, ["UNAUTHENTICATED"]]);
    expect(Object.keys(reply.errors[0]?.extensions ?? {}).sort()).toEqual(["code", "en", "zh"]);
    expect(reply.headers["www-authenticate"]).toBe("Bearer");
    expect(reply.data).toBeUndefined();
  });

  test("a good one after its time", async () => {
    const { token, claims } = await goodToken();
    const endsAtMs = Number(claims["exp"]) * 1000;
    const ask = () => post(hub().graphqlUrl, { ...JSON_TYPE, authorization: `Bearer ${token}` }, BODY);
    hub().clock.stopAt(endsAtMs - 1_000);
    expect((await ask()).status).toBe(200);
    hub().clock.stopAt(endsAtMs);
    const reply = await ask();
    hub().clock.reset();
    expect([reply.status, reply.codes]).toEqual([401, ["UNAUTHENTICATED"]]);
  });

  test.each(["Basic cHNkOnBzZA==", "Bearer", "bearer  x.y.z", "Token a.b.c"])(
    "the scheme %s",
    async (authorization) => {
      expect((await post(hub().graphqlUrl, { ...JSON_TYPE, authorization }, BODY)).status).toBe(401);
    },
  );

  test("no token at all, whatever else the headers say", async () => {
    const claims = {
      "x-department": "PSD",
      "x-client-id": "psd-investigation",
      "x-forwarded-user": "psd-investigator-1",
      cookie: "token=x",
    };
    hub().calls.length = 0;
    const reply = await post(hub().graphqlUrl, { ...JSON_TYPE, ...claims }, BODY);
    expect([reply.status, hub().calls.length]).toEqual([401, 0]);
  });
});

describe("identity comes from the token alone", () => {
  test("headers that name another caller change nothing", async () => {
    const headers = {
      "x-department": "PSD",
      "x-region": "620000",
      "x-officer": "psd-investigator-1",
      "x-citizen": String(ada["person_id"]),
      "x-forwarded-for": "10.0.0.1",
      "x-user": "admin",
      forwarded: "for=psd",
      "x-roles": "admin",
      "apollo-query-plan-experimental": "1",
    };
    const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name hukouAddress } }";
    const reply = await hub().ask("fda", { query, variables: { n: ada["id_number"] }, headers });
    expect(reply.data.person).toEqual({ name: "安*", hukouAddress: null });
    const [record] = await hub().records(reply.requestId);
    expect(record).toMatchObject({
      department: "FDA",
      region: "620102",
      clientId: "fda-chengguan",
      officerId: "fda-officer-chengguan",
    });
    expect(reply.text).not.toContain("queryPlan");
  });

  test.each(["authorization", "x-purpose", "x-case", "x-access-mode"])(
    "a header %s that is given twice is refused",
    async (name) => {
      const headers = { ...(await hub().headersOf(CALLERS.psd)), "x-access-mode": "partial" };
      const lines = [...Object.entries(headers), [name, headers[name as keyof typeof headers] ?? ""] as const];
      const { status, text } = await sendRaw(hub().url, "POST", "/graphql", lines, BODY);
      if (name === "authorization") expect(status).toBe(401);
      else expect(JSON.parse(text).errors[0].extensions).toMatchObject({ code: "BAD_USER_INPUT", field: name });
    },
  );

  test("a client may not ask for a token of another department's officer, or of a citizen", async () => {
    const known = { officerId: CALLERS.hrs.officerId };
    await expect(hub().freshToken({ clientId: "fda-chengguan", ...known })).rejects.toThrow(/may not act/);
    await expect(hub().freshToken({ clientId: "fda-chengguan", citizenId: String(ada["person_id"]) })).rejects.toThrow(
      /may not act/,
    );
    await expect(hub().freshToken({ clientId: "psp-portal", citizenId: String(ada["id_number"]) })).rejects.toThrow(
      /may not act/,
    );
  });

  test("a citizen's token speaks for nobody else", async () => {
    const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
    const other = await hub().ask(
      { ...CALLERS.citizen, citizenId: `P${"B".repeat(24)}` },
      { query, variables: { n: ada["id_number"] } },
    );
    expect(other.data).toEqual({ person: null });
  });
});
