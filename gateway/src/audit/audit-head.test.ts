import { CompactSign, exportJWK, generateKeyPair, type JWK } from "jose";
import { beforeAll, expect, test } from "vitest";
import { type HeadContent, openHead, signHead } from "./audit-head.ts";

const content: HeadContent = {
  closedAt: "2026-03-02T01:00:00.000Z",
  firstSequence: 1,
  headNo: 1,
  instanceId: "i",
  lastSequence: 2,
  previousHeadHash: "p",
  root: "r",
};
let privateJwk: JWK;
let publicJwk: JWK;
let jws: string;

beforeAll(async () => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  privateJwk = { ...(await exportJWK(pair.privateKey)), kid: "k", alg: "ES256" };
  publicJwk = { ...(await exportJWK(pair.publicKey)), kid: "k", alg: "ES256" };
  jws = await signHead(content, privateJwk);
});

test("a head opens with the key that signed it", async () => {
  expect(await openHead(jws, { keys: [publicJwk] })).toEqual(content);
});

test("a head opens with no other key, and not once it was changed", async () => {
  const { publicKey } = await generateKeyPair("ES256", { extractable: true });
  expect(await openHead(jws, { keys: [{ ...(await exportJWK(publicKey)), kid: "k" }] })).toBeNull();
  expect(await openHead(jws, { keys: [] })).toBeNull();
  const [header, , signature] = jws.split(".");
  const other = Buffer.from(JSON.stringify({ ...content, root: "x" })).toString("base64url");
  expect(await openHead(`${header}.${other}.${signature}`, { keys: [publicJwk] })).toBeNull();
});

test("an access token, or anything else the hub signed, is no head", async () => {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const own = { ...(await exportJWK(privateKey)), kid: "k", alg: "ES256" };
  const { d: _d, ...itsPublic } = own as JWK;
  const token = await new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: "ES256", kid: "k", typ: "at+jwt" })
    .sign(privateKey);
  expect(await openHead(token, { keys: [itsPublic] })).toBeNull();
});

test("an unsigned head is refused", async () => {
  const none = Buffer.from(JSON.stringify({ alg: "none", kid: "k", typ: "audit-head" })).toString("base64url");
  const payload = Buffer.from(JSON.stringify(content)).toString("base64url");
  expect(await openHead(`${none}.${payload}.`, { keys: [publicJwk] })).toBeNull();
});
