// What the law asks of whoever shares people's data, duty by duty, shown through the hub's own doors.
import { verifyHubAudit } from "@tongshu/gateway";
import { correctAtSource } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Reply } from "../support/ask.ts";
import { CALLERS, type Caller, type CallerName } from "../support/callers.ts";
import { citizenIdOf, personIdOf } from "../support/planted/numbers.ts";
import { alpha, delta, gamma } from "../support/planted/organisations.ts";
import { ada, duo, PEOPLE } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";
import { recordSpans } from "../support/recorded-spans.ts";
import { Governors } from "../support/share-requests.ts";

const hub = usePlantedHub();
const spans = recordSpans();

afterEach(() => hub().clock.reset());

const PERSON =
  "query Person($n: CitizenIdNumber!) { person(idNumber: $n) { name sex hukouAddress mobilePhone lifeStatus } }";
const UNKNOWN = { id_number: citizenIdOf("1961-07-07", 3) };

const ask = (who: CallerName | Caller, row: { readonly [column: string]: unknown }, query = PERSON) =>
  hub().ask(who, { query, variables: { n: row["id_number"] } });

/** Past every wall: what only somebody with the database's own password can do. */
async function asOwner(run: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
  await run(sql).finally(() => sql.end());
}

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

describe("5. Trying numbers is not free:", () => {
  test("numbers that nobody has count towards the day, and the day's last one is refused before any register is asked", async () => {
    await enforcePolicy(hub(), ({ purposes, grants }) => ({
      purposes,
      grants: grants.map((grant) =>
        grant.department === "CMC" && grant.type === "Person" ? { ...grant, maxPerDay: 3 } : grant,
      ),
    }));
    const tries = Array.from({ length: 4 }, (_, order) => ({ id_number: citizenIdOf("1962-08-08", order + 1) }));
    const codes: unknown[] = [];
    for (const row of tries) codes.push((await ask("cmc", row)).codes[0]);
    expect(codes.slice(0, 3)).not.toContain("RATE_LIMITED");
    expect([codes[3], hub().calls]).toEqual(["RATE_LIMITED", []]);
  });
});

describe("6. The record cannot be changed unnoticed:", () => {
  const store = () => ({
    databaseUrl: hub().stack.urlOf("hub", "owner"),
    sealingSecret: hub().stack.secrets.get("gateway.sealing"),
  });

  test("a row that is deleted, even by the owner of the database, is found missing", async () => {
    const { requestId } = await ask("hrs", ada);
    await ask("hrs", ada);
    expect((await verifyHubAudit(store())).findings).toEqual([]);
    await asOwner(async (sql) => {
      await sql`alter table audit_records disable trigger user`;
      await sql`create table kept as select * from audit_records where request_id = ${requestId}`;
      await sql`delete from audit_records where request_id = ${requestId}`;
    });
    expect((await verifyHubAudit(store())).findings.length).toBeGreaterThan(0);
    await asOwner(async (sql) => {
      await sql`insert into audit_records overriding system value select * from kept`;
      await sql`alter table audit_records enable trigger user`;
    });
    expect((await verifyHubAudit(store())).findings).toEqual([]);
  });
});

describe("7. Highly sensitive data needs four eyes:", () => {
  const HIGHLY_SENSITIVE = { type: "GovernanceEvent", fields: [{ field: "reporter", level: "FULL" }] };

  test("one approver of the owner is not enough, nor the same one twice", async () => {
    const people = new Governors(hub());
    const requestNo = await people.accepted("fda", HIGHLY_SENSITIVE);
    const first = await people.done("cmc-approver-1", "approveShareRequest", { requestNo });
    expect(first.request.state).toBe("ACCEPTED");
    const again = await people.do("cmc-approver-1", "approveShareRequest", { requestNo });
    expect(again.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    const early = await people.do("gso-admin-1", "activateShareRequest", { requestNo });
    expect(early.codes).toEqual(["WRONG_STATE"]);
    const second = await people.done("cmc-approver-2", "approveShareRequest", { requestNo });
    expect(second.request.state).toBe("APPROVED");
  });

  test("whoever asks does not approve, not even with an approver's role", async () => {
    const people = new Governors(hub());
    await people.setRoles("fda-admin-1", ["admin", "approver"]);
    const requestNo = await people.draft("fda", HIGHLY_SENSITIVE);
    const own = await people.do("fda-admin-1", "endorseShareRequest", { requestNo });
    expect(own.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    await people.setRoles("fda-admin-1", ["admin"]);
  });
});

test("8. Consent that is withdrawn is withdrawn: the next question is refused", async () => {
  const caseNo = "620102-2018-0008";
  const to = { department: "CAD", purpose: "SOCIAL_ASSISTANCE_CHECK", caseNo };
  const give = "mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { consent { consentNo } } }";
  const withdraw =
    "mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { withdrawnAt } } }";
  const name = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
  const check = () => ask({ ...CALLERS.cad, caseNo }, ada, name);
  expect((await check()).codes).toEqual(["CONSENT_REQUIRED"]);
  const given = await hub().govern(personIdOf("ada"), { query: give, variables: { input: to } });
  expect((await check()).data.person).toEqual({ name: ada["name"] });
  const { consentNo } = given.data.giveConsent.consent;
  await hub().govern(personIdOf("ada"), { query: withdraw, variables: { input: { consentNo } } });
  const { codes, data } = await check();
  expect([codes, data ?? null]).toEqual([["CONSENT_REQUIRED"], null]);
});

test("9. A correction goes to the source and comes back: disputed while it is open, right in every answer afterwards", async () => {
  const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { residenceAddress } }";
  const right = "甘肃省兰州市城关区更正路九十九号";
  const asked = await hub().govern(personIdOf("ada"), {
    query:
      "mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correction { correctionNo ownerDepartment } } }",
    variables: { input: { coordinate: "Person.residenceAddress", reason: "已搬家", proposedValue: right } },
  });
  const { correctionNo, ownerDepartment } = asked.data.requestCorrection.correction;
  await vi.waitFor(async () => {
    expect((await ask("psd", ada, query)).access).toMatchObject([{ verdict: "STALE", rule: "DISPUTED" }]);
  }, 5_000);
  await correctAtSource(hub().stack, {
    personId: personIdOf("ada"),
    field: "residenceAddress",
    value: right,
    sourceDept: ownerDepartment,
    sourceRowId: "matter-9",
    correctedAt: "2017-03-02T09:00:00+08:00",
  });
  const answer =
    "mutation ($input: AnswerCorrectionInput!) { answerCorrection(input: $input) { correction { state } } }";
  const input = { correctionNo, outcome: "CORRECTED", answer: "已更正" };
  expect((await hub().govern("psd-admin-1", { query: answer, variables: { input } })).codes).toEqual([]);
  await vi.waitFor(async () => {
    const { data, access } = await ask("psd", ada, query);
    expect([data.person.residenceAddress, access]).toEqual([right, []]);
  }, 5_000);
});

test("10. What is exported says how much it is and who took it out, on every line", async () => {
  const query =
    "mutation ($input: ExportRecordsInput!) { exportRecords(input: $input) { count watermark ndjson event { targetId } } }";
  const input = { from: "2020-01-01T00:00:00+08:00", until: "2099-01-01T00:00:00+08:00", reason: "年度审计" };
  const { data } = await hub().govern("gso-auditor-1", { query, variables: { input } });
  const { count, watermark, ndjson, event } = data.exportRecords;
  const [header, ...lines] = ndjson
    .trim()
    .split("\n")
    .map((line: string) => JSON.parse(line));
  expect(header).toMatchObject({ exporter: "gso-auditor-1", count, watermark });
  const records = lines.filter(({ kind }: { kind: string }) => kind === "RECORD");
  expect([records.length, count > 0, event.targetId]).toEqual([count, true, watermark]);
  expect(records.every(({ mark }: { mark: string }) => mark !== "")).toBe(true);
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

describe("13. A small count is never shown, and never follows from others:", () => {
  const query = `query ($level: CountLevel!, $sex: Boolean) {
    populationCounts(basis: HUKOU, level: $level, bySex: $sex) { value isSuppressed }
  }`;

  test("the few people of this hub are in no answer, whatever is added up or taken away", async () => {
    for (const level of ["PROVINCE", "PREFECTURE", "COUNTY"]) {
      for (const sex of [false, true]) {
        const { data, codes } = await hub().ask("sta", { query, variables: { level, sex } });
        expect(codes).toEqual([]);
        for (const { value, isSuppressed } of data.populationCounts)
          expect(value === null ? isSuppressed : value === 0 || value >= 10).toBe(true);
      }
    }
  });

  test("without a grant for counts there are none", async () => {
    const { data, codes } = await hub().ask("psd", { query, variables: { level: "COUNTY" } });
    expect([data.populationCounts, codes.length]).toEqual([null, 1]);
  });
});

test("14. A department that was renamed starts with nothing: its grants are closed until each is approved anew", async () => {
  const query = "query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { name regNo } }";
  const registration = () => hub().ask("nrl", { query, variables: { uscc: alpha["uscc"] } });
  expect((await registration()).data.legalEntity).toEqual({ name: alpha["name"], regNo: alpha["reg_no"] });
  const people = new Governors(hub());
  const renamed = { predecessor: "NRL", successor: "NRD", reason: "机构改革" };
  const { closedGrants } = await people.done("gso-admin-1", "succeedDepartment", renamed, "closedGrants");
  expect(closedGrants.length).toBeGreaterThan(0);
  await vi.waitFor(async () => {
    const { data, codes } = await registration();
    expect([data.legalEntity, codes]).toEqual([{ name: alpha["name"], regNo: null }, ["FIELD_FORBIDDEN"]]);
  }, 5_000);
  const grants = "{ grants(first: 200) { department state } }";
  const { data } = await hub().govern("gso-auditor-1", { query: grants });
  const live = data.grants.filter(({ state }: { state: string }) => state === "ACTIVE");
  const departments = live.map(({ department }: { department: string }) => department);
  expect(departments).not.toContain("NRL");
  expect(departments).not.toContain("NRD");
});
