import type { RunningGateway } from "@tongshu/gateway";
import postgres from "postgres";
import { beforeAll, expect, test, vi } from "vitest";
import { post, type Question, type Reply } from "../support/ask.ts";
import { type Cable, layCableTo } from "../support/cable.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { doorOf } from "../support/database-door.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const BURST = 120;
const MOST = 30;
const PLAIN: Question = { query: "{ departments(first: 1) { code } }" };
const PLAIN_POINTS = 3;
const PATIENCE_MS = 6_000;

let cable: Cable;
let gateways: RunningGateway[];
const hub = usePlantedHub({
  limits: {
    clientPointsPerSecond: 0.001,
    clientBurstPoints: BURST,
    departmentPointsPerSecond: 1_000,
    departmentBurstPoints: 10_000,
  },
  async detour(direct, owning) {
    const { stack, ...laid } = await layCableTo(direct, "hub");
    cable = laid.cable;
    owning.defer(() => cable.close());
    return stack;
  },
});

beforeAll(async () => {
  // One day, and one instant, for the whole file.
  hub().clock.stopAt(Date.now());
  await enforcePolicy(hub(), ({ purposes, grants }) => ({
    purposes,
    grants: grants.map((grant) => ({
      ...grant,
      maxPerDay: grant.type === "Person" && grant.purpose === CALLERS.nrl.purpose ? MOST : null,
    })),
  }));
  gateways = [await hub().startGateway(), await hub().startGateway()];
  // Each gateway has read the text before anybody is counted, and everybody has a token.
  for (const gateway of gateways) await askAt(gateway, "hfp", PLAIN);
  await hub().headersOf(CALLERS.ltr);
});

async function askAt(gateway: RunningGateway | undefined, who: CallerName, question: Question): Promise<Reply> {
  return post(`${gateway?.url}/graphql`, await hub().headersOf(CALLERS[who]), JSON.stringify(question));
}

const isAnswered = ({ data }: Reply) => data !== undefined && data !== null;

let known = 0;
function numbers(count: number): Question {
  known += count;
  const l = Array.from({ length: count }, (_, index) => citizenIdOf("1962-03-04", known - index));
  return { query: "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { personId } }", variables: { l } };
}

async function onOwner<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  return run(sql).finally(() => sql.end());
}

const readToday = () =>
  onOwner(async (sql) => {
    const [row] = await sql`select sum(taken)::int as n from daily_reads`;
    return (row?.["n"] as number | null) ?? 0;
  });

test("two gateways share one budget: asked at once and in turn, they answer what one would have", async () => {
  const replies = await Promise.all(Array.from({ length: 80 }, (_, index) => askAt(gateways[index % 2], "ltr", PLAIN)));
  const answered = replies.filter(isAnswered).length;
  // Many pay at the door at once and find nothing left within: fewer are answered then, and never more.
  expect(answered).toBeLessThanOrEqual(BURST / PLAIN_POINTS);
  expect(answered).toBeGreaterThan(0);
  const refused = replies.filter((reply) => !isAnswered(reply));
  expect(new Set(refused.flatMap(({ codes }) => codes))).toEqual(new Set(["RATE_LIMITED"]));
  for (const gateway of gateways) expect((await askAt(gateway, "ltr", PLAIN)).codes).toEqual(["RATE_LIMITED"]);
});

test("two gateways share one ceiling to the last person, and one that starts later knows of it", {
  timeout: 40_000,
}, async () => {
  await onOwner(
    (sql) => sql`insert into budgets values ('CLIENT', ${CALLERS.nrl.clientId}, 1000, 100000, 'test', now())`,
  );
  await vi.waitFor(async () => expect(isAnswered(await askAt(gateways[0], "nrl", numbers(1)))).toBe(true), {
    timeout: 3_000,
  });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const before = await readToday();
  const replies = await Promise.all(
    Array.from({ length: 2 * MOST }, (_, index) => askAt(gateways[index % 2], "nrl", numbers(1))),
  );
  expect(replies.filter(isAnswered)).toHaveLength(MOST - before);
  expect(await readToday()).toBe(MOST);
  const third = await hub().startGateway();
  const late = await askAt(third, "nrl", numbers(1));
  expect([late.codes, Number(late.headers["retry-after"]) > 0]).toEqual([["RATE_LIMITED"], true]);
  await third.stop();
});

test("without the hub database nobody spends, nobody reads, and nothing is asked of a register", {
  timeout: 40_000,
}, async () => {
  await onOwner((sql) => sql`update daily_reads set taken = 0`);
  await doorOf(hub().stack, "hub").shut();
  hub().calls.length = 0;
  for (const [who, question] of [
    ["hfp", PLAIN],
    ["nrl", numbers(1)],
  ] as const) {
    const reply = await askAt(gateways[0], who, question);
    expect([reply.codes, reply.status, reply.data]).toEqual([["AUDIT_UNAVAILABLE"], 503, undefined]);
  }
  expect(hub().calls).toEqual([]);
  await doorOf(hub().stack, "hub").open();
  await vi.waitFor(async () => expect(isAnswered(await askAt(gateways[0], "hfp", PLAIN))).toBe(true), {
    timeout: 15_000,
    interval: 200,
  });
});

test("a store that fell silent refuses in time, and is found again", { timeout: 40_000 }, async () => {
  await vi.waitFor(async () => expect(isAnswered(await askAt(gateways[1], "nrl", numbers(1)))).toBe(true), {
    timeout: 15_000,
  });
  cable.freeze();
  const startedAt = performance.now();
  const reply = await askAt(gateways[1], "nrl", numbers(1));
  expect(reply.codes).toEqual(["AUDIT_UNAVAILABLE"]);
  expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
  await vi.waitFor(async () => expect(isAnswered(await askAt(gateways[1], "nrl", numbers(1)))).toBe(true), {
    timeout: 15_000,
    interval: 200,
  });
});

test("counts that somebody holds locked make the caller wait no longer than the limit, and count nothing", {
  timeout: 40_000,
}, async () => {
  const before = await readToday();
  await onOwner((sql) =>
    sql.begin(async (tx) => {
      await tx`lock table daily_reads in access exclusive mode`;
      const startedAt = performance.now();
      expect((await askAt(gateways[0], "nrl", numbers(1))).codes).toEqual(["AUDIT_UNAVAILABLE"]);
      expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
    }),
  );
  await vi.waitFor(async () => expect(isAnswered(await askAt(gateways[0], "nrl", numbers(1)))).toBe(true), {
    timeout: 15_000,
  });
  // What was given up may have been counted: the ceiling is reached early rather than late.
  expect(await readToday()).toBeGreaterThanOrEqual(before + 1);
});

test("a gateway that stops gives back what it held", { timeout: 40_000 }, async () => {
  const before = await readToday();
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  expect(await readToday()).toBeLessThanOrEqual(before);
});
