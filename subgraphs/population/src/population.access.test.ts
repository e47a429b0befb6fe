import type { Capability, Scope } from "@tongshu/kit";
import { describe, expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { MIGRATIONS_FOLDER, populationRegister } from "./index.ts";
import { householdMembers, households, persons } from "./store/tables.ts";

const ZHANG = "629901199001010017";
const LI = "62990119850203002X";
const NOBODY = "629909199505050048";
/** Five years old, whenever the test runs. */
const IN_CHILDHOOD = `${new Date().getFullYear() - 5}-01-01`;
const ADDRESS = "甘肃省兰州市城关区示例街道示例路1号";

const register = useRegister({
  definition: populationRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const common = { ...RECORD, lifeStatus: "ALIVE", mobilePhone: "12001234567", birthDate: "1990-01-01" };
    await tables.insert(persons).values([
      // Registered in Lanzhou, living in Tianshui; and the other way round.
      {
        ...common,
        personId: "P-zhang",
        idNumber: ZHANG,
        name: "张示例",
        hukouRegion: "620102001001",
        residenceRegion: "620502001001",
        hukouAddress: ADDRESS,
        birthCertNo: "Y000000001",
        householdId: "H-zhang",
        spousePersonId: "P-li",
      },
      { ...common, personId: "P-li", idNumber: LI, name: "李示例", hukouRegion: "620521100200" },
      { ...common, personId: "P-new-area", name: "王示例", hukouRegion: "620171001001" },
      { ...common, personId: "P-nowhere", name: "赵示例" },
      { ...common, personId: "P-child", name: "孙示例", hukouRegion: "620102001001", birthDate: IN_CHILDHOOD },
      { ...common, personId: "P-ageless", name: "周示例", hukouRegion: "620102001001", birthDate: null },
    ]);
    await tables
      .insert(households)
      .values([
        { ...RECORD, householdId: "H-zhang", headPersonId: "P-zhang", hukouRegion: "620102001001", memberCount: 2 },
      ]);
    await tables.insert(householdMembers).values([
      { householdId: "H-zhang", joinDate: "2010-01-01", personId: "P-zhang", hukouRegion: "620102001001" },
      { householdId: "H-zhang", joinDate: "2010-01-02", personId: "P-li", hukouRegion: "620102001001" },
      { householdId: "H-zhang", joinDate: IN_CHILDHOOD, personId: "P-child", hukouRegion: "620102001001" },
      {
        householdId: "H-zhang",
        joinDate: "2009-01-01",
        personId: "P-new-area",
        hukouRegion: "620102001001",
        leaveDate: "2015-01-01",
      },
    ]);
  },
});

const TYPES = ["Person", "Household", "HouseholdMember"];
const everyField: Capability["levels"] = Object.assign(
  {},
  ...populationRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields))),
);
const basics: Capability["levels"] = {
  "Person.idNumber": "MASKED",
  "Person.name": "MASKED",
  "Person.birthDate": "MASKED",
  "Person.hukouAddress": "MASKED",
  "Person.mobilePhone": "MASKED",
  "Person.lifeStatus": "VERIFY",
  "Person.sex": "MASKED",
};

const CHENGGUAN: Scope = { kind: "PREFIXES", prefixes: ["620102"] };

function selfScopes(personId: string): Capability["scopes"] {
  return Object.fromEntries(TYPES.map((type) => [type, { kind: "SELF", personId }]));
}

/** Who asks, from the widest view to none. */
const CALLERS = {
  province: { levels: everyField, scopes: everywhere(TYPES) },
  lanzhou: { levels: everyField, scopes: within(TYPES, "6201") },
  chengguan: { levels: everyField, scopes: within(TYPES, "620102") },
  childCare: { levels: everyField, scopes: { Person: { ...CHENGGUAN, coversSensitiveRows: true } } },
  child: { levels: everyField, scopes: selfScopes("P-child") },
  newArea: { levels: everyField, scopes: within(TYPES, "620171") },
  tianshui: { levels: everyField, scopes: within(TYPES, "6205") },
  twoCounties: { levels: everyField, scopes: within(TYPES, "620103", "620521") },
  masked: { levels: basics, scopes: everywhere(TYPES) },
  herself: { levels: everyField, scopes: selfScopes("P-zhang") },
  formerMember: { levels: everyField, scopes: selfScopes("P-new-area") },
  withoutScope: { levels: everyField, scopes: {} },
  emptyScope: { levels: everyField, scopes: within(TYPES) },
  withoutLevels: { levels: {}, scopes: everywhere(TYPES) },
} satisfies Record<string, View>;
type Caller = keyof typeof CALLERS;

describe("a person through _entities", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["province", "P-zhang", "name", "张示例"],
    ["province", "P-nowhere", "name", "赵示例"],
    ["lanzhou", "P-zhang", "name", "张示例"],
    ["lanzhou", "P-new-area", "name", "王示例"],
    ["lanzhou", "P-li", "name", "NOT_FOUND"],
    ["lanzhou", "P-nowhere", "name", "NOT_FOUND"],
    ["lanzhou", "P-unknown", "name", "NOT_FOUND"],
    ["chengguan", "P-zhang", "name", "张示例"],
    ["chengguan", "P-new-area", "name", "NOT_FOUND"],
    ["province", "P-child", "name", "NOT_FOUND"],
    ["chengguan", "P-child", "name", "NOT_FOUND"],
    ["childCare", "P-child", "name", "孙示例"],
    ["childCare", "P-new-area", "name", "NOT_FOUND"],
    ["child", "P-child", "name", "孙示例"],
    // Whose age is not known may be a child.
    ["chengguan", "P-ageless", "name", "NOT_FOUND"],
    ["childCare", "P-ageless", "name", "周示例"],
    ["newArea", "P-new-area", "name", "王示例"],
    ["newArea", "P-zhang", "name", "NOT_FOUND"],
    ["tianshui", "P-zhang", "name", "张示例"],
    ["tianshui", "P-li", "name", "李示例"],
    ["twoCounties", "P-li", "name", "李示例"],
    ["twoCounties", "P-zhang", "name", "NOT_FOUND"],
    ["masked", "P-zhang", "name", "张*"],
    ["masked", "P-zhang", "idNumber", "629901********0017"],
    ["masked", "P-zhang", "birthDate", "1990"],
    ["masked", "P-zhang", "mobilePhone", "120****4567"],
    ["masked", "P-zhang", "hukouAddress", "甘肃省兰州市城关区示例街道"],
    ["masked", "P-zhang", "sex", null],
    ["masked", "P-zhang", "lifeStatus", "FIELD_FORBIDDEN"],
    ["masked", "P-zhang", "birthCertNo", "FIELD_FORBIDDEN"],
    ["masked", "P-zhang", "household { householdId }", "FIELD_FORBIDDEN"],
    ["herself", "P-zhang", "birthCertNo", "Y000000001"],
    ["herself", "P-li", "name", "NOT_FOUND"],
    ["herself", "P-zhang", "spouse { name }", null],
    ["herself", "P-zhang", "household { memberCount }", { memberCount: 2 }],
    ["withoutScope", "P-zhang", "name", "NOT_FOUND"],
    ["withoutScope", "P-zhang", "personId", "NOT_FOUND"],
    ["emptyScope", "P-zhang", "name", "NOT_FOUND"],
    ["withoutLevels", "P-zhang", "name", "FIELD_FORBIDDEN"],
    ["withoutLevels", "P-zhang", "personId", "NOT_FOUND"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, personId, field, expected) => {
    const representation = { __typename: "Person", personId, idNumber: ZHANG, hukouRegion: "620102001001" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("a household and its members", () => {
  const members = "members { relationToHead person { name } }";
  const table: readonly (readonly [Caller, string, unknown])[] = [
    ["province", "memberCount", 2],
    ["chengguan", "memberCount", 2],
    ["tianshui", "memberCount", "NOT_FOUND"],
    ["masked", "memberCount", "FIELD_FORBIDDEN"],
    // The member row is in scope, the person behind it need not be; a child's row is not there.
    [
      "chengguan",
      "members { personId person { name } }",
      [
        { personId: "P-new-area", person: null },
        { personId: "P-zhang", person: { name: "张示例" } },
        { personId: "P-li", person: null },
      ],
    ],
    ["herself", "memberCount", 2],
    ["herself", "members { personId }", [{ personId: "P-zhang" }]],
    // Who has left the household has no say in it.
    ["formerMember", "memberCount", "NOT_FOUND"],
    ["withoutScope", members, "NOT_FOUND"],
  ];

  test.each(table)("%s asks for %s", async (caller, field, expected) => {
    const representation = { __typename: "Household", householdId: "H-zhang" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("a lookup by number", () => {
  const text = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
  const ask = (caller: View, n: string) => register.ask(text, caller, { n });

  test("someone out of scope and nobody at all give the same answer and the same report", async () => {
    expect(await ask(CALLERS.lanzhou, LI)).toEqual(await ask(CALLERS.lanzhou, NOBODY));
    expect((await ask(CALLERS.lanzhou, ZHANG)).data).toEqual({ person: { name: "张示例" } });
  });

  test("a masked number cannot be asked by, a number to verify can", async () => {
    expect((await ask(CALLERS.masked, ZHANG)).errors).toMatchObject([{ code: "ARGUMENT_FORBIDDEN" }]);
    const verifier = { ...CALLERS.masked, levels: { ...basics, "Person.idNumber": "VERIFY" } } as const;
    expect((await ask(verifier, ZHANG)).data).toEqual({ person: { name: "张*" } });
  });

  test("a list shows nothing of those out of scope", async () => {
    const list = "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { name } }";
    const { data, reads } = await register.ask(list, CALLERS.lanzhou, { n: [LI, NOBODY, ZHANG] });
    expect(data).toEqual({ persons: [null, null, { name: "张示例" }] });
    expect(reads).toMatchObject({ subjects: [{ type: "Person", id: "P-zhang" }], rowCounts: { Person: 1 } });
  });

  test("a wrong number for a service object is as unknown as one out of scope", async () => {
    const levels = { ...everyField, "LegalEntity.uscc": "FULL" } as const;
    const object = "query ($c: ServiceObjectCode!) { serviceObject(code: $c) { __typename ... on Person { name } } }";
    const of = (c: string) => register.ask(object, { ...CALLERS.lanzhou, levels }, { c });
    expect(await of(LI)).toEqual(await of(NOBODY));
  });
});

describe("the statements sent", () => {
  test("hold no column that was denied, masked away or not asked for", async () => {
    const text = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name sex } }";
    await register.ask(text, { ...CALLERS.masked, levels: { ...basics, "Person.idNumber": "VERIFY" } }, { n: ZHANG });
    const columnsOf = (sql = "") => sql.match(/"persons"\."\w+"/g)?.map((column) => column.split('"')[3]);
    const [selected, conditions] = register.statements.join().split(" where ");
    expect(columnsOf(selected)).toEqual(["id_number", "person_id", "name"]);
    // The number that was asked by, and the day of birth that makes a child.
    expect(columnsOf(conditions)).toEqual(["id_number", "birth_date"]);
  });

  test("hold no number, and none are sent for what is refused", async () => {
    const text = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { birthCertNo } }";
    await register.ask(text, CALLERS.lanzhou, { n: ZHANG });
    expect(register.statements).toHaveLength(1);
    expect(register.statements.join()).not.toContain(ZHANG);
    await register.ask(text, CALLERS.masked, { n: ZHANG });
    expect(register.statements).toEqual([]);
  });
});
