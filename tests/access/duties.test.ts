// What the law asks of whoever shares people's data, duty by duty, shown through the hub's own doors.
import { afterEach, describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import { CALLERS, type Caller, type CallerName } from "../support/callers.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { alpha, delta, gamma } from "../support/planted/organisations.ts";
import { ada, duo, PEOPLE } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";
import { recordSpans } from "../support/recorded-spans.ts";

const hub = usePlantedHub();
const spans = recordSpans();

afterEach(() => hub().clock.reset());

const PERSON =
  "query Person($n: CitizenIdNumber!) { person(idNumber: $n) { name sex hukouAddress mobilePhone lifeStatus } }";
const UNKNOWN = { id_number: citizenIdOf("1961-07-07", 3) };

const ask = (who: CallerName | Caller, row: { readonly [column: string]: unknown }, query = PERSON) =>
  hub().ask(who, { query, variables: { n: row["id_number"] } });

const recordOf = async ({ requestId }: Reply) => (await hub().records(requestId))[0];

test("1. Nobody asks without a purpose: the request is refused, no register is read, and the refusal is on record", async () => {
  const { purpose: _, ...silent } = CALLERS.hrs;
  const reply = await ask(silent, ada);
  expect([reply.codes, hub().calls]).toEqual([["PURPOSE_REQUIRED"], []]);
  expect(await recordOf(reply)).toMatchObject({ outcome: "PURPOSE_REQUIRED", purpose: null, subjects: [] });
});

test("2. A field outside the grant is null and named, the register does not read it, and exactly one record says so", async () => {
  const reply = await ask("fda", ada);
  expect(reply.data.person).toMatchObject({ name: "安*", hukouAddress: null });
  expect(reply.errors.find(({ path }) => path?.at(-1) === "hukouAddress")?.extensions).toMatchObject({
    code: "FIELD_FORBIDDEN",
    field: "Person.hukouAddress",
  });
  for (const { call } of hub().calls) expect(call.operation.text).not.toContain("hukouAddress");
  const records = await hub().records(reply.requestId);
  expect(records).toHaveLength(1);
  expect(records[0]?.verdicts).toMatchObject({ "Person.name": "MASKED", "Person.hukouAddress": "DENIED" });
});

describe("3. A county sees its own people alone,", () => {
  test("by their number: one of another county is as unknown as a number that nobody has", async () => {
    const headers = { "x-request-id": "same" };
    const far = await hub().ask("fda", { query: PERSON, variables: { n: duo["id_number"] }, headers });
    const unknown = await hub().ask("fda", { query: PERSON, variables: { n: UNKNOWN.id_number }, headers });
    expect([far.data.person, far.text]).toEqual([null, unknown.text]);
  });

  test("and also by way of an organisation: its representative is decided as a person, not as part of it", async () => {
    const query =
      "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { name legalRepName legalRep { name } } }";
    const representativeOf = async (entity: { readonly [column: string]: unknown }) =>
      (await hub().ask("fda", { query, variables: { n: entity["uscc"] } })).data.legalEntity;
    expect(await representativeOf(gamma)).toMatchObject({ legalRepName: "杜远行", legalRep: null });
    expect(await representativeOf(delta)).toEqual({ name: delta["name"], legalRepName: null, legalRep: null });
  });
});

describe("4. No way of writing a question widens it:", () => {
  const ways: Readonly<Record<string, string>> = {
    "an alias": "query ($n: CitizenIdNumber!) { person(idNumber: $n) { lifeStatus name: hukouAddress } }",
    "a fragment":
      "query ($n: CitizenIdNumber!) { person(idNumber: $n) { lifeStatus ...more } } fragment more on Person { hukouAddress }",
    "introspection beside it": '{ __type(name: "Person") { fields { name } } departments(first: 1) { code } }',
  };

  test.each(Object.entries(ways))("%s shows neither the value nor the name of a denied field", async (_way, query) => {
    const { text, status } = await hub().ask("fda", {
      query,
      ...(query.includes("$n") ? { variables: { n: ada["id_number"] } } : {}),
    });
    expect(status).toBe(200);
    expect(text).not.toContain(ada["hukou_address"]);
    if (!query.includes("$n")) expect(text).not.toContain('"hukouAddress"');
  });

  test("many operations in one request are refused", async () => {
    const headers = await hub().headersOf(CALLERS.fda);
    const body = JSON.stringify([{ query: "{ departments { code } }" }, { query: "{ departments { code } }" }]);
    const response = await fetch(hub().graphqlUrl, { method: "POST", headers, body });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining("BAD_USER_INPUT")]);
  });
});

test("11. A grant ends at its second: one millisecond before it shows the field, then no more", async () => {
  const endsAtMs = Math.ceil(Date.now() / 1_000) * 1_000 + 60_000;
  await enforcePolicy(hub(), ({ purposes, grants }) => ({
    purposes,
    grants: grants.map((grant) =>
      grant.grantNo.startsWith("G-HRS-SOCIAL") ? { ...grant, validUntil: new Date(endsAtMs).toISOString() } : grant,
    ),
  }));
  const query = "query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { name taxNo } }";
  const taxNo = () => hub().ask("hrs", { query, variables: { uscc: alpha["uscc"] } });
  hub().clock.stopAt(endsAtMs - 1);
  expect((await taxNo()).data.legalEntity.taxNo).toBe(alpha["tax_no"]);
  hub().clock.stopAt(endsAtMs);
  const { data, codes } = await taxNo();
  expect([data.legalEntity.taxNo, codes]).toEqual([null, ["GRANT_EXPIRED"]]);
});

test("12. No ID number stands in any log line, trace, metric, error or record", async () => {
  const replies = [];
  for (const who of ["psd", "hrs", "fda", "hrsPension", "citizen"] as const) replies.push(await ask(who, ada));
  const wrong = String(ada["id_number"]).replace(/.$/, (last) => (last === "1" ? "2" : "1"));
  for (const number of [wrong, [ada["id_number"]], { number: ada["id_number"] }])
    replies.push(await hub().ask("psd", { query: PERSON, variables: { n: number } }));
  replies.push(await hub().ask("psd", { query: `{ person(idNumber: "${ada["id_number"]}") { name } }` }));
  const errors = replies.flatMap((reply) => reply.errors);
  const records = await Promise.all(replies.map(recordOf));
  const metrics = await (await fetch(`${hub().url}/metrics`)).text();
  const written = [...hub().logLines, JSON.stringify([spans.finished(), errors, records]), metrics].join("\n");
  for (const row of Object.values(PEOPLE)) expect(written).not.toContain(row["id_number"]);
  expect(written).not.toMatch(/(?<![\w.-])\d{17}[\dXx](?!\w)/);
  expect(records.every((record) => record !== undefined)).toBe(true);
});
