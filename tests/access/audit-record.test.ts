import type { AuditRecord } from "@tongshu/gateway";
import { dossierQuery } from "@tongshu/scripts/stack";
import { describe, expect, test } from "vitest";
import type { Question } from "../support/ask.ts";
import { CALLERS, type Caller, type CallerName } from "../support/callers.ts";
import { adaHealth } from "../support/planted/licences.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { alpha, ORGANISATIONS } from "../support/planted/organisations.ts";
import { ada, ben, duo, PEOPLE } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const NAME = "query Name($number: CitizenIdNumber!) { person(idNumber: $number) { name } }";
const nameOf = (number: unknown): Question => ({ query: NAME, variables: { number } });
const dossierOf = (code: unknown): Question => ({ query: dossierQuery(), variables: { code } });
const LIST: Question = {
  query: "query List { legalEntities(first: 3) { edges { node { name } } pageInfo { endCursor } } }",
};
const BATCH: Question = {
  query: "query Batch($numbers: [CitizenIdNumber!]!) { persons(idNumbers: $numbers) { name } }",
  variables: { numbers: [ada["id_number"], citizenIdOf("1980-01-01", 999), ben["id_number"]] },
};
const UNKNOWN = nameOf(citizenIdOf("1980-01-01", 999));

async function recordOf(who: CallerName | Caller, question: Question): Promise<AuditRecord> {
  const { requestId } = await hub().ask(who, question);
  const records = await hub().records(requestId);
  expect(records).toHaveLength(1);
  return records[0] as AuditRecord;
}

const PERSON = (row: Readonly<Record<string, unknown>>, verb: string) => ({
  id: row["person_id"],
  type: "Person",
  verb,
});

/** Every kind of request, by who asks what. */
const KINDS: readonly (readonly [kind: string, who: CallerName | Caller, question: Question, outcome: string])[] = [
  ["a person's dossier", "psd", dossierOf(ada["id_number"]), "OK"],
  ["an organisation's dossier", "aic", dossierOf(alpha["uscc"]), "OK"],
  ["a dossier full of refusals", "fda", dossierOf(ada["id_number"]), "OK"],
  ["a dossier of nobody in scope", "fdaQilihe", dossierOf(ada["id_number"]), "OK"],
  ["a dossier without any right", "hrsPension", dossierOf(ada["id_number"]), "OK"],
  ["an unknown number", "hrs", UNKNOWN, "OK"],
  ["a citizen's own data", "citizen", nameOf(ada["id_number"]), "OK"],
  ["a list", "sta", LIST, "OK"],
  ["a batch", "hrs", BATCH, "OK"],
  ["introspection", "hrs", { query: "query Types { __schema { types { name } } }" }, "OK"],
  ["a bad number", "hrs", nameOf("629901198502281231"), "BAD_NUMBER"],
  ["a missing variable", "hrs", { query: NAME }, "BAD_USER_INPUT"],
  ["no purpose", { clientId: "hrs-province" }, nameOf(ada["id_number"]), "PURPOSE_REQUIRED"],
  ["an unknown purpose", { ...CALLERS.hrs, purpose: "NO_SUCH" }, nameOf(ada["id_number"]), "PURPOSE_UNKNOWN"],
  ["another's purpose", { ...CALLERS.hrs, purpose: "STATISTICS" }, nameOf(ada["id_number"]), "PURPOSE_NOT_ALLOWED"],
  ["no case", { clientId: "psd-investigation", purpose: "CRIMINAL_INVESTIGATION" }, UNKNOWN, "CASE_REQUIRED"],
  ["strict mode", "fda", { ...dossierOf(ada["id_number"]), headers: { "x-access-mode": "strict" } }, "FIELD_FORBIDDEN"],
  ["too large a batch", "psd", BATCH, "LIMIT_EXCEEDED"],
  ["a number in the text", "hrs", { query: `{ person(idNumber: "${ada["id_number"]}") { name } }` }, "BAD_USER_INPUT"],
  ["an unknown field", "hrs", { query: "{ departments { secret } }" }, "GRAPHQL_VALIDATION_FAILED"],
  ["no GraphQL", "hrs", { query: `{ ${ada["name"]} ` }, "GRAPHQL_PARSE_FAILED"],
];

describe("the record", () => {
  test.each(KINDS)(
    "of %s says who asked what for and how it ended, and holds no value",
    async (_kind, who, question, outcome) => {
      const caller: Caller = typeof who === "string" ? CALLERS[who] : who;
      const record = await recordOf(who, question);
      expect(record).toMatchObject({
        clientId: caller.clientId,
        department: expect.stringMatching(/^[A-Z]{3}$/),
        region: expect.stringMatching(/^62\d{4}$/),
        officerId: caller.officerId ?? null,
        citizenId: caller.citizenId ?? null,
        purpose: caller.purpose ?? null,
        caseNo: caller.caseNo ?? null,
        policyVersion: expect.stringMatching(/^[0-9a-f]{64}$/),
        outcome,
      });
      expect(record.durationMs).toBeGreaterThanOrEqual(0);
      expect(record.durationMs).toBeLessThan(20_000);
      expect(Math.abs(Date.parse(record.at) - Date.now())).toBeLessThan(60_000);
      if (outcome === "OK") expect(record.operationHash).toMatch(/^[0-9a-f]{64}$/);
      expectNoValue(record);
    },
  );

  test("is written too where the headers are refused before anything is read", async () => {
    const record = await recordOf("hrs", { ...UNKNOWN, headers: { "x-access-mode": "lenient" } });
    const who = { clientId: "hrs-province", department: "HRS", officerId: "hrs-officer-1" };
    expect(record).toMatchObject({ ...who, outcome: "BAD_USER_INPUT", subjects: [], verdicts: {}, rowCounts: {} });
    expectNoValue(record);
  });

  test("holds department and region of the officer, not of the whole client", async () => {
    const record = await recordOf("hrsLanzhou", nameOf(ada["id_number"]));
    expect(record).toMatchObject({ department: "HRS", region: "620100", officerId: "hrs-officer-lanzhou" });
  });
});

describe("the subjects of a record", () => {
  test("are whom the answer shows, with what was done", async () => {
    const one = await recordOf("hrs", nameOf(ada["id_number"]));
    expect(one.subjects).toEqual([PERSON(ada, "READ")]);
    expect(one.rowCounts).toEqual({ Person: 1 });
    const { subjects, rowCounts } = await recordOf("hrs", BATCH);
    expect(subjects).toEqual(expect.arrayContaining([PERSON(ada, "READ"), PERSON(ben, "READ")]));
    expect(subjects).toHaveLength(2);
    expect(rowCounts).toEqual({ Person: 2 });
  });

  test("are the whole family and every organisation of a dossier", async () => {
    const { subjects, rowCounts } = await recordOf("psd", dossierOf(ada["id_number"]));
    const people = new Set(subjects.filter(({ type }) => type === "Person").map(({ id }) => id));
    const organisations = new Set(subjects.filter(({ type }) => type === "LegalEntity").map(({ id }) => id));
    expect(people).toEqual(new Set([ada["person_id"], ben["person_id"]]));
    const [a, b, , d] = ORGANISATIONS.map((row) => row["entity_id"]);
    expect(organisations).toEqual(new Set([a, b, d]));
    expect(rowCounts).toMatchObject({ Household: 1, HouseholdMember: 2, KeyPerson: 2, Shareholder: 2, Licence: 4 });
  });

  test("of a list are listed and not read", async () => {
    const { subjects, rowCounts } = await recordOf("sta", LIST);
    expect(new Set(subjects.map(({ verb }) => verb))).toEqual(new Set(["LISTED"]));
    expect(subjects).toHaveLength(3);
    expect(rowCounts).toEqual({ LegalEntity: 3 });
  });

  test.each([
    ["fdaQilihe", nameOf(ada["id_number"])],
    ["hrsPension", dossierOf(ada["id_number"])],
    ["hrs", UNKNOWN],
  ] as const)("are none where %s is shown nobody", async (who, question) => {
    const { subjects, rowCounts } = await recordOf(who, question);
    expect(subjects).toEqual([]);
    for (const count of Object.values(rowCounts)) expect(count).toBe(0);
  });

  test("are the holder of a licence that is read by its number", async () => {
    const query = "query ($id: ElectronicLicenceId!) { licence(licenceId: $id) { holderName } }";
    const { subjects } = await recordOf("psd", { query, variables: { id: adaHealth["licence_id"] } });
    expect(subjects).toEqual([PERSON(ada, "READ")]);
  });
});

describe("the verdicts of a record", () => {
  test("name each coordinate, shown or not", async () => {
    const { verdicts } = await recordOf("fda", dossierOf(ada["id_number"]));
    expect(verdicts).toMatchObject({
      "Person.name": "MASKED",
      "Person.lifeStatus": "FULL",
      "Person.sex": "DENIED",
      "Person.household": "DENIED",
      "Licence.validTo": "FULL",
    });
  });

  test("say out of scope where the row was", async () => {
    const query = `query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { name legalRepName taxNo } }`;
    const { verdicts } = await recordOf("fdaQilihe", { query, variables: { uscc: alpha["uscc"] } });
    expect(verdicts).toEqual({
      "Query.legalEntity": "FULL",
      "LegalEntity.name": "FULL",
      "LegalEntity.legalRepName": "OUT_OF_SCOPE",
      "LegalEntity.taxNo": "OUT_OF_SCOPE",
    });
  });

  test("are there for an operation that strict mode refused", async () => {
    const question = { ...nameOf(duo["id_number"]), headers: { "x-access-mode": "strict" } };
    const { verdicts, outcome } = await recordOf("hrsPension", question);
    expect(outcome).toBe("FIELD_FORBIDDEN");
    expect(verdicts).toMatchObject({ "Person.name": "DENIED" });
  });
});

/** Hashes aside, in which any digits may follow each other. */
function expectNoValue({ policyVersion: _version, operationHash: _hash, ...record }: AuditRecord): void {
  const text = JSON.stringify(record);
  expect(text).not.toMatch(/\d{15}/);
  for (const value of PLANTED_VALUES) expect(text).not.toContain(value);
}

/** Whatever could stand in an answer: names, numbers, addresses, days of birth. */
const PLANTED_VALUES: readonly string[] = [
  ...Object.values(PEOPLE).flatMap((row) =>
    ["name", "id_number", "mobile_phone", "hukou_address", "residence_address", "birth_date", "birth_cert_no"].map(
      (column) => String(row[column]),
    ),
  ),
  ...ORGANISATIONS.flatMap((row) => [row["name"], row["tax_no"], row["legal_rep_phone"]].map(String)),
];
