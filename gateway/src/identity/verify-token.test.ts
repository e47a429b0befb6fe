import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Clock } from "@tongshu/kit";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  exportJWK,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import type { Directory, DirectoryClient, DirectoryOfficer } from "../store/directory.ts";
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./verify-token.ts";

const ISSUER = "https://hub.example";
const OTHER_ISSUER = "https://other.example";
const START_MS = Date.parse("2026-03-02T09:00:00+08:00");

const ours = generateKeyPairSync("ec", { namedCurve: "P-256" });
const theirs = generateKeyPairSync("ec", { namedCurve: "P-256" });
const strangers = generateKeyPairSync("ec", { namedCurve: "P-256" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicJwk = async (key: KeyObject, kid: string, alg = "ES256"): Promise<JWK> => ({
  ...(await exportJWK(key)),
  kid,
  alg,
});
const ourKeys = createLocalJWKSet({
  keys: [await publicJwk(ours.publicKey, "ours"), await publicJwk(rsa.publicKey, "rsa", "RS256")],
});
const theirKeys = createLocalJWKSet({ keys: [await publicJwk(theirs.publicKey, "theirs")] });

let nowMs: number;
const clock: Clock = { nowMs: () => nowMs };
let clients: Map<string, DirectoryClient>;
let officers: Map<string, DirectoryOfficer>;
const directory: Directory = {
  client: (id) => clients.get(id),
  officer: (id) => officers.get(id),
  hasDepartment: (code) => code === "HRS",
  refresh: async () => {},
};
const options: TokenVerifierOptions = {
  issuers: [
    { issuer: ISSUER, findKey: ourKeys },
    { issuer: OTHER_ISSUER, findKey: theirKeys },
  ],
  audiences: ["tongshu"],
  algorithms: ["ES256"],
  clock,
  directory,
  silentForMs: () => 0,
};
let verifier: TokenVerifier;

beforeEach(() => {
  nowMs = START_MS;
  clients = new Map([
    [
      "hrs-province",
      {
        clientId: "hrs-province",
        department: "HRS",
        region: "620000",
        roles: ["officer"],
        canActForCitizens: false,
        isProduction: false,
        isActive: true,
      },
    ],
  ]);
  officers = new Map([
    ["hrs-wang", { officerId: "hrs-wang", department: "HRS", region: "620102", roles: ["officer"], isActive: true }],
  ]);
  verifier = createTokenVerifier(options);
});

const goodClaims = () => ({
  iss: ISSUER,
  aud: "tongshu",
  client_id: "hrs-province",
  department: "HRS",
  region: "620000",
  roles: [] as unknown,
  iat: START_MS / 1000,
  exp: START_MS / 1000 + 600,
});
/** Any member may also be missing. */
type Header = { [name in keyof JWTHeaderParameters]?: JWTHeaderParameters[name] | undefined };
const goodHeader: Header = { alg: "ES256", typ: "at+jwt", kid: "ours" };

interface Forgery {
  readonly claims?: Record<string, unknown>;
  readonly header?: Header;
  readonly key?: KeyObject | Uint8Array;
}

async function token({ claims = {}, header = {}, key = ours.privateKey }: Forgery = {}): Promise<string> {
  const payload = { ...goodClaims(), ...claims } as JWTPayload;
  return new SignJWT(payload)
    .setProtectedHeader({ ...goodHeader, ...header } as JWTHeaderParameters)
    .sign(key, { crit: { "x-next": true } });
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const ask = async (forgery?: Forgery) => verifier.verify([`Bearer ${await token(forgery)}`]);
const unauthenticated = { code: "UNAUTHENTICATED", extensions: { code: "UNAUTHENTICATED" } };

describe("a good token", () => {
  test("names the client that asks", async () => {
    expect(await ask()).toEqual({ clientId: "hrs-province", department: "HRS", region: "620000", roles: [] });
  });

  test("names the officer with the officer's own region", async () => {
    const claims = { officer: "hrs-wang", region: "620102", roles: ["officer"] };
    expect(await ask({ claims })).toMatchObject({ officerId: "hrs-wang", region: "620102", roles: ["officer"] });
  });

  test("of another trusted issuer is proved by that issuer's key", async () => {
    const claims = { iss: OTHER_ISSUER };
    expect(await ask({ claims, header: { kid: "theirs" }, key: theirs.privateKey })).toMatchObject({
      department: "HRS",
    });
  });

  test("is refused from the second it expires, though it was seen before", async () => {
    const bearer = [`Bearer ${await token()}`];
    nowMs = START_MS + 599_999;
    await verifier.verify(bearer);
    nowMs = START_MS + 600_000;
    await expect(verifier.verify(bearer)).rejects.toMatchObject(unauthenticated);
  });
});

describe("refuses with one answer that says nothing", () => {
  test.each<[string, Forgery]>([
    ["wrong issuer", { claims: { iss: "https://evil.example" } }],
    ["missing issuer", { claims: { iss: undefined } }],
    ["an issuer beside ours in a list", { claims: { iss: [ISSUER] } }],
    ["wrong audience", { claims: { aud: "another-api" } }],
    ["missing audience", { claims: { aud: undefined } }],
    ["empty audience", { claims: { aud: "" } }],
    ["expired", { claims: { exp: START_MS / 1000 } }],
    ["no expiry", { claims: { exp: undefined } }],
    ["not yet valid", { claims: { nbf: START_MS / 1000 + 1 } }],
    ["an expiry that is no number", { claims: { exp: "9999999999" } }],
    ["another type of token", { header: { typ: "JWT" } }],
    ["no type of token", { header: { typ: undefined } }],
    ["no key id", { header: { kid: undefined } }],
    ["an unknown key id", { header: { kid: "nobody" } }],
    ["a key id that is a path", { header: { kid: "../../../dev/null" } }],
    ["a key id that is SQL", { header: { kid: "x' OR '1'='1" } }],
    ["a key of a stranger under our key id", { key: strangers.privateKey }],
    ["a key of another issuer", { header: { kid: "theirs" }, key: theirs.privateKey }],
    ["a critical header nobody knows", { header: { crit: ["x-next"], "x-next": 1 } }],
    ["an algorithm of ours that is not allowed", { header: { alg: "RS256", kid: "rsa" }, key: rsa.privateKey }],
    ["an unknown client", { claims: { client_id: "nobody" } }],
    ["another department than the client's", { claims: { department: "PSD" } }],
    ["another region than the client's", { claims: { region: "620102" } }],
    ["an unknown region", { claims: { region: "999999" } }],
    ["a region that is no text", { claims: { region: 620000 } }],
    ["an unknown role", { claims: { roles: ["root"] } }],
    ["a role without an officer", { claims: { roles: ["officer"] } }],
    ["roles in one text", { claims: { roles: "officer" } }],
    ["no roles", { claims: { roles: undefined } }],
    ["an unknown officer", { claims: { officer: "nobody", roles: ["officer"] } }],
    ["a role the officer does not hold", { claims: { officer: "hrs-wang", region: "620102", roles: ["admin"] } }],
    ["the client's wider region for an officer", { claims: { officer: "hrs-wang", roles: ["officer"] } }],
    [
      "a citizen through a client that is no portal",
      { claims: { citizen: `P${"A2".repeat(12)}`, roles: ["citizen"] } },
    ],
  ])("%s", async (_what, forgery) => {
    await expect(ask(forgery)).rejects.toMatchObject(unauthenticated);
  });

  test("alg none, with and without a signature", async () => {
    for (const alg of ["none", "None", "NONE", "nOnE"]) {
      const unsigned = `${encode({ ...goodHeader, alg })}.${encode(goodClaims())}.`;
      await expect(verifier.verify([`Bearer ${unsigned}`])).rejects.toMatchObject(unauthenticated);
      await expect(verifier.verify([`Bearer ${unsigned}AAAA`])).rejects.toMatchObject(unauthenticated);
    }
  });

  test("HS256 made with our public key as the shared secret", async () => {
    const pem = ours.publicKey.export({ type: "spki", format: "pem" });
    const der = ours.publicKey.export({ type: "spki", format: "der" });
    for (const key of [Buffer.from(pem), new Uint8Array(der)]) {
      await expect(ask({ header: { alg: "HS256" }, key })).rejects.toMatchObject(unauthenticated);
    }
  });

  test("a key the token brings along", async () => {
    const jwk = await exportJWK(strangers.publicKey);
    const headers: Header[] = [{ jwk }, { jku: "https://evil.example/jwks" }, { x5u: "https://evil.example" }];
    for (const header of headers) {
      await expect(ask({ header, key: strangers.privateKey })).rejects.toMatchObject(unauthenticated);
    }
  });

  test("a signature over other claims", async () => {
    const [header, , signature] = (await token()).split(".");
    const claims = encode({ ...goodClaims(), region: "620100" });
    await expect(verifier.verify([`Bearer ${header}.${claims}.${signature}`])).rejects.toMatchObject(unauthenticated);
  });

  test.each<[string, (token: string) => readonly string[] | undefined]>([
    ["no header", () => undefined],
    ["an empty list", () => []],
    ["an empty header", () => [""]],
    ["two headers", (good) => [`Bearer ${good}`, `Bearer ${good}`]],
    ["two headers of which one is empty", (good) => [`Bearer ${good}`, ""]],
    ["two tokens in one header", (good) => [`Bearer ${good}, Bearer ${good}`]],
    ["another scheme", (good) => [`Basic ${good}`]],
    ["no scheme", (good) => [good]],
    ["blanks around the token", (good) => [`Bearer  ${good}`]],
    ["a header of many kilobytes", (good) => [`Bearer ${good}${"A".repeat(5_000)}`]],
  ])("%s", async (_what, headers) => {
    await expect(verifier.verify(headers(await token()))).rejects.toMatchObject(unauthenticated);
  });

  test("a client that was revoked after its token was issued and seen", async () => {
    const bearer = [`Bearer ${await token()}`];
    const client = clients.get("hrs-province") as DirectoryClient;
    await verifier.verify(bearer);
    clients.set("hrs-province", { ...client, isActive: false });
    await expect(verifier.verify(bearer)).rejects.toMatchObject(unauthenticated);
    clients.set("hrs-province", client);
    await verifier.verify(bearer);
  });

  test("an officer who left after the token was issued and seen", async () => {
    const bearer = [`Bearer ${await token({ claims: { officer: "hrs-wang", region: "620102", roles: ["officer"] } })}`];
    const officer = officers.get("hrs-wang") as DirectoryOfficer;
    await verifier.verify(bearer);
    officers.set("hrs-wang", { ...officer, isActive: false });
    await expect(verifier.verify(bearer)).rejects.toMatchObject(unauthenticated);
  });
});

test("a key that was taken away stops a token seen before within a minute", async () => {
  let findKey = ourKeys;
  verifier = createTokenVerifier({
    ...options,
    issuers: [{ issuer: ISSUER, findKey: (header, jws) => findKey(header, jws) }],
  });
  const bearer = [`Bearer ${await token()}`];
  await verifier.verify(bearer);
  findKey = theirKeys;
  nowMs += 60_000;
  await expect(verifier.verify(bearer)).rejects.toMatchObject(unauthenticated);
});

test("a flood of unknown key ids fetches a remote key set once", async () => {
  let fetches = 0;
  const fetchKeys = async () => {
    fetches += 1;
    return Response.json({ keys: [await publicJwk(ours.publicKey, "ours")] });
  };
  const findKey = createRemoteJWKSet(new URL("https://hub.example/jwks"), { [customFetch]: fetchKeys });
  verifier = createTokenVerifier({ ...options, issuers: [{ issuer: ISSUER, findKey }] });
  await ask();
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await expect(ask({ header: { kid: `unknown-${attempt}` } })).rejects.toMatchObject(unauthenticated);
  }
  expect(fetches).toBeLessThanOrEqual(2);
});

test("nobody is let in while the directory has not been confirmed for five seconds", async () => {
  const bearer = [`Bearer ${await token()}`];
  verifier = createTokenVerifier({ ...options, silentForMs: () => 5_001 });
  await expect(verifier.verify(bearer)).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
});

test.each<[string, Partial<TokenVerifierOptions>]>([
  ["no issuer", { issuers: [] }],
  ["an empty issuer", { issuers: [{ issuer: "", findKey: ourKeys }] }],
  [
    "one issuer twice",
    {
      issuers: [
        { issuer: ISSUER, findKey: ourKeys },
        { issuer: ISSUER, findKey: theirKeys },
      ],
    },
  ],
  ["no audience", { audiences: [] }],
  ["an empty audience", { audiences: [""] }],
  ["no algorithm", { algorithms: [] }],
  ["a shared-key algorithm", { algorithms: ["HS256"] }],
  ["no signature", { algorithms: ["none"] }],
])("does not start with %s", (_what, change) => {
  expect(() => createTokenVerifier({ ...options, ...change })).toThrow();
});
