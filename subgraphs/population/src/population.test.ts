import { expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View } from "../../../tests/support/register.ts";
import { MIGRATIONS_FOLDER, populationRegister } from "./index.ts";
import { householdMembers, households, persons } from "./store/tables.ts";

const ZHANG = "629901199001010017";
const LI = "62990119850203002X";

const register = useRegister({
  definition: populationRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    await tables.insert(persons).values([
      {
        ...RECORD,
        personId: "P1",
        idNumber: ZHANG,
        name: "张示例",
        sex: "MALE",
        birthDate: "1990-01-01",
        spousePersonId: "P2",
        hukouRegion: "620102001001",
        residenceRegion: "620103002001",
        householdId: "H1",
        populationKinds: ["HUKOU", "OUTFLOW"],
        employerEntityId: "91629901YYG0000170",
        lifeStatus: "ALIVE",
        photoDigest: "0a1b",
        photoObjectRef: "photo/0a1b",
        flags: ["NORMALISED"],
      },
      {
        ...RECORD,
        personId: "P2",
        idNumber: LI,
        name: "李示例",
        birthDate: "1985-02-03",
        spousePersonId: "P1",
        lifeStatus: "ALIVE",
      },
      {
        ...RECORD,
        personId: "P3",
        name: "王示例",
        birthDate: "1997-07-04",
        hukouRegion: "620102001001",
        residenceRegion: "620102001002",
        guardianPersonId: "P1",
        lifeStatus: "DECEASED",
        deathDate: "2016-12-01",
        disabilityKind: "SIGHT",
        disabilityGrade: "SECOND",
      },
    ]);
    await tables.insert(households).values({
      ...RECORD,
      householdId: "H1",
      headPersonId: "P1",
      hukouRegion: "620102001001",
      householdType: "FAMILY",
      memberCount: 2,
    });
    await tables.insert(householdMembers).values([
      { householdId: "H1", joinDate: "2014-05-01", personId: "P2", relationToHead: "WIFE" },
      { householdId: "H1", joinDate: "2010-05-01", personId: "P1", relationToHead: "HEAD" },
      { householdId: "H1", joinDate: "2014-05-01", personId: "P3", relationToHead: "SON" },
    ]);
  },
});

const TYPES = ["Person", "Household", "HouseholdMember"];
const view: View = {
  levels: Object.assign({}, ...populationRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
  scopes: everywhere(TYPES),
};

test("a person comes with relations, references and provenance", async () => {
  const text = `query ($n: CitizenIdNumber!) { person(idNumber: $n) {
    personId idNumber name populationKinds lifeStatus personHouseSeparated photo { digest objectRef }
    hukouRegion { code } employer { entityId } nativePlace { code } birthRegistration { date }
    spouse { name spouse { name } }
    household { memberCount head { name } members(first: 2) { relationToHead joinDate person { name } } }
    provenance { sourceDept { code } sourceCatalog batchNo loadedAt confidence flags } recordVersion recordValidTo
  } }`;
  const { data, errors } = await register.ask(text, view, { n: ZHANG });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    person: {
      personId: "P1",
      idNumber: ZHANG,
      name: "张示例",
      populationKinds: ["HUKOU", "OUTFLOW"],
      lifeStatus: "ALIVE",
      personHouseSeparated: true,
      photo: { digest: "0a1b", objectRef: "photo/0a1b" },
      hukouRegion: { code: "620102001001" },
      employer: { entityId: "91629901YYG0000170" },
      nativePlace: null,
      birthRegistration: null,
      spouse: { name: "李示例", spouse: { name: "张示例" } },
      household: {
        memberCount: 2,
        head: { name: "张示例" },
        members: [
          { relationToHead: "HEAD", joinDate: "2010-05-01", person: { name: "张示例" } },
          { relationToHead: "WIFE", joinDate: "2014-05-01", person: { name: "李示例" } },
        ],
      },
      provenance: {
        sourceDept: { code: "HFP" },
        sourceCatalog: "HFP-01",
        batchNo: "B20170115",
        loadedAt: "2017-01-15T09:30:00+08:00",
        confidence: "AUTHORITATIVE",
        flags: ["NORMALISED"],
      },
      recordVersion: 1,
      recordValidTo: null,
    },
  });
});

test("each level of a dossier is one statement a type", async () => {
  const text = `query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) {
    name spouse { name } household { members { person { name } } } } }`;
  await register.ask(text, view, { n: [ZHANG, LI] });
  expect(register.statements).toHaveLength(5);
});

test("a dead person is found like a living one", async () => {
  const representation = { __typename: "Person", personId: "P3" };
  expect(await register.verdict(representation, "deathDate", view)).toBe("2016-12-01");
  expect(await register.verdict(representation, "disabilityLevel { kind grade }", view)).toEqual({
    kind: "SIGHT",
    grade: "SECOND",
  });
  expect(await register.verdict(representation, "guardian { name }", view)).toEqual({ name: "张示例" });
});

test("whoever lives in the township of the registered household is not separated from it, and unknown is null", async () => {
  expect(await register.verdict({ __typename: "Person", personId: "P3" }, "personHouseSeparated", view)).toBe(false);
  expect(await register.verdict({ __typename: "Person", personId: "P2" }, "personHouseSeparated", view)).toBeNull();
});

test("persons answer in the order asked, with null where there is none", async () => {
  const text = "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { personId } }";
  const { data } = await register.ask(text, view, { n: [LI, "629909199505050048", ZHANG, LI] });
  expect(data).toEqual({ persons: [{ personId: "P2" }, null, { personId: "P1" }, { personId: "P2" }] });
});

test("more than a hundred numbers are refused before anything is read", async () => {
  const text = "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { personId } }";
  const { errors } = await register.ask(text, view, { n: Array.from({ length: 101 }, () => ZHANG) });
  expect(errors).toEqual([{ code: "LIMIT_EXCEEDED", path: ["persons"] }]);
  expect(register.statements).toEqual([]);
});

test.each([
  ["fullwidth, spaced and lower case", "６２９９０１ 19850203 002x", { __typename: "Person" }],
  ["a credit code", "11629901YYG10001XU", { __typename: "LegalEntity" }],
])("a service object code may be %s", async (_name, code, expected) => {
  const text = "query ($c: ServiceObjectCode!) { serviceObject(code: $c) { __typename } }";
  const levels = { ...view.levels, "LegalEntity.uscc": "FULL" } as const;
  const { data, errors } = await register.ask(text, { ...view, levels }, { c: code });
  expect({ data, errors }).toEqual({ data: { serviceObject: expected }, errors: [] });
});

test("a number that fails its check is refused before anything is read, and not repeated", async () => {
  const text = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
  const answer = await register.ask(text, view, { n: "629901199001010018" });
  expect(answer.errors).toEqual([{ code: "BAD_NUMBER", path: [] }]);
  expect(JSON.stringify(answer)).not.toContain("629901199001010018");
  expect(register.statements).toEqual([]);
});

test("every statement reaches its rows by an index", async () => {
  expect(await register.statementsWithoutIndex()).toEqual([]);
});
