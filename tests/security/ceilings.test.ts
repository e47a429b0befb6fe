// Class "too much": what a grant lets its department read in one day is counted before it is read, and no way of asking is free.
import type { Register, RegisterCall } from "@tongshu/kit";
import postgres from "postgres";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Question, Reply } from "../support/ask.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada, ben, cai, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const MOST = 12;

let lost: ReadonlySet<string> = new Set();
const hub = usePlantedHub({
  limits: { registerRetryAfterMs: 1, maxPersonsPerOfficerDay: 2 },
  wrap: (register): Register => ({
    name: register.name,
    isReady: () => register.isReady(),
    close: () => register.close(),
    ask: (call: RegisterCall) => (lost.has(register.name) ? Promise.reject(new Error("away")) : register.ask(call)),
  }),
});
let known = 0;

beforeAll(async () => {
  // One day for the whole file.
  hub().clock.stopAt(Date.now());
  const ceilings: Readonly<Record<string, number>> = {
    "SOCIAL_INSURANCE_REGISTRATION Person": MOST,
    "CRIMINAL_INVESTIGATION Person": MOST,
    "FOOD_SUPERVISION Licence": 4,
  };
  await enforcePolicy(hub(), ({ purposes, grants }) => ({
    purposes,
    grants: grants.map((grant) => ({
      ...grant,
      maxPerDay: ceilings[`${grant.purpose} ${grant.type}`] ?? null,
    })),
  }));
});

function unknown(count: number): string[] {
  known += count;
  return Array.from({ length: count }, (_, index) => citizenIdOf("1961-02-03", known - index));
}
const list = (numbers: readonly unknown[]): Question => ({
  query: "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { name } }",
  variables: { l: numbers },
});
const codesOf = async (question: Question, who: "hrs" | "psd" | "fda" = "hrs") =>
  (await hub().ask(who, question)).codes;

async function taken(purpose: string, type = "Person"): Promise<number> {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  const [row] = await sql`select sum(taken)::int as n from daily_reads where purpose = ${purpose} and type = ${type}`;
  await sql.end();
  return row?.["n"] ?? 0;
}

/** Empties the counts: each test begins its day anew. */
async function newDay(): Promise<void> {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  await sql`delete from daily_reads`;
  await sql.end();
}

const HRS = "SOCIAL_INSURANCE_REGISTRATION";
const PSD = "CRIMINAL_INVESTIGATION";

describe("a day's ceiling on people", () => {
  test("counts numbers that nobody has, in lists, aliases and fragments alike, and then refuses before any register is asked", async () => {
    await newDay();
    expect(await codesOf(list(unknown(5)))).toEqual([]);
    const [a, b, c] = unknown(3);
    const aliases = {
      query: `query ($a: CitizenIdNumber!, $b: CitizenIdNumber!, $c: [CitizenIdNumber!]!, $d: ServiceObjectCode!) {
        x: person(idNumber: $a) { name } ...F persons(idNumbers: $c) { name }
        serviceObject(code: $d) { ... on Person { name } }
      } fragment F on Query { y: person(idNumber: $b) { name } }`,
      variables: { a, b, c: [c, ada["id_number"]], d: ben["id_number"] },
    };
    expect(await codesOf(aliases)).toEqual([]);
    expect(await taken(HRS)).toBe(10);
    const refused = await hub().ask("hrs", list(unknown(3)));
    expect([refused.codes, refused.data ?? null, hub().calls]).toEqual([["RATE_LIMITED"], null, []]);
    expect(refused.errors[0]?.extensions).toMatchObject({ field: "Person", rule: `at most ${MOST} a day` });
    expect(refused.headers["retry-after"]).toBe(String(refused.errors[0]?.extensions["retryAfterSeconds"]));
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(86_400);
    expect(await codesOf(list(unknown(2)))).toEqual([]);
    expect(await codesOf(list([ada["id_number"]]))).toEqual(["RATE_LIMITED"]);
  });

  test("takes nothing for what is refused for another reason", async () => {
    await newDay();
    const [a] = unknown(1);
    expect(await codesOf({ query: "{ departments(first: 1) { code } }" })).toEqual([]);
    expect(await codesOf({ ...list([a]), headers: { "x-purpose": "NO_SUCH" } })).toEqual(["PURPOSE_UNKNOWN"]);
    expect((await codesOf(list(["1"]))).every((code) => code !== "RATE_LIMITED")).toBe(true);
    const denied = "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { maritalStatus name } }";
    expect(await codesOf({ query: denied, variables: { l: [a] }, headers: { "x-access-mode": "strict" } })).toContain(
      "FIELD_FORBIDDEN",
    );
    expect(await codesOf(list(unknown(101)))).toEqual(["LIMIT_EXCEEDED"]);
    expect(await taken(HRS)).toBe(0);
  });

  test("counts people reached from an organisation, each once, and keeps back an answer that holds too many", async () => {
    await newDay();
    const relations: Question = {
      query: `query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) {
        name legalRep { personId name licences(first: 5) { certNo } } keyPersons { person { personId name events(first: 1) { eventNo } } } } }`,
      variables: { n: alpha["uscc"] },
    };
    const first = await hub().ask("psd", relations);
    const people = new Set(
      [first.data.legalEntity.legalRep, ...first.data.legalEntity.keyPersons.map((post: Json) => post["person"])]
        .filter(Boolean)
        .map(({ personId }) => personId),
    );
    expect(people.size).toBeGreaterThan(0);
    expect(await taken(PSD)).toBe(people.size);
    let answered = 1;
    let reply: Reply = await hub().ask("psd", relations);
    for (; reply.data; reply = await hub().ask("psd", relations)) answered += 1;
    expect(answered).toBe(Math.floor(MOST / people.size));
    expect([reply.codes, reply.text.includes(String(alpha["name"]))]).toEqual([["RATE_LIMITED"], false]);
    const [record] = await hub().records(reply.requestId);
    expect([record?.outcome, record?.subjects.length]).toEqual(["RATE_LIMITED", first && (await subjectsOf(first))]);
  });

  test("is not lightened by bringing unknown numbers beside people reached otherwise", async () => {
    await newDay();
    const question: Question = {
      query: `query ($n: UnifiedSocialCreditCode!, $p: CitizenIdNumber!) {
        person(idNumber: $p) { name } legalEntity(uscc: $n) { keyPersons { person { personId } } } }`,
      variables: { n: alpha["uscc"], p: unknown(1)[0] },
    };
    const reply = await hub().ask("psd", question);
    const people = new Set(
      reply.data.legalEntity.keyPersons.map((post: Json) => (post["person"] as Json)?.["personId"]),
    );
    people.delete(undefined);
    expect(await taken(PSD)).toBe(1 + people.size);
  });
});

type Json = Readonly<Record<string, unknown>>;

async function subjectsOf(reply: Reply): Promise<number> {
  const [record] = await hub().records(reply.requestId);
  return record?.subjects.length ?? -1;
}

test("a ceiling on another type counts its rows", async () => {
  await newDay();
  const question: Question = {
    query: "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { licences(first: 10) { licenceId } } }",
    variables: { n: alpha["uscc"] },
  };
  const first = await hub().ask("fda", question);
  const rows = first.data.legalEntity.licences.length;
  expect(rows).toBeGreaterThan(0);
  expect(await taken("FOOD_SUPERVISION", "Licence")).toBe(rows);
  let answered = 1;
  while ((await codesOf(question, "fda")).length === 0) answered += 1;
  expect(answered).toBe(Math.floor(4 / rows));
});

describe("when a register fails", () => {
  test("the numbers it was asked for are given back, so that trying again costs nothing twice", async () => {
    await newDay();
    lost = new Set(["population"]);
    for (let each = 0; each < 4; each += 1) expect(await codesOf(list(unknown(MOST)))).toEqual(["SOURCE_DOWN"]);
    lost = new Set();
    await vi.waitFor(async () => expect(await codesOf(list([ada["id_number"], ben["id_number"]]))).toEqual([]));
    expect(await codesOf(list(unknown(MOST - 1)))).toEqual(["RATE_LIMITED"]);
    // What the gateway got back it holds a moment longer, and returns when nobody needs it here.
    hub().clock.stopAt(hub().clock.nowMs() + 1_001);
    await vi.waitFor(async () => expect(await taken(HRS)).toBe(2), { timeout: 5_000 });
  });

  test("nothing is given back for a failure of another part of the answer", async () => {
    await newDay();
    lost = new Set(["e-licences"]);
    const query = "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { name } licenceTypes { typeCode } }";
    await hub().ask("hrs", { query, variables: { l: [ada["id_number"], cai["id_number"], ...unknown(2)] } });
    lost = new Set();
    expect(await taken(HRS)).toBe(4);
  });
});

describe("an officer who reads many persons in one day", () => {
  const alarms = async () => {
    const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
    const rows = await sql`select department, officer_id, details from volume_alarms`;
    await sql.end();
    return rows.map((row) => ({ ...row }));
  };

  test("raises one alarm, in the log and for the control plane, and is not stopped", { timeout: 30_000 }, async () => {
    await newDay();
    const people = [ada, ben, duo].map((row) => row["id_number"]);
    for (const number of [ada, ben, ada].map((row) => row["id_number"])) await hub().ask("hrsLanzhou", list([number]));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await alarms()).toEqual([]);
    const whole: Question = {
      query: `query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { keyPersons { person { personId } } } }`,
      variables: { n: alpha["uscc"] },
    };
    for (const number of people) await hub().ask("psd", list([number]));
    await hub().ask("psd", whole);
    await hub().ask("psd", list([cai["id_number"]]));
    await vi.waitFor(async () => expect(await alarms()).toHaveLength(1), { timeout: 5_000 });
    const [alarm] = await alarms();
    expect(alarm).toMatchObject({ department: "PSD", officer_id: "psd-investigator-1" });
    expect(hub().logLines.filter((line) => line.includes("unusually many persons"))).toHaveLength(1);
    expect(await codesOf(list([ada["id_number"]]), "psd")).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await alarms()).toHaveLength(1);
  });
});
