import { dossierQuery } from "@tongshu/scripts/stack";
import { beforeAll, expect, test, vi } from "vitest";
import { post, type Question, type Reply } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { lockTable } from "../support/table-lock.ts";

const MAX_IN_FLIGHT = 4;
const PATIENCE_MS = 5_000;
/** Long enough that nothing here ends because of it. */
const hub = usePlantedHub({
  limits: { maxInFlight: MAX_IN_FLIGHT, registerDeadlineMs: 20_000, requestDeadlineMs: 20_000 },
});

const DOSSIER: Question = { query: dossierQuery(), variables: { code: ada["id_number"] } };
const DEPARTMENTS: Question = { query: "{ departments { code } }" };

let whole: Reply;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  whole = await hub().ask("psd", DOSSIER);
  headers = await hub().headersOf(CALLERS.psd);
});

function ask(question: Question): Promise<Reply> {
  return post(hub().graphqlUrl, headers, JSON.stringify(question));
}

/** Fills the gateway with questions that wait for the locked table. */
async function fill(askOne: () => Promise<unknown>): Promise<Promise<unknown>[]> {
  hub().calls.length = 0;
  const waiting = Array.from({ length: MAX_IN_FLIGHT }, askOne);
  const waitingIds = () => {
    const calls = hub().calls.filter(({ register }) => register === "e-licences");
    return new Set(calls.map(({ call }) => call.capability.requestId));
  };
  await vi.waitFor(() => expect(waitingIds().size).toBe(MAX_IN_FLIGHT), { timeout: PATIENCE_MS });
  return waiting;
}

test("more than the gateway takes is refused at once with a time to come back, and the rest is answered", {
  timeout: 30_000,
}, async () => {
  const lock = await lockTable(hub().stack, "e-licences", "licences");
  const waiting = await fill(() => ask(DOSSIER));
  const refused = await Promise.all(Array.from({ length: 20 }, () => ask(DOSSIER)));
  for (const reply of refused) {
    expect([reply.status, ...reply.codes]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(reply.headers["retry-after"])).toBeGreaterThan(0);
    expect(reply.data).toBeUndefined();
  }
  expect((await fetch(`${hub().url}/healthz`)).status).toBe(200);
  await lock[Symbol.asyncDispose]();
  for (const reply of (await Promise.all(waiting)) as Reply[]) expect(reply.data).toEqual(whole.data);
  const after = await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, () => ask(DOSSIER)));
  for (const reply of after) expect(reply.data).toEqual(whole.data);
});

test("callers who hang up leave their places to others and harm no register", { timeout: 30_000 }, async () => {
  await using _lock = await lockTable(hub().stack, "e-licences", "licences");
  for (let round = 0; round < 5; round++) {
    const gone = new AbortController();
    const { signal } = gone;
    const waiting = await fill(() =>
      fetch(hub().graphqlUrl, { method: "POST", headers, body: JSON.stringify(DOSSIER), signal }).catch(() => null),
    );
    gone.abort();
    await Promise.all(waiting);
    await vi.waitFor(async () => expect((await ask(DEPARTMENTS)).status).toBe(200), { timeout: PATIENCE_MS });
  }
});

test("afterwards the register that was waited for answers as before", async () => {
  const reply = await ask(DOSSIER);
  expect(reply.data).toEqual(whole.data);
  expect(reply.codes).toEqual(whole.codes);
});

test("what was asked for nobody goes no further than the register that was asked", { timeout: 30_000 }, async () => {
  const gone = new AbortController();
  const lock = await lockTable(hub().stack, "population", "persons");
  hub().calls.length = 0;
  const asked = fetch(hub().graphqlUrl, {
    method: "POST",
    headers,
    body: JSON.stringify(DOSSIER),
    signal: gone.signal,
  }).catch(() => null);
  await vi.waitFor(() => expect(hub().calls).toHaveLength(1), { timeout: PATIENCE_MS });
  gone.abort();
  await asked;
  await vi.waitFor(() => expect(hub().calls[0]?.call.signal.aborted).toBe(true), { timeout: PATIENCE_MS });
  await lock[Symbol.asyncDispose]();
  await Promise.allSettled(hub().calls.map(({ answer }) => answer));
  expect((await ask(DEPARTMENTS)).status).toBe(200);
  expect(new Set(hub().calls.map(({ register }) => register))).toEqual(new Set(["population", "legal-entities"]));
});
