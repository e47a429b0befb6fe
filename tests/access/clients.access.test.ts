import { generateKeyPairSync } from "node:crypto";
import { requestToken } from "@tongshu/gateway";
import { describe, expect, test, vi } from "vitest";
import { post } from "../support/ask.ts";
import { ISSUER_URL, usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const PAYLOAD = "client { clientId state keyIds } event { action department officerId targetId reason before after }";

function acting(name: string, input: Record<string, unknown>) {
  const isChange = /^(suspend|resume|revoke)Client$/.test(name);
  const type = isChange ? "ChangeClientInput" : `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return { query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${PAYLOAD} } }`, variables: { input } };
}

const suspend = (clientId: string) => acting("suspendClient", { clientId, reason: "moved office" });
const resume = (clientId: string) => acting("resumeClient", { clientId, reason: "moved in" });
const revoke = (clientId: string) => acting("revokeClient", { clientId, reason: "contract ended" });

function newKey(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { kty, crv, x } = publicKey.export({ format: "jwk" });
  return {
    privateJwk: { ...privateKey.export({ format: "jwk" }), kid, alg: "EdDSA" },
    publicJwks: JSON.stringify({ keys: [{ kty, crv, x, kid, alg: "EdDSA" }] }),
  };
}

const registration = (change: Record<string, unknown> = {}) => ({
  clientId: "edu-rolls",
  department: "EDU",
  region: "620000",
  nameZh: "省学籍系统",
  nameEn: "School rolls",
  roles: ["OFFICER"],
  publicJwks: newKey("edu-1").publicJwks,
  ...change,
});

const QUESTION = { query: "{ caller { clientId } }" };

describe("a department's administrator", () => {
  test("suspends its own client, whose living token is refused within a second, and resumes it", async () => {
    expect((await hub().ask("fdaLanzhou", QUESTION)).codes).toEqual([]);
    const suspended = await hub().govern("fda-admin-1", suspend("fda-lanzhou"));
    expect(suspended.data.suspendClient.client.state).toBe("SUSPENDED");
    expect(suspended.data.suspendClient.event).toMatchObject({
      action: "suspendClient",
      department: "FDA",
      officerId: "fda-admin-1",
      targetId: "fda-lanzhou",
      reason: "moved office",
    });
    await vi.waitFor(async () => expect((await hub().ask("fdaLanzhou", QUESTION)).codes).toEqual(["UNAUTHENTICATED"]), {
      timeout: 1_000,
      interval: 20,
    });
    expect((await hub().govern("fda-admin-1", suspend("fda-lanzhou"))).codes).toEqual(["WRONG_STATE"]);
    expect((await hub().govern("fda-admin-1", resume("fda-lanzhou"))).codes).toEqual([]);
    await vi.waitFor(async () => expect((await hub().ask("fdaLanzhou", QUESTION)).codes).toEqual([]), {
      timeout: 1_000,
      interval: 20,
    });
  });

  test("has no way to another department's client", async () => {
    for (const act of [suspend, resume, revoke]) {
      expect((await hub().govern("fda-admin-1", act("hrs-province"))).codes).toEqual(["ROLE_REQUIRED"]);
    }
    const list = await hub().govern("fda-admin-1", { query: "{ clients { department } }" });
    expect(new Set(list.data.clients.map(({ department }: { department: string }) => department))).toEqual(
      new Set(["FDA"]),
    );
  });

  test("registers nothing: the sharing authority does", async () => {
    const reply = await hub().govern("fda-admin-1", acting("registerClient", registration({ department: "FDA" })));
    expect(reply.codes).toEqual(["ROLE_REQUIRED"]);
  });
});

test.each(["fda-approver-1", "gso-approver-1", "gso-auditor-1"])("%s changes no client", async (officer) => {
  for (const act of [suspend, resume, revoke]) {
    expect((await hub().govern(officer, act("fda-chengguan"))).codes).toEqual(["ROLE_REQUIRED"]);
  }
});

test("a client is registered, signs in with its own key, gets new keys, and is revoked for good", async () => {
  const first = newKey("edu-1");
  const registered = await hub().govern(
    "gso-admin-1",
    acting("registerClient", registration({ publicJwks: first.publicJwks })),
  );
  expect(registered.codes).toEqual([]);
  expect(registered.data.registerClient.event.before).toBeNull();
  expect(registered.data.registerClient.event.after).not.toContain('"x"');
  const signIn = (privateJwk: object) =>
    requestToken({ issuerUrl: ISSUER_URL, tokenUrl: `${hub().url}/oauth/token`, clientId: "edu-rolls", privateJwk });
  const { accessToken } = await signIn(first.privateJwk);
  const second = newKey("edu-2");
  const rotated = await hub().govern(
    "gso-admin-1",
    acting("rotateClientKeys", { clientId: "edu-rolls", publicJwks: second.publicJwks }),
  );
  expect(rotated.data.rotateClientKeys.client.keyIds).toEqual(["edu-2"]);
  await expect(signIn(first.privateJwk)).rejects.toThrow();
  await signIn(second.privateJwk);
  await hub().govern("gso-admin-1", revoke("edu-rolls"));
  const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json", "x-purpose": "ANY" };
  await vi.waitFor(
    async () =>
      expect((await post(hub().graphqlUrl, headers, JSON.stringify(QUESTION))).codes).toEqual(["UNAUTHENTICATED"]),
    { timeout: 1_000, interval: 20 },
  );
  expect((await hub().govern("gso-admin-1", resume("edu-rolls"))).codes).toEqual(["WRONG_STATE"]);
});

test.each([
  ["clientId", { clientId: "EDU rolls" }],
  ["clientId", { clientId: "hrs-province" }],
  ["department", { department: "ZZZ" }],
  ["region", { region: "620101" }],
  ["nameZh", { nameZh: "  " }],
  ["nameEn", { nameEn: "call 629901198502281232" }],
  ["publicJwks", { publicJwks: "{}" }],
  ["publicJwks", { publicJwks: JSON.stringify({ keys: [newKey("leaked").privateJwk] }) }],
  ["roles", { roles: ["CITIZEN"] }],
])("a registration with a bad %s is refused by that name, and nothing is kept", async (field, change) => {
  const before = await hub().govern("gso-admin-1", {
    query: "{ clients(first: 200) { clientId } controlEvents { eventNo } }",
  });
  const clientId = (change as { clientId?: string }).clientId ?? "edu-other";
  const reply = await hub().govern("gso-admin-1", acting("registerClient", registration({ ...change, clientId })));
  expect(reply.codes).toEqual(["BAD_USER_INPUT"]);
  expect(reply.errors[0]?.extensions).toMatchObject({ field });
  const after = await hub().govern("gso-admin-1", {
    query: "{ clients(first: 200) { clientId } controlEvents { eventNo } }",
  });
  expect(after.data).toEqual(before.data);
});

test("the record tells who did what, and the chain of hashes has no gap", async () => {
  await hub().govern("gso-admin-1", suspend("nrl-planning"));
  await hub().govern("gso-admin-1", resume("nrl-planning"));
  const query = '{ controlEvents(targetId: "nrl-planning") { eventNo action before after } }';
  const { data } = await hub().govern("gso-auditor-1", { query });
  expect(data.controlEvents.map(({ action }: { action: string }) => action)).toEqual(["resumeClient", "suspendClient"]);
  const [resumed, suspended] = data.controlEvents;
  expect(resumed.before).toBe(suspended.after);
  expect(resumed.eventNo).toBe(suspended.eventNo + 1);
});
