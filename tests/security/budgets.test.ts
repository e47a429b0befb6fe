// Class "too much": a caller spends what it was given, whatever it asks and however it words it.
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import type { Question, Reply } from "../support/ask.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const BURST = 300;
const PER_SECOND = 10;

const hub = usePlantedHub({
  limits: {
    clientPointsPerSecond: PER_SECOND,
    clientBurstPoints: BURST,
    departmentPointsPerSecond: PER_SECOND,
    departmentBurstPoints: BURST + 100,
  },
});

// A still clock: what was spent does not come back while the test goes on.
beforeAll(() => hub().clock.stopAt(Date.now()));

const PLAIN: Question = { query: "{ departments(first: 1) { code } }" };
/** One at the door, one for the call and one for its values; twenty more for a text that is new to the gateway. */
const PLAIN_POINTS = 3;
const NEW_TEXT_POINTS = 20;
const INTROSPECTION_POINTS = 20;

const isAnswered = ({ data }: Reply) => data !== undefined && data !== null;

/** Asks until refused; how often it was answered, and the refusal. */
async function spend(who: CallerName, question: (order: number) => Question = () => PLAIN) {
  for (let answered = 0; answered <= BURST; answered += 1) {
    const reply = await hub().ask(who, question(answered));
    if (!isAnswered(reply)) return { answered, reply };
  }
  throw new Error("never refused");
}

describe("a client that has spent its budget", () => {
  let answered: number;
  let refused: Reply;

  beforeAll(async () => {
    await hub().ask("cad", PLAIN);
    ({ answered, reply: refused } = await spend("hrs"));
  });

  test("was answered as often as its points allowed", () => {
    expect(answered).toBe(BURST / PLAIN_POINTS);
  });

  test("is told when to come back, in the header and in the body", async () => {
    expect(refused.codes).toEqual(["RATE_LIMITED"]);
    expect(refused.errors[0]?.extensions).toMatchObject({
      retryAfterSeconds: 1,
      rule: `${PER_SECOND} points a second`,
    });
    expect(refused.headers["retry-after"]).toBe("1");
    expect(refused.status).toBe(429);
  });

  test("cannot word its way out: by another text, a broken one, another purpose, introspection, or a body that is none", async () => {
    const ways: Question[] = [
      { query: "{ regions: departments(first: 2) { code } }" },
      { query: "{" },
      { query: "{ __schema { queryType { name } } }" },
      { query: "{ caller { clientId } }" },
      { ...PLAIN, headers: { "x-purpose": "PENSION_CHECK" } },
      { query: "" },
    ];
    for (const question of ways) expect((await hub().ask("hrs", question)).codes).toEqual(["RATE_LIMITED"]);
    expect(hub().calls).toEqual([]);
  });

  test("leaves others their own", async () => {
    expect(isAnswered(await hub().ask("cad", PLAIN))).toBe(true);
  });

  test("leaves one record of a second's refusals, not one of each", async () => {
    hub().clock.stopAt(hub().clock.nowMs() + 50);
    const replies = [];
    for (let each = 0; each < 20; each += 1) replies.push(await hub().ask("hrs", PLAIN));
    const records = await Promise.all(replies.map(({ requestId }) => hub().records(requestId)));
    expect(replies.every((reply) => !isAnswered(reply))).toBe(true);
    expect(records.flat().length).toBeLessThanOrEqual(1);
  });

  test("is answered again when the seconds have passed", async () => {
    hub().clock.stopAt(hub().clock.nowMs() + 1_000);
    expect(isAnswered(await hub().ask("hrs", PLAIN))).toBe(true);
  });
});

test("what an answer could hold is paid for, not how short its text is", async () => {
  const wide =
    "{ legalEntities(first: 100) { edges { node { name keyPersons(first: 50) { position entity { name } } } } } }";
  const { answered, reply } = await spend("psd", () => ({ query: wide }));
  expect(answered).toBeLessThan(BURST / PLAIN_POINTS / 3);
  // The door was passed: the executor refused, once it knew the price.
  expect(reply.codes).toEqual(["RATE_LIMITED"]);
  expect(Number(reply.headers["retry-after"])).toBeGreaterThanOrEqual(1);
  expect(hub().calls).toEqual([]);
});

test("numbers are paid for one by one, so trying them all costs what they are", async () => {
  const query = "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { lifeStatus } }";
  const numbers = Array.from({ length: 50 }, (_, index) => citizenIdOf("1970-01-01", index + 1));
  const { answered } = await spend("hrsPension", () => ({ query, variables: { l: numbers } }));
  expect(answered).toBeLessThanOrEqual(BURST / 50);
});

test("new texts cost their parsing and planning, whether they are any good or not", async () => {
  const { answered } = await spend("ltr", (order) => ({ query: `{ a${order}: departments(first: 1) { code } }` }));
  expect(answered).toBe(Math.floor(BURST / (PLAIN_POINTS + NEW_TEXT_POINTS)));
  let broken = 0;
  while ((await hub().ask("nrl", { query: `{ a${broken}` })).codes[0] === "GRAPHQL_PARSE_FAILED") broken += 1;
  expect(broken).toBe(Math.floor(BURST / (1 + NEW_TEXT_POINTS)));
});

test("the schema is paid for as well, though no register is asked", async () => {
  const { answered } = await spend("sta", () => ({ query: "{ __schema { queryType { name } } }" }));
  expect(answered).toBe(Math.floor((BURST - NEW_TEXT_POINTS) / (1 + INTROSPECTION_POINTS)));
});

test("an operation that no full budget could pay is refused for good", async () => {
  await setBudget("CLIENT", CALLERS.hfp.clientId, 1_000, 60);
  const query =
    "{ legalEntities(first: 100) { edges { node { name keyPersons(first: 200) { position entity { name keyPersons { position } } } } } } }";
  const reply = await hub().ask("hfp", { query });
  expect(reply.errors.map(({ extensions }) => [extensions.code, extensions["field"]])).toEqual([
    ["LIMIT_EXCEEDED", "cost"],
  ]);
});

test("clients of one department share its budget", async () => {
  expect((await spend("fda")).answered).toBe(BURST / PLAIN_POINTS);
  const { answered, reply } = await spend("fdaQilihe");
  expect(answered).toBe(Math.floor(100 / PLAIN_POINTS));
  expect(reply.codes).toEqual(["RATE_LIMITED"]);
});

test("a budget of its own reaches the gateway within a second", async () => {
  await setBudget("CLIENT", CALLERS.cmc.clientId, 1, 12);
  expect((await spend("cmc")).answered).toBeLessThanOrEqual(12 / PLAIN_POINTS);
  await setBudget("CLIENT", CALLERS.cmc.clientId, 100_000, 100_000);
  hub().clock.stopAt(hub().clock.nowMs() + 1_000);
  for (let each = 0; each < 20; each += 1) expect(isAnswered(await hub().ask("cmc", PLAIN))).toBe(true);
});

/** As the control plane sets one, and waits as long as the hub promises. */
async function setBudget(kind: string, holder: string, perSecond: number, burst: number): Promise<void> {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  await sql`
    insert into budgets values (${kind}, ${holder}, ${perSecond}, ${burst}, 'test', now())
    on conflict (holder_kind, holder)
    do update set points_per_second = excluded.points_per_second, burst_points = excluded.burst_points`;
  await sql.end();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}
