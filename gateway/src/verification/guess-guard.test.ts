import { createLogger } from "@tongshu/kit";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { SettableClock } from "../../../tests/support/settable-clock.ts";
import type { RequestScope } from "../request-scope.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import { createGuessGuard, type Guess, type GuessGuard } from "./guess-guard.ts";

const log = createLogger({ name: "test", level: "silent" });
const clock = new SettableClock();
let database: TestDatabase;
let hub: HubDatabase;
let admin: Sql;
let guards: GuessGuard[];

beforeAll(async () => {
  database = await cloneDatabase();
  await migrateHub({ ownerUrl: database.url, runtimeRole: new URL(database.url).username });
  admin = postgres(database.url, { max: 1, onnotice: () => {} });
  hub = openHubDatabase({ url: database.url });
  guards = Array.from({ length: 4 }, () => createGuessGuard({ database: hub, clock, log }));
});

beforeEach(async () => {
  clock.reset();
  await admin`TRUNCATE verification_guesses, guess_alerts`;
});

afterAll(async () => {
  await Promise.all(guards.map((guard) => guard.close()));
  await admin.end();
  await hub.close();
  await database.drop();
});

const scope = {
  requestId: "request-1",
  caller: { clientId: "hrs-province", department: "HRS", region: "620000", roles: [] },
  purposeCode: "PENSION_CHECK",
} as unknown as RequestScope;

function guessOf(value: string, subject = "subject"): Guess {
  return { subject, field: "Person.name", value };
}

/** The values refused, after what was admitted turned out wrong or, for `right`, right. */
async function tried(values: readonly string[], right?: string, guard = 0): Promise<string[]> {
  const guesses = values.map((value) => guessOf(value));
  const reservation = await (guards[guard] as GuessGuard).reserve(scope, guesses);
  const admitted = guesses.filter((guess) => !reservation.refused.has(guess));
  const harmless = new Set(admitted.filter(({ value }) => value === right));
  await (guards[guard] as GuessGuard).settle(scope, reservation, harmless);
  return guesses.filter((guess) => reservation.refused.has(guess)).map(({ value }) => value);
}

const DAY_MS = 24 * 3_600_000;
const FIVE = ["a", "b", "c", "d", "e"];

describe("the guess guard", () => {
  test("admits five different values and refuses every one after them", async () => {
    for (const value of FIVE) expect(await tried([value])).toEqual([]);
    expect(await tried(["f", "a"])).toEqual(["f", "a"]);
  });

  test("admits the first of too many in one request", async () => {
    expect(await tried(["a", "b", "c"])).toEqual([]);
    expect(await tried(["d", "e", "f", "g"])).toEqual(["f", "g"]);
  });

  test("takes back what was right, and leaves no row of it", async () => {
    expect(await tried(["right"], "right")).toEqual([]);
    expect(await admin`SELECT * FROM verification_guesses`).toEqual([]);
    expect(await tried(["a", "right", "b"], "right")).toEqual([]);
    const [row] = await admin`SELECT guesses FROM verification_guesses`;
    expect(Object.keys(row?.["guesses"])).toEqual(["a", "b"]);
  });

  test("keeps what was never settled, as after a crash", async () => {
    for (const value of FIVE) await guards[0]?.reserve(scope, [guessOf(value)]);
    expect(await tried(["right"], "right", 1)).toEqual(["right"]);
  });

  test("lets each guess go a day after it was made, to the millisecond", async () => {
    const startedAtMs = Date.parse("2026-03-02T09:00:00+08:00");
    for (const [index, value] of FIVE.entries()) {
      clock.stopAt(startedAtMs + index * 1_000);
      await tried([value]);
    }
    clock.stopAt(startedAtMs + DAY_MS - 1);
    expect(await tried(["f"])).toEqual(["f"]);
    clock.stopAt(startedAtMs + DAY_MS);
    expect(await tried(["f"])).toEqual([]);
    expect(await tried(["g"])).toEqual(["g"]);
    clock.stopAt(startedAtMs + DAY_MS + 1_000);
    expect(await tried(["b"])).toEqual([]);
  });

  test("is not made to forget by trying again", async () => {
    for (let round = 0; round < 3; round += 1) await tried(FIVE.slice(0, 4));
    expect(await tried(["e"])).toEqual([]);
    expect(await tried(["a"])).toEqual(["a"]);
  });

  test("admits five of many gateways' guesses at the same moment", async () => {
    const all = Array.from({ length: 40 }, (_, index) => `value-${index}`);
    const refused = await Promise.all(all.map((value, index) => tried([value], undefined, index % guards.length)));
    expect(refused.flat()).toHaveLength(35);
  });

  test("serves crossing batches of many subjects without a deadlock", async () => {
    const subjects = Array.from({ length: 300 }, (_, index) => `subject-${index}`);
    const batch = (value: string, order: readonly string[]) => order.map((subject) => guessOf(value, subject));
    const rounds = guards.flatMap((guard, index) =>
      [subjects, subjects.toReversed()].map(async (order) => {
        const guesses = batch("right", order);
        const reservation = await guard.reserve(scope, guesses);
        await guard.settle(scope, reservation, new Set(guesses));
        await guard.reserve(scope, batch(`wrong-${index}`, order));
      }),
    );
    await Promise.all(rounds);
    const rows = await admin`SELECT guesses FROM verification_guesses`;
    expect(rows).toHaveLength(300);
    expect(rows.every((row) => Object.keys(row["guesses"]).length === 4)).toBe(true);
  });

  test("raises one alert a day for a subject's field, from the fifth wrong guess", async () => {
    await tried(FIVE.slice(0, 4));
    expect(await admin`SELECT * FROM guess_alerts`).toEqual([]);
    await tried(["e"]);
    await tried(["f", "g"]);
    const alerts = await admin`SELECT department, field, client_id, refused_count FROM guess_alerts`;
    const origin = { department: "HRS", field: "Person.name", client_id: "hrs-province" };
    expect(alerts).toEqual([{ ...origin, refused_count: 2 }]);
  });

  test("raises none where the fifth value was right", async () => {
    await tried(FIVE.slice(0, 4));
    await tried(["right"], "right");
    expect(await admin`SELECT * FROM guess_alerts`).toEqual([]);
  });

  test("removes what counts no longer", async () => {
    await tried(FIVE);
    clock.advance(DAY_MS + 3_600_000);
    await guards[0]?.reserve(scope, [guessOf("a", "other")]);
    expect(await admin`SELECT subject FROM verification_guesses`).toEqual([{ subject: "other" }]);
  });

  test("refuses the request when the store is away", async () => {
    await using stack = new AsyncDisposableStack();
    const gone = openHubDatabase({ url: database.url.replace(/\/[^/]*$/, "/nowhere") });
    stack.defer(() => gone.close());
    const guard = createGuessGuard({ database: gone, clock, log });
    stack.defer(() => guard.close());
    await expect(guard.reserve(scope, [guessOf("a")])).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  });
});
