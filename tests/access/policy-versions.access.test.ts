import { openHubDatabase } from "@tongshu/gateway";
import { beforeAll, describe, expect, test } from "vitest";
import { post, type Reply } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const EXAMPLE = "no births for social insurance";
const TRIPLE = "department = 'HRS' AND purpose = 'SOCIAL_INSURANCE_REGISTRATION' AND type = 'Person'";
const PERSON = "query($n: CitizenIdNumber!) { person(idNumber: $n) { name birthDate } }";

const propose = (who = "gso-admin-1", reason = "a test") =>
  hub().govern(who, {
    query: `mutation($input: ProposePolicyInput!) { proposePolicy(input: $input) {
      draft { draftNo contentHash baseVersionNo exampleFailures { name coordinate expected actual }
        changes { kind change department purpose type grantNo details { of before after } } }
      event { action targetKind reason } } }`,
    variables: { input: { reason } },
  });
const publish = (draftNo: number, who = "gso-approver-1") =>
  hub().govern(who, {
    query: `mutation($input: PublishPolicyInput!) { publishPolicy(input: $input) {
      version { versionNo contentHash author isInForce keyIds grantCount } event { action before after } } }`,
    variables: { input: { draftNo } },
  });
const rollback = (versionNo: number, who = "gso-approver-1") =>
  hub().govern(who, {
    query: `mutation($input: RollbackPolicyInput!) { rollbackPolicy(input: $input) {
      version { versionNo isInForce } event { action before after reason } } }`,
    variables: { input: { versionNo, reason: "a test goes back" } },
  });
const saveExample = (who: string, more: object = {}) =>
  hub().govern(who, {
    query: `mutation($input: SavePolicyExampleInput!) { savePolicyExample(input: $input) {
      example { exampleNo name owner isInUse expected { coordinate verdict } } failures { coordinate expected actual }
      event { action } } }`,
    variables: {
      input: {
        name: EXAMPLE,
        department: "HRS",
        purpose: "SOCIAL_INSURANCE_REGISTRATION",
        operation: PERSON,
        expected: [{ coordinate: "Person.birthDate", verdict: "DENIED" }],
        ...more,
      },
    },
  });
const retire = (who: string, name: string, more: object = {}) =>
  hub().govern(who, {
    query: `mutation($input: RetirePolicyExampleInput!) { retirePolicyExample(input: $input) { example { isInUse } event { action } } }`,
    variables: { input: { name, reason: "no longer wanted", ...more } },
  });
const versions = () =>
  hub().govern("gso-auditor-1", { query: "{ policyVersions { versionNo isInForce contentHash } }" });

/** Runs as the owner of the hub database: what approved requests leave behind, or what an intruder would do. */
async function change(statements: string): Promise<void> {
  const database = openHubDatabase({ url: hub().stack.urlOf("hub", "owner"), applicationName: "test" });
  const sql = database.openDedicated();
  try {
    await sql.unsafe(statements);
  } finally {
    await sql.end();
    await database.close();
  }
}

/** An approved amendment: the grant in force ends now, and another with other fields begins. */
const amend = (grantNo: string, fields: string) =>
  change(`
    UPDATE grants SET valid_until = date_trunc('second', now()) WHERE ${TRIPLE} AND valid_until > now();
    INSERT INTO grants (grant_no, department, purpose, type, fields, is_aggregate, scope_kind, scope_prefixes,
      is_lookup_only, covers_sensitive_rows, is_case_required, legal_basis, valid_from, valid_until)
    SELECT '${grantNo}', department, purpose, type, ${fields}, is_aggregate, scope_kind, scope_prefixes,
      is_lookup_only, covers_sensitive_rows, is_case_required, legal_basis, valid_until, valid_until + interval '300 days'
    FROM grants WHERE ${TRIPLE} ORDER BY valid_until DESC LIMIT 1`);

/** What both gateways answer, once both have had their second. */
async function seen(): Promise<unknown[]> {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const headers = await hub().headersOf(CALLERS.hrs);
  const body = JSON.stringify({ query: PERSON, variables: { n: ada["id_number"] } });
  const replies = await Promise.all(urls.map((url) => post(`${url}/graphql`, headers, body)));
  return replies.map(({ data, codes }) => (data ? data.person : codes));
}

const draftOf = (reply: Reply) => reply.data.proposePolicy.draft as { draftNo: number; changes: Change[] };
interface Change {
  readonly change: string;
  readonly grantNo: string;
  readonly details: readonly { readonly of: string; readonly before: string | null; readonly after: string | null }[];
}

let urls: readonly string[];
let firstVersion: number;

beforeAll(async () => {
  const second = await hub().startGateway();
  urls = [hub().url, second.url];
  firstVersion = (await versions()).data.policyVersions[0].versionNo;
  await change("UPDATE officers SET roles = '{admin,approver}' WHERE officer_id = 'gso-approver-2'");
});

const FULL = { name: ada["name"], birthDate: ada["birth_date"] };
const NARROW = { name: ada["name"], birthDate: null };

describe("a draft", () => {
  test("is proposed by an administrator of the sharing authority and by nobody else", async () => {
    for (const who of ["gso-approver-1", "gso-auditor-1", "hrs-admin-1", "psd-approver-1"]) {
      expect((await propose(who)).codes).toEqual(["ROLE_REQUIRED"]);
    }
    expect((await propose("gso-admin-1", " ")).codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("that changes nothing is none", async () => {
    expect((await propose()).codes).toEqual(["WRONG_STATE"]);
  });

  test("says grant by grant what it changes", async () => {
    await amend("G-HRS-TEST-NARROW", "fields - 'birthDate'");
    const { changes } = draftOf(await propose());
    expect(changes.map(({ change: how }) => how).sort()).toEqual(["ADDED", "CHANGED"]);
    const ended = changes.find(({ change: how }) => how === "CHANGED");
    expect(ended?.details.map(({ of }) => of)).toEqual(["validUntil"]);
    const added = changes.find(({ change: how }) => how === "ADDED");
    expect(added?.grantNo).toBe("G-HRS-TEST-NARROW");
    expect(added?.details).toContainEqual({ of: "Person.name", before: null, after: "FULL" });
    expect(added?.details.map(({ of }) => of)).not.toContain("Person.birthDate");
    expect(await seen()).toEqual([FULL, FULL]);
  });

  test("says which clients and calls it would change, by replaying the record", async () => {
    const { draftNo } = draftOf(await propose());
    const radius = (who: string, days = 30) =>
      hub().govern(who, {
        query: `{ policyBlastRadius(draftNo: ${draftNo}, days: ${days}) { calls callsChanged callsUnknown clientIds
          operations { department purpose operationName calls changes { coordinate before after } } } }`,
      });
    // Texts are kept beside the requests, a moment later.
    await seen();
    await hub().ask("psd", { query: PERSON, variables: { n: ada["id_number"] } });
    const { data } = await radius("gso-auditor-1");
    expect(data.policyBlastRadius).toMatchObject({ clientIds: ["hrs-province"], callsUnknown: 0 });
    expect(data.policyBlastRadius.calls).toBeGreaterThan(data.policyBlastRadius.callsChanged);
    expect(data.policyBlastRadius.operations).toEqual([
      {
        department: "HRS",
        purpose: "SOCIAL_INSURANCE_REGISTRATION",
        operationName: null,
        calls: data.policyBlastRadius.callsChanged,
        changes: [{ coordinate: "Person.birthDate", before: "FULL", after: "DENIED" }],
      },
    ]);
    expect((await radius("hrs-admin-1")).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await radius("gso-admin-1", 0)).codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("is published by another approver of the sharing authority and by nobody else", async () => {
    const { draftNo } = draftOf(await propose("gso-approver-2"));
    expect((await publish(draftNo, "gso-approver-2")).codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    for (const who of ["gso-admin-1", "gso-auditor-1", "hrs-approver-1"]) {
      expect((await publish(draftNo, who)).codes).toEqual(["ROLE_REQUIRED"]);
    }
    expect((await publish(999_999)).codes).toEqual(["NOT_FOUND"]);
    expect(await seen()).toEqual([FULL, FULL]);
  });

  test("whose content was changed in the database is not published", async () => {
    const { draftNo } = draftOf(await propose());
    await change(`UPDATE policy_drafts SET content = content || '{"more": 1}' WHERE draft_no = ${draftNo}`);
    expect((await publish(draftNo)).codes).toEqual(["WRONG_STATE"]);
  });
});

describe("an example", () => {
  test("is kept by the department that saves it, and nobody else retires it", async () => {
    const saved = await saveExample("psd-admin-1");
    expect(saved.data.savePolicyExample).toMatchObject({
      example: { owner: "PSD", isInUse: true },
      failures: [{ coordinate: "Person.birthDate", expected: "DENIED", actual: "FULL" }],
    });
    expect((await retire("gso-admin-1", EXAMPLE)).codes).toEqual(["NOT_FOUND"]);
    expect((await retire("psd-approver-1", EXAMPLE)).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await saveExample("hrs-approver-1")).codes).toEqual(["ROLE_REQUIRED"]);
  });

  test("of another department is about own fields only: no way to see what others are granted", async () => {
    const psd = { department: "PSD", purpose: "CRIMINAL_INVESTIGATION" };
    expect((await saveExample("hrs-admin-1", psd)).codes).toEqual(["ROLE_REQUIRED"]);
    const mixed = [
      { coordinate: "Person.pensionStatus", verdict: "FULL" },
      { coordinate: "Person.birthDate", verdict: "FULL" },
    ];
    expect((await saveExample("hrs-admin-1", { ...psd, expected: mixed })).codes).toEqual(["ROLE_REQUIRED"]);
    const own = { ...psd, name: "own", expected: mixed.slice(0, 1) };
    expect((await saveExample("hrs-admin-1", own)).codes).toEqual([]);
    expect((await retire("hrs-admin-1", "own")).codes).toEqual([]);
  });

  test("is retired for its owner by somebody of the authority who proposed nothing, and the owner is told", async () => {
    await saveExample("hrs-admin-1", { name: "in the way" });
    const owner = { owner: "HRS" };
    expect((await retire("psd-admin-1", "in the way", owner)).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await retire("gso-approver-1", "in the way", owner)).codes).toEqual(["ROLE_REQUIRED"]);
    await propose("gso-admin-1");
    expect((await retire("gso-admin-1", "in the way", owner)).codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    expect((await retire("gso-admin-2", "in the way", owner)).codes).toEqual([]);
    const { data } = await hub().govern("hrs-admin-1", { query: "{ notices(first: 1) { kind } }" });
    expect(data.notices).toEqual([{ kind: "EXAMPLE_RETIRED" }]);
  });

  test("names fields and an operation that exist, and no number of anybody", async () => {
    const wrong = [
      { expected: [] },
      { expected: [{ coordinate: "Person.salary", verdict: "FULL" }] },
      { variables: '{"n":"629901198502281232"}' },
      { department: "XXX" },
      { region: "000000" },
    ];
    for (const more of wrong) expect((await saveExample("hrs-admin-1", more)).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await saveExample("hrs-admin-1", { operation: "{ nothing }" })).codes).toEqual([
      "GRAPHQL_VALIDATION_FAILED",
    ]);
  });

  test("that fails keeps a version from being published, and the error says which and how", async () => {
    await change(
      "UPDATE grants SET fields = fields || '{\"birthDate\": \"MASKED\"}' WHERE grant_no = 'G-HRS-TEST-NARROW'",
    );
    const { draftNo } = draftOf(await propose());
    const refused = await publish(draftNo);
    expect(refused.codes).toEqual(["EXAMPLE_FAILED"]);
    expect(refused.errors[0]?.extensions["rule"]).toBe(`PSD "${EXAMPLE}": Person.birthDate DENIED → MASKED`);
    await change("UPDATE grants SET fields = fields - 'birthDate' WHERE grant_no = 'G-HRS-TEST-NARROW'");
  });
});

describe("a version", () => {
  test("is on every gateway within a second, signed, and named in the record", async () => {
    const stale = draftOf(await propose("gso-approver-2"));
    const { draftNo } = draftOf(await propose());
    const published = await publish(draftNo);
    expect(published.codes).toEqual([]);
    expect(published.data.publishPolicy.version).toMatchObject({ author: "gso-approver-1", isInForce: true });
    expect(published.data.publishPolicy.version.keyIds).toHaveLength(1);
    expect(await seen()).toEqual([NARROW, NARROW]);
    const { requestId } = await hub().ask("hrs", { query: PERSON, variables: { n: ada["id_number"] } });
    const [record] = await hub().records(requestId);
    expect(record?.policyVersion).toBe(published.data.publishPolicy.version.contentHash);
    expect((await publish(stale.draftNo)).codes).toEqual(["WRONG_STATE"]);
    expect((await publish(draftNo)).codes).toEqual(["WRONG_STATE"]);
  });

  test("that fails an example cannot be gone back to either", async () => {
    expect((await rollback(firstVersion)).codes).toEqual(["EXAMPLE_FAILED"]);
    expect((await rollback(firstVersion, "gso-admin-1")).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await rollback(firstVersion, "hrs-approver-1")).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await rollback(999_999)).codes).toEqual(["NOT_FOUND"]);
  });

  test("that was gone back to does not reopen what an amendment closed", async () => {
    expect((await retire("psd-admin-1", EXAMPLE)).codes).toEqual([]);
    const back = await rollback(firstVersion);
    expect(back.codes).toEqual([]);
    expect(JSON.parse(back.data.rollbackPolicy.event.after).keptClosed).toHaveLength(1);
    expect(await seen()).toEqual([null, null]);
    expect((await rollback(firstVersion)).codes).toEqual(["WRONG_STATE"]);
  });

  test("that was gone forward to again gives what it gave", async () => {
    const [newest] = (await versions()).data.policyVersions;
    expect((await rollback(newest.versionNo)).codes).toEqual([]);
    expect(await seen()).toEqual([NARROW, NARROW]);
  });

  test("with a purpose that was narrowed since cannot be gone back to", async () => {
    await change("UPDATE purposes SET is_case_required = true WHERE code = 'FOOD_SUPERVISION'");
    const refused = await rollback(firstVersion);
    expect(refused.codes).toEqual(["WRONG_STATE"]);
    expect(refused.errors[0]?.extensions["rule"]).toBe("closed since: FOOD_SUPERVISION");
    await change("UPDATE purposes SET is_case_required = false WHERE code = 'FOOD_SUPERVISION'");
  });

  test("is compared with another by departments for their own part only", async () => {
    const [newest] = (await versions()).data.policyVersions;
    const query = `{ policyDiff(from: ${firstVersion}, to: ${newest.versionNo}) { grantNo department } }`;
    expect((await hub().govern("hrs-admin-1", { query })).data.policyDiff).toHaveLength(2);
    expect((await hub().govern("psd-admin-1", { query })).data.policyDiff).toEqual([]);
    expect((await hub().govern("gso-auditor-1", { query })).data.policyDiff).toHaveLength(2);
  });
});
