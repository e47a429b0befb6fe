// Class "leaks on the side": a full run leaves no citizen's number in a log, a span, a metric or any row of the hub database.
import { dossierQuery } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import { CALLERS, type CallerName } from "../support/callers.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { ada, ben, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { recordSpans } from "../support/recorded-spans.ts";

const hub = usePlantedHub();
const spans = recordSpans();

/** Not a part of a longer word, such as a key or a hash in hex, nor of a long fraction. */
const ID_NUMBER = /(?<![\w.+/-])\d{17}[\dXx](?![\w+/-])/g;
const NUMBER = String(ada["id_number"]);
const PERSON =
  "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name idNumber household { members { joinDate } } } }";
const replies: Reply[] = [];

/** Everybody asks well and badly, with numbers wherever somebody might put one. */
async function fullRun(): Promise<void> {
  for (const who of Object.keys(CALLERS) as CallerName[]) {
    for (const row of [ada, duo]) {
      replies.push(await hub().ask(who, { query: dossierQuery(), variables: { code: row["id_number"] } }));
      replies.push(await hub().ask(who, { query: PERSON, variables: { n: row["id_number"] } }));
    }
  }
  const misplaced = [
    { query: `query N${NUMBER} { departments(first: 1) { code } }` },
    { query: `{ person(idNumber: "${NUMBER}") { name } }` },
    { query: "query A { departments(first: 1) { code } }", operationName: NUMBER },
    { query: PERSON, variables: { n: `${NUMBER.slice(0, 17)}?` } },
    { query: "{ myRecord(after: $a) { after } }", variables: { a: NUMBER } },
    { query: PERSON, variables: { n: NUMBER }, headers: { "x-case": NUMBER } },
    { query: PERSON, variables: { n: NUMBER }, headers: { "x-request-id": NUMBER } },
    { query: PERSON, variables: { n: NUMBER }, headers: { "x-purpose": NUMBER } },
  ];
  for (const question of misplaced) replies.push(await hub().ask("hrs", question));
}

async function governedRun(): Promise<void> {
  const correction = (input: Record<string, unknown>) =>
    hub().govern(personIdOf("ada"), {
      query: "mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { event { eventNo } } }",
      variables: { input },
    });
  replies.push(await correction({ coordinate: "Person.name", reason: `应为 ${NUMBER}` }));
  replies.push(await correction({ coordinate: "Person.mobilePhone", reason: "号码有误", proposedValue: NUMBER }));
  replies.push(
    await hub().govern(personIdOf("ben"), {
      query: "mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { event { eventNo } } }",
      variables: { input: { department: "CAD", purpose: "SOCIAL_ASSISTANCE_CHECK", caseNo: String(ben["id_number"]) } },
    }),
  );
}

beforeAll(async () => {
  await fullRun();
  await governedRun();
}, 240_000);

const found = (text: string) => text.match(ID_NUMBER) ?? [];

test("the run reached people, and was refused many times", () => {
  expect(replies.some(({ data }) => data?.person?.idNumber === NUMBER)).toBe(true);
  expect(replies.filter(({ codes }) => codes.length > 0).length).toBeGreaterThan(10);
});

test("no line that was logged holds a number", () => {
  expect(hub().logLines.length).toBeGreaterThan(50);
  expect(found(hub().logLines.join(""))).toEqual([]);
});

test("no span holds a number", () => {
  const finished = spans.finished();
  expect(finished.length).toBeGreaterThan(50);
  expect(found(JSON.stringify(finished))).toEqual([]);
});

test("no metric holds a number", async () => {
  expect(found(await (await fetch(`${hub().url}/metrics`)).text())).toEqual([]);
});

test("no error holds a number", () => {
  expect(found(JSON.stringify(replies.map(({ errors, access }) => [errors, access])))).toEqual([]);
});

test("no row of any table of the hub database holds a number", async () => {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  const tables = await sql<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await sql<{ row: string }[]>`SELECT row_to_json(t)::text AS row FROM ${sql(name)} t`;
      return rows.map(({ row }) => row).join("\n");
    }),
  );
  await sql.end();
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["audit_records", "control_events"]));
  expect(texts.join("\n").length).toBeGreaterThan(50_000);
  expect(found(texts.join("\n"))).toEqual([]);
});
