import { dossierQuery } from "@tongshu/scripts/stack";
import { beforeAll, expect, test, vi } from "vitest";
import type { Reply } from "../support/ask.ts";
import { recordedRequestIds } from "../support/audit-records.ts";
import { type Cable, layCableTo } from "../support/cable.ts";
import { doorOf } from "../support/database-door.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { startSteadyLoad } from "../support/steady-load.ts";

const QUESTION = { query: dossierQuery(), variables: { code: ada["id_number"] } };
/** A refusal comes long before a caller's own patience ends; the machine may be busy. */
const PATIENCE_MS = 6_000;
/** After this the gateway no longer believes what it knows of its clients either. */
const LONG_MS = 6_000;

let cable: Cable;
let whole: Reply;
const hub = usePlantedHub({
  async detour(direct, owning) {
    const { stack, ...laid } = await layCableTo(direct, "hub");
    cable = laid.cable;
    owning.defer(() => cable.close());
    return stack;
  },
});

beforeAll(async () => {
  whole = await hub().ask("psd", QUESTION);
});

async function statusOf(path: string): Promise<number> {
  const response = await fetch(`${hub().url}${path}`);
  await response.arrayBuffer();
  return response.status;
}

function expectRefusal(reply: Reply): void {
  expect(reply.codes).toEqual(["AUDIT_UNAVAILABLE"]);
  expect(reply.status).toBe(503);
  expect(reply.data).toBeUndefined();
  expect(reply.text).not.toMatch(/[安蔡白]|甲有限公司|postgres|127\.0\.0\.1|CONNECT|at \/|tongshu_/);
}

async function expectRefusalInTime(): Promise<void> {
  const startedAt = performance.now();
  expectRefusal(await hub().ask("psd", QUESTION));
  expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
}

async function untilWhole(): Promise<void> {
  await vi.waitFor(async () => expect((await hub().ask("psd", QUESTION)).data).toEqual(whole.data), {
    timeout: 10_000,
  });
}

const pause = (forMs: number) => new Promise((done) => setTimeout(done, forMs));

test("without the hub database every query is refused, however long, and nothing of an answer leaves", {
  timeout: 40_000,
}, async () => {
  expect(await statusOf("/readyz")).toBe(200);
  await doorOf(hub().stack, "hub").shut();
  await expectRefusalInTime();
  expect(await statusOf("/readyz")).toBe(503);
  expect(await statusOf("/healthz")).toBe(200);
  const token = hub().freshToken({ clientId: "psd-investigation" });
  await expect(token).rejects.not.toThrow(/postgres|ECONN|tongshu_/);
  await pause(LONG_MS);
  await expectRefusalInTime();
  await doorOf(hub().stack, "hub").open();
  await untilWhole();
  await vi.waitFor(async () => expect(await statusOf("/readyz")).toBe(200), { timeout: 5_000 });
  await hub().freshToken({ clientId: "psd-investigation" });
});

test("a hub database that fell silent is the same, and is found again by a new connection", {
  timeout: 40_000,
}, async () => {
  await untilWhole();
  cable.freeze();
  await expectRefusalInTime();
  await untilWhole();
  await vi.waitFor(async () => expect(await statusOf("/readyz")).toBe(200), { timeout: 10_000 });
});

test("lost and found in the middle of requests, each answer has its record and each other request a refusal", {
  timeout: 40_000,
}, async () => {
  const load = startSteadyLoad(8, () => hub().ask("psd", QUESTION));
  await load.more(20);
  await doorOf(hub().stack, "hub").cutConnections();
  await load.more(20);
  await doorOf(hub().stack, "hub").shut();
  await load.more(30);
  await doorOf(hub().stack, "hub").open();
  await untilWhole();
  await load.more(20);
  await load.stop();
  expect(load.failures).toEqual([]);
  const answered = load.replies.filter(({ data }) => data !== undefined);
  for (const reply of load.replies) {
    if (reply.data === undefined) expectRefusal(reply);
    else expect(reply.data).toEqual(whole.data);
  }
  const recorded = await recordedRequestIds(hub().stack.urlOf("hub", "owner"));
  expect(answered.filter(({ requestId }) => !recorded.has(requestId))).toEqual([]);
  expect(answered.length).toBeGreaterThan(20);
  expect(answered.length).toBeLessThan(load.replies.length);
});
