import { beforeEach, expect, test } from "vitest";
import { emptyResult, type PlanResult } from "../federation/execute-plan.ts";
import { compileView } from "../policy/access-view.ts";
import type { LookupCount } from "../policy/lookup-count.ts";
import type { Grant } from "../policy/policy-content.ts";
import type { DailyCeiling, DailyCeilings } from "./daily-ceilings.ts";
import { ReadTally } from "./read-tally.ts";

const BEFORE_MIDNIGHT_MS = Date.parse("2026-03-02T23:59:59.999+08:00");

let taken: Map<string, number>;
const ceilings: Pick<DailyCeilings, "take" | "putBack"> = {
  take: (ceiling, amount) => count(ceiling, amount),
  putBack: (ceiling, amount) => void count(ceiling, -amount),
};

function count({ type, day, most }: DailyCeiling, amount: number): Promise<void> | undefined {
  const key = `${type} ${day}`;
  const sum = (taken.get(key) ?? 0) + amount;
  if (sum > most) return Promise.reject(new Error("reached"));
  taken.set(key, sum);
  return undefined;
}

function grant(type: string, maxPerDay: number | null): Grant {
  return {
    grantNo: `G-${type}`,
    department: "HRS",
    purpose: "P",
    type,
    fields: { name: "FULL" },
    isAggregate: false,
    scope: { kind: "ALL" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay,
    maxBatch: null,
    legalBasis: "test",
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2026-12-31T00:00:00Z",
  };
}

const VIEW = compileView(
  "HRS",
  "P",
  [grant("Person", 10), grant("Licence", 5), grant("LegalEntity", null)],
  BEFORE_MIDNIGHT_MS,
);
const LOOKUPS: ReadonlyMap<string, LookupCount> = new Map([
  [
    "Person",
    { fixed: 1, listVariables: ["l"], keys: ["one", "many"], verifiedVariables: ["v"], verifiedKeys: ["checked"] },
  ],
]);

function tally(brought: number, nowMs = BEFORE_MIDNIGHT_MS) {
  return new ReadTally(ceilings as DailyCeilings, VIEW, new Map([["Person", brought]]), nowMs);
}

function result(change: Partial<PlanResult>): PlanResult {
  return { ...emptyResult(), ...change };
}

const people = (ids: string, verb: "READ" | "VERIFIED" = "READ") =>
  [...ids].map((id) => ({ type: "Person" as const, id, verb }));

beforeEach(() => {
  taken = new Map();
});

test("what the caller brings is taken ahead, and the day of Gansu begins a new count", async () => {
  await tally(10).takeBrought();
  await expect(tally(1).takeBrought()).rejects.toThrow("reached");
  await tally(10, BEFORE_MIDNIGHT_MS + 1).takeBrought();
  expect([...taken]).toEqual([
    ["Person 2026-03-02", 10],
    ["Person 2026-03-03", 10],
  ]);
});

test.each<[string, Partial<PlanResult>, number]>([
  ["those that were looked up are not taken twice", { data: { one: {}, many: [{}, {}] }, subjects: people("abc") }, 4],
  ["those reached otherwise are taken on top", { data: { one: {}, many: [{}] }, subjects: people("abcde") }, 7],
  ["unknown numbers do not pay for others", { data: { one: null, many: [null, null] }, subjects: people("abc") }, 7],
  ["one whom two registers name is one", { data: { one: {} }, subjects: [...people("ab"), ...people("ab")] }, 5],
  ["a number brought twice is two", { data: { many: [{}, {}] }, subjects: people("a") }, 4],
  ["those verified came by a number", { data: {}, subjects: people("abc", "VERIFIED") }, 4],
])("%s", async (_what, change, expected) => {
  const reading = tally(4);
  await reading.takeBrought();
  await reading.settle(result(change), LOOKUPS);
  expect(taken.get("Person 2026-03-02")).toBe(expected);
});

test("rows of a type that is nobody's are counted as their register counts them", async () => {
  await tally(0).settle(result({ rowCounts: { Licence: 3, LegalEntity: 9, Person: 7 } }), new Map());
  expect([...taken]).toEqual([["Licence 2026-03-02", 3]]);
});

test("what its source failed is put back, and only when every lookup failed", async () => {
  const lost = (...keys: string[]) => keys.map((key) => ({ path: [key], code: "SOURCE_DOWN" as const }));
  for (const [faults, left] of [
    [lost("one", "many", "checked"), 0],
    [lost("one", "many"), 4],
    [[{ path: ["one", "name"], code: "SOURCE_DOWN" as const }, ...lost("many", "checked")], 8],
    [[{ path: ["one"], code: "BAD_USER_INPUT" as const }, ...lost("many", "checked")], 12],
  ] as const) {
    const reading = new ReadTally(
      ceilings as DailyCeilings,
      compileView("HRS", "P", [grant("Person", 100)], BEFORE_MIDNIGHT_MS),
      new Map([["Person", 4]]),
      BEFORE_MIDNIGHT_MS,
    );
    await reading.takeBrought();
    await reading.settle(result({ faults: [...faults] }), LOOKUPS);
    expect(taken.get("Person 2026-03-02")).toBe(left);
  }
});
