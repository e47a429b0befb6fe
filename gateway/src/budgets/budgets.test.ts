import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { SettableClock } from "../../../tests/support/settable-clock.ts";
import type { Caller } from "../identity/caller.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { type ImpatientConnection, openImpatientConnection } from "../store/impatient-connection.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import { Budgets } from "./budgets.ts";

const NOON_MS = Date.parse("2026-03-02T04:00:00Z");
const clock = new SettableClock();
let database: TestDatabase;
let hub: HubDatabase;
let connections: ImpatientConnection[];
let order = 0;
let caller: Caller;

beforeAll(async () => {
  database = await cloneDatabase();
  const { username } = new URL(database.url);
  await migrateHub({ ownerUrl: database.url, runtimeRole: username });
  hub = openHubDatabase({ url: database.url });
  connections = [1, 2].map(() => openImpatientConnection(hub, 1_500));
});

beforeEach(() => {
  clock.stopAt(NOON_MS);
  order += 1;
  caller = { clientId: `client-${order}`, department: `D${order}`, region: "620000", roles: [] };
});

afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await hub.close();
  await database.drop();
});

/** Two gateways on one database. */
function openTwo(client = { pointsPerSecond: 10, burstPoints: 100 }) {
  const defaults = { CLIENT: client, DEPARTMENT: { pointsPerSecond: 20, burstPoints: 150 } };
  return connections.map((connection) => new Budgets({ connection, clock, defaults })) as [Budgets, Budgets];
}

/** The outcome of each charge: OK, or the code. */
async function chargeAll(charges: readonly (() => Promise<void> | undefined)[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const outcomes = await Promise.all(
    charges.map(async (charge) => {
      try {
        await charge();
        return "OK";
      } catch (error) {
        return (error as { code: string }).code;
      }
    }),
  );
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const refusalOf = async (charge: Promise<void> | undefined) => {
  const error = await Promise.resolve(charge).then(
    () => null,
    (thrown: { code: string; extensions: Record<string, unknown> }) => thrown,
  );
  return error && [error.code, error.extensions["retryAfterSeconds"]];
};

test("two gateways together give out the burst and not a point more", async () => {
  const [a, b] = openTwo();
  const charges = Array.from({ length: 60 }, (_, index) => () => (index % 2 ? a : b).charge(caller, 3));
  expect(await chargeAll(charges)).toEqual({ OK: 33, RATE_LIMITED: 27 });
});

test("what is refused says how long to wait, and after that it fits on either gateway", async () => {
  const [a, b] = openTwo();
  await a.charge(caller, 95);
  expect(await refusalOf(b.charge(caller, 25))).toEqual(["RATE_LIMITED", 2]);
  clock.stopAt(NOON_MS + 1_900);
  expect(await refusalOf(b.charge(caller, 25))).toEqual(["RATE_LIMITED", 1]);
  clock.stopAt(NOON_MS + 2_000);
  expect(await refusalOf(a.charge(caller, 25))).toBeNull();
  expect(await refusalOf(b.charge(caller, 1))).toEqual(["RATE_LIMITED", 1]);
});

test("a department's clients share its budget, and a refused one gets its own points back", async () => {
  const [a] = openTwo();
  const second = { ...caller, clientId: `${caller.clientId}-b` };
  await a.charge(caller, 100);
  expect(await refusalOf(a.charge(second, 60))).toEqual(["RATE_LIMITED", 1]);
  expect(await refusalOf(a.charge(second, 50))).toBeNull();
  const elsewhere = { ...second, department: `${caller.department}X` };
  expect(await refusalOf(a.charge(elsewhere, 50))).toBeNull();
  expect(await refusalOf(a.charge(elsewhere, 1))).toEqual(["RATE_LIMITED", 1]);
});

test("a budget fills up to its burst and no further, however long nobody asks", async () => {
  const [a, b] = openTwo();
  await a.charge(caller, 100);
  clock.stopAt(NOON_MS + 86_400_000);
  expect(await chargeAll(Array.from({ length: 11 }, () => () => b.charge(caller, 10)))).toEqual({
    OK: 10,
    RATE_LIMITED: 1,
  });
});

test("what no full budget could pay is refused for good", async () => {
  const [a] = openTwo();
  expect(await refusalOf(a.charge(caller, 101))).toEqual(["LIMIT_EXCEEDED", undefined]);
});

/** A gateway of which a test knows how often it asked the store, and when the store has answered all. */
function openWatched() {
  const [connection] = connections as [ImpatientConnection];
  const asked: Promise<unknown>[] = [];
  const watched: ImpatientConnection = {
    close: () => connection.close(),
    run(work) {
      const answer = connection.run(work);
      asked.push(answer);
      return answer;
    },
  };
  const roomy = { pointsPerSecond: 1e6, burstPoints: 1e6 };
  const defaults = { CLIENT: { pointsPerSecond: 10, burstPoints: 100 }, DEPARTMENT: roomy };
  return { asked, budgets: new Budgets({ connection: watched, clock, defaults }) };
}

test("a flood of refused requests asks nothing of the store", async () => {
  const { asked, budgets } = openWatched();
  await budgets.charge(caller, 100);
  await refusalOf(budgets.charge(caller, 5));
  const before = asked.length;
  for (let each = 0; each < 1_000; each += 1) await refusalOf(budgets.charge(caller, 5));
  expect(asked).toHaveLength(before);
});

test("a steady caller does not wait for the store", async () => {
  const { asked, budgets } = openWatched();
  await setBudget("CLIENT", caller.clientId, 1e6, 1e6);
  await budgets.refresh(hub.db);
  for (let each = 0; each < 10; each += 1) await budgets.charge(caller, 10);
  clock.stopAt(NOON_MS + 1_000);
  await budgets.charge(caller, 10);
  let waits = 0;
  for (let each = 0; each < 90; each += 1) {
    clock.stopAt(NOON_MS + 1_000 + each * 110);
    const waiting = budgets.charge(caller, 10);
    if (waiting) waits += 1;
    await waiting;
    await Promise.all(asked);
  }
  expect(waits).toBe(0);
});

async function setBudget(kind: string, holder: string, perSecond: number, burst: number): Promise<void> {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql`insert into budgets values (${kind}, ${holder}, ${perSecond}, ${burst}, 'test', now())
    on conflict (holder_kind, holder) do update set points_per_second = excluded.points_per_second, burst_points = excluded.burst_points`;
  await sql.end();
}

test("a budget of one's own holds once it was read", async () => {
  const [a, b] = openTwo();
  await setBudget("CLIENT", caller.clientId, 1, 5);
  await a.charge(caller, 50);
  await Promise.all([a.refresh(hub.db), b.refresh(hub.db)]);
  expect(await refusalOf(a.charge(caller, 6))).toEqual(["LIMIT_EXCEEDED", undefined]);
  expect(await refusalOf(b.charge(caller, 5))).toBeNull();
  expect(await refusalOf(b.charge(caller, 5))).toEqual(["RATE_LIMITED", 5]);
  await setBudget("CLIENT", caller.clientId, 100, 100);
  await b.refresh(hub.db);
  clock.stopAt(NOON_MS + 1_000);
  expect(await refusalOf(b.charge(caller, 100))).toBeNull();
});

describe("the clocks of gateways", () => {
  test("one that runs behind fills nothing twice", async () => {
    const [a, b] = openTwo();
    clock.stopAt(NOON_MS + 5_000);
    await a.charge(caller, 100);
    clock.stopAt(NOON_MS);
    expect(await refusalOf(b.charge(caller, 1))).toEqual(["RATE_LIMITED", 1]);
    clock.stopAt(NOON_MS + 5_000);
    // Not the first gateway: it remembers that nothing was left, and would not ask.
    expect(await refusalOf(b.charge(caller, 1))).toEqual(["RATE_LIMITED", 1]);
  });

  test("one that was set back a day goes on filling from there", async () => {
    const [a] = openTwo();
    clock.stopAt(NOON_MS + 86_400_000);
    await a.charge(caller, 100);
    clock.stopAt(NOON_MS);
    expect(await refusalOf(a.charge(caller, 10))).toEqual(["RATE_LIMITED", 1]);
    clock.stopAt(NOON_MS + 1_000);
    expect(await refusalOf(a.charge(caller, 10))).toBeNull();
  });
});

test("without the store nobody spends", async () => {
  const defaults = {
    CLIENT: { pointsPerSecond: 1, burstPoints: 1 },
    DEPARTMENT: { pointsPerSecond: 1, burstPoints: 1 },
  };
  const connection = { run: () => Promise.reject(new Error("away")), close: async () => {} };
  const budgets = new Budgets({ connection, clock, defaults });
  expect(await refusalOf(budgets.charge(caller, 1))).toEqual(["AUDIT_UNAVAILABLE", undefined]);
});
