import { expect, test } from "vitest";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const EXPLAIN = `query($input: ExplainInput!) {
  explain(input: $input) {
    policyVersion isCaseNeeded
    fields { path coordinate verdict rule level grantNo scope reasonZh reasonEn nextStepZh nextStepEn }
  }
}`;
const PERSON = "query($n: CitizenIdNumber!) { person(idNumber: $n) { name birthDate deathDate lifeStatus } }";
const input = { department: "HRS", purpose: "SOCIAL_INSURANCE_REGISTRATION", query: PERSON };

const explain = (who: string, more: object = {}) =>
  hub().govern(who, { query: EXPLAIN, variables: { input: { ...input, ...more } } });

test("an administrator learns of each field what it would show and why, and no register is asked", async () => {
  hub().calls.length = 0;
  const { data, codes } = await explain("hrs-admin-1");
  expect(codes).toEqual([]);
  const fields = data.explain.fields as { path: string[]; rule: string; reasonZh: string; reasonEn: string }[];
  expect(fields.map(({ path }) => path.at(-1)).sort()).toEqual([
    "birthDate",
    "deathDate",
    "lifeStatus",
    "name",
    "person",
  ]);
  for (const { reasonZh, reasonEn } of fields) expect(reasonZh && reasonEn).toBeTruthy();
  expect(hub().calls).toEqual([]);
});

test("what is explained is what the record of the same question says", async () => {
  const { data } = await explain("gso-auditor-1");
  const { requestId } = await hub().ask("hrs", { query: PERSON, variables: { n: ada["id_number"] } });
  const [record] = await hub().records(requestId);
  const explained = data.explain.fields.map(({ coordinate, verdict }: Record<string, string>) => [coordinate, verdict]);
  expect(record?.policyVersion).toBe(data.explain.policyVersion);
  expect(record?.verdicts).toEqual(Object.fromEntries(explained));
});

test("a department explains for itself, the sharing authority for all", async () => {
  expect((await explain("psd-admin-1")).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await explain("gso-approver-1")).codes).toEqual([]);
  expect((await explain("hrs-approver-1")).codes).toEqual([]);
});

test("an operation that could not be asked is refused as on the data plane", async () => {
  expect((await explain("hrs-admin-1", { purpose: "NOTHING" })).codes).toEqual(["PURPOSE_UNKNOWN"]);
  expect((await explain("hrs-admin-1", { purpose: "CRIMINAL_INVESTIGATION" })).codes).toEqual(["PURPOSE_NOT_ALLOWED"]);
  expect((await explain("hrs-admin-1", { query: "{ person { nam } }" })).codes).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  expect((await explain("hrs-admin-1", { query: "{" })).codes).toEqual(["GRAPHQL_PARSE_FAILED"]);
  expect((await explain("hrs-admin-1", { region: "999999" })).codes).toEqual(["BAD_USER_INPUT"]);
});

test("variables are JSON without a number of anybody", async () => {
  for (const variables of ["{", "[]", '{"n":"629901198502281232"}']) {
    expect((await explain("hrs-admin-1", { variables })).codes).toEqual(["BAD_USER_INPUT"]);
  }
});
