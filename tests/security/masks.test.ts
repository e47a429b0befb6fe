// Class "asking without reading": what is masked or denied is not asked by either, through any argument there is.
import type { Grant } from "@tongshu/gateway";
import { classify, type Level, loadSupergraphSdl } from "@tongshu/schema";
import { beforeAll, describe, expect, test } from "vitest";
import { CONTRACT } from "../support/plain-graph/contract.ts";
import { grantOf, purposeOf } from "../support/plain-graph/random-grants.ts";
import { nearDispute } from "../support/planted/events.ts";
import { adaHealth } from "../support/planted/licences.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub();
const { inputs, fields } = classify(loadSupergraphSdl());
const isClosed = (coordinate: string) => fields.get(coordinate)?.sharing === "CONDITIONAL";
/** Every argument and input field that asks by a field which is not open to everybody. */
const CLOSED_INPUTS = [...inputs.values()].filter(({ by, reads }) => by !== null && reads.some(isClosed));

type Asked = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

const lookup = (query: string, n: unknown): Asked => ({ query, variables: { n } });
const filtered = (filter: Readonly<Record<string, unknown>>): Asked => ({
  query: "query ($f: GovernanceEventFilter) { governanceEvents(filter: $f) { edges { node { title } } } }",
  variables: { f: filter },
});

const PERSONS = "query ($s: [PersonClaims!]!) { verifyPersons(subjects: $s) { claims { field result } } }";
const ENTITIES = "query ($s: [LegalEntityClaims!]!) { verifyLegalEntities(subjects: $s) { claims { field result } } }";
const ID_NUMBER = ada["id_number"];

/** What asks by each of them, where a claim alone does not. */
const QUESTIONS: Readonly<Record<string, Asked>> = {
  "Query.person(idNumber:)": lookup("query ($n: CitizenIdNumber!) { person(idNumber: $n) { sex } }", ID_NUMBER),
  "Query.persons(idNumbers:)": lookup("query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { sex } }", [
    ID_NUMBER,
  ]),
  "Query.serviceObject(code:)": lookup(
    "query ($n: ServiceObjectCode!) { serviceObject(code: $n) { ... on Person { sex } } }",
    ID_NUMBER,
  ),
  "Query.licence(licenceId:)": lookup(
    "query ($n: ElectronicLicenceId!) { licence(licenceId: $n) { status } }",
    adaHealth["licence_id"],
  ),
  "Query.governanceEvent(eventNo:)": lookup(
    "query ($n: ID!) { governanceEvent(eventNo: $n) { title } }",
    nearDispute["event_no"],
  ),
  "PersonClaims.idNumber": lookup(PERSONS.replace("$s: ", "$n: ").replace(": $s", ": $n"), [
    { idNumber: ID_NUMBER, sex: ada["sex"] },
  ]),
  "GovernanceEventFilter.region": filtered({ region: "620102" }),
  "GovernanceEventFilter.category": filtered({ category: nearDispute["category"] }),
  "GovernanceEventFilter.status": filtered({ status: nearDispute["status"] }),
};

/** A claim that is true, so that an answer would tell something. */
function claimOf(coordinate: string): Asked {
  const [input = "", claim = ""] = coordinate.split(".");
  const row = input === "PersonClaims" ? ada : alpha;
  const column = claim.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const value = row[column] ?? { deathDate: "2016-01-01", employerEntityId: "E1" }[claim] ?? "1";
  const subject = input === "PersonClaims" ? { idNumber: ID_NUMBER } : { uscc: alpha["uscc"] };
  return { query: input === "PersonClaims" ? PERSONS : ENTITIES, variables: { s: [{ ...subject, [claim]: value }] } };
}

const CASES = CLOSED_INPUTS.flatMap(({ coordinate, by, reads }) => {
  const levels: readonly Level[] = by === "FILTER" ? ["NONE", "VERIFY", "MASKED"] : ["NONE", "MASKED"];
  return levels.map((level) => ({ coordinate, by, level, reads: reads.filter(isClosed) }));
}).map((each, index) => ({ ...each, purpose: `MASK_${index}` }));

/** Everything of every type but this one field. */
function grantsBut(purpose: string, reads: readonly string[], level: Level): Grant[] {
  return ["Person", "LegalEntity", "Licence", "GovernanceEvent", "Grid", "Penalty"].map((type) => {
    const names = [...(CONTRACT.get(type)?.keys() ?? [])];
    const levelOf = (name: string) => (reads.includes(`${type}.${name}`) ? level : "FULL");
    const levels = names.map((name) => [name, levelOf(name)] as const).filter(([, given]) => given !== "NONE");
    return grantOf(purpose, "PSD", type, { fields: Object.fromEntries(levels), coversSensitiveRows: true });
  });
}

const MASKS = "MASKS";
const MASKED = "name formerName idNumber socialInsuranceNo mobilePhone hukouAddress birthDate sex".split(" ");

beforeAll(async () => {
  const masked = Object.fromEntries(MASKED.map((name) => [name, "MASKED" as const]));
  const licence = { licenceId: "FULL", holder: "FULL", holderName: "MASKED" } as const;
  const ofMasks = [
    grantOf(MASKS, "PSD", "Person", { fields: masked }),
    grantOf(MASKS, "PSD", "Licence", { fields: licence }),
  ];
  const ofCases = CASES.flatMap(({ purpose, reads, level }) => grantsBut(purpose, reads, level));
  await enforcePolicy(hub(), ({ purposes, grants }) => ({
    purposes: [...purposes, ...[MASKS, ...CASES.map(({ purpose }) => purpose)].map((code) => purposeOf(code, ["PSD"]))],
    grants: [...grants, ...ofMasks, ...ofCases],
  }));
});

function ask(purpose: string, asked: Asked) {
  return hub().ask({ clientId: "psd-investigation", officerId: "psd-investigator-1", purpose }, asked);
}

describe("an argument is not asked by at a level below its own", () => {
  test.each(CASES)("$coordinate at $level", async ({ coordinate, by, level, purpose }) => {
    const { data, codes } = await ask(purpose, QUESTIONS[coordinate] ?? claimOf(coordinate));
    if (by === "VERIFY") {
      expect(Object.values(data)).toEqual([[{ claims: [expect.objectContaining({ result: "NOT_GRANTED" })] }]]);
    } else {
      expect([Object.values(data), codes, level]).toEqual([[null], ["ARGUMENT_FORBIDDEN"], level]);
      expect(hub().registersCalled).toEqual([]);
    }
  });

  test("and nothing else asks by anything: whatever is left reads no field", () => {
    const rest = [...inputs.values()].filter(({ by }) => by === null).map(({ coordinate }) => coordinate);
    const harmless = /(?:\(first:\)|\(after:\)|\(filter:\)|\(subjects:\)|\(subjectType:\)|\(asOf:\)|Counts\(\w+:\))$/;
    expect(rest.filter((coordinate) => !harmless.test(coordinate))).toEqual([]);
  });
});

test("each kind of mask shows its part of a real row, and a value without a mask shows nothing", async () => {
  const query = `query ($n: ElectronicLicenceId!) { licence(licenceId: $n) { holderName holder { ... on Person { ${MASKED.join(" ")} } } } }`;
  const { data } = await ask(MASKS, lookup(query, adaHealth["licence_id"]));
  const number = String(ID_NUMBER);
  const phone = String(ada["mobile_phone"]);
  expect(data.licence).toEqual({
    holderName: "安*",
    holder: {
      name: "安*",
      formerName: "旧*",
      idNumber: `${number.slice(0, 6)}********${number.slice(-4)}`,
      socialInsuranceNo: `${number.slice(0, 6)}********${number.slice(-4)}`,
      mobilePhone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      hukouAddress: "甘肃省某市某区和平街道",
      birthDate: String(ada["birth_date"]).slice(0, 4),
      sex: null,
    },
  });
});
