import type { Capability } from "@tongshu/kit";
import { describe, expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { legalEntitiesRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { keyPersons, legalEntities, shareholders } from "./store/tables.ts";

const COMPANY = "91629901YYG0000107";
const OUTSIDE = "91629905YYG0000202";
const NEW_AREA = "91629909YYG000030W";

const register = useRegister({
  definition: legalEntitiesRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const common = {
      ...RECORD,
      entityKind: "ENTERPRISE",
      status: "ACTIVE",
      legalRepName: "张示例",
      legalRepPersonId: "P-zhang",
      legalRepPhone: "12001234567",
      employeeCount: 12,
    };
    const holder = { ...RECORD, seq: 1, holderKind: "PERSON", holderName: "张示例", holderPersonId: "P-zhang" };
    const chair = { ...RECORD, seq: 1, position: "CHAIR", isLegalRep: true, name: "张示例", personId: "P-zhang" };
    for (const [entityId, registrationRegion] of [
      [COMPANY, "620102"],
      [OUTSIDE, "620502"],
      [NEW_AREA, "620171"],
    ] as const) {
      const name = "甘肃示例商贸有限公司";
      await tables.insert(legalEntities).values({ ...common, entityId, uscc: entityId, registrationRegion, name });
      await tables.insert(shareholders).values({ ...holder, entityId, registrationRegion });
      await tables.insert(keyPersons).values({ ...chair, entityId, registrationRegion });
    }
    const shop = { ...RECORD, name: "甘肃示例小吃店", status: "ACTIVE", registrationRegion: "620102" };
    const business = {
      ...shop,
      entityKind: "INDIVIDUAL_BUSINESS",
      address: "示例路8号",
      postCode: "730000",
      lng: 103.5,
    };
    await tables.insert(legalEntities).values([
      { ...business, entityId: "B-shop", isHomePremises: false },
      { ...business, entityId: "B-home", isHomePremises: true, productionAddresses: ["示例路8号"] },
      { ...business, entityId: "B-unknown" },
      { ...business, entityId: "E-home", entityKind: "ENTERPRISE", isHomePremises: true },
    ]);
  },
});

const TYPES = ["LegalEntity", "Shareholder", "KeyPerson"];
const everyField: Capability["levels"] = {
  ...Object.assign({}, ...legalEntitiesRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
  ...full("Person", ["positions", "shareholdings"]),
};
const masked: Capability["levels"] = {
  "LegalEntity.legalRepName": "MASKED",
  "LegalEntity.legalRepPhone": "MASKED",
  "KeyPerson.name": "MASKED",
  "Shareholder.holderName": "MASKED",
};

const CALLERS = {
  province: { levels: everyField, scopes: everywhere([...TYPES, "Person"]) },
  lanzhou: { levels: everyField, scopes: { ...within(TYPES, "6201"), ...everywhere(["Person"]) } },
  chengguan: { levels: everyField, scopes: within(TYPES, "620102") },
  masked: { levels: masked, scopes: everywhere(TYPES) },
  herself: {
    levels: everyField,
    scopes: { KeyPerson: { kind: "SELF", personId: "P-zhang" }, Person: { kind: "SELF", personId: "P-zhang" } },
  },
  withoutScope: { levels: everyField, scopes: {} },
  withoutLevels: { levels: {}, scopes: everywhere([...TYPES, "Person"]) },
} satisfies Record<string, View>;
type Caller = keyof typeof CALLERS;

describe("an organisation through _entities", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    // What may be published, everybody sees of every organisation.
    ["withoutLevels", OUTSIDE, "name", "甘肃示例商贸有限公司"],
    ["withoutScope", OUTSIDE, "registrationRegion { code }", { code: "620502" }],
    ["withoutLevels", "91629901YYG0000999", "name", "NOT_FOUND"],
    ["province", OUTSIDE, "legalRepName", "张示例"],
    ["lanzhou", COMPANY, "employeeCount", 12],
    ["lanzhou", NEW_AREA, "legalRepPhone", "12001234567"],
    ["lanzhou", OUTSIDE, "legalRepName", "OUT_OF_SCOPE"],
    ["lanzhou", OUTSIDE, "legalRep { personId }", "OUT_OF_SCOPE"],
    ["chengguan", NEW_AREA, "legalRepPhone", "OUT_OF_SCOPE"],
    ["chengguan", COMPANY, "legalRep { personId }", { personId: "P-zhang" }],
    ["masked", COMPANY, "legalRepName", "张*"],
    ["masked", COMPANY, "legalRepPhone", "120****4567"],
    ["masked", COMPANY, "legalRepPersonId", "FIELD_FORBIDDEN"],
    ["masked", COMPANY, "legalRep { personId }", "FIELD_FORBIDDEN"],
    ["withoutScope", COMPANY, "legalRepName", "OUT_OF_SCOPE"],
    ["withoutScope", COMPANY, "employeeCount", "OUT_OF_SCOPE"],
    ["withoutLevels", COMPANY, "employeeCount", "FIELD_FORBIDDEN"],
    ["herself", COMPANY, "legalRepName", "OUT_OF_SCOPE"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, entityId, field, expected) => {
    const representation = { __typename: "LegalEntity", entityId, registrationRegion: "620102" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("the premises of an individual business", () => {
  const table: readonly (readonly [Caller | "tianshui", string, unknown])[] = [
    ["withoutLevels", "B-shop", "示例路8号"],
    ["withoutLevels", "B-home", "OUT_OF_SCOPE"],
    ["withoutLevels", "B-unknown", "OUT_OF_SCOPE"],
    ["withoutScope", "B-home", "OUT_OF_SCOPE"],
    ["chengguan", "B-home", "示例路8号"],
    ["tianshui", "B-home", "OUT_OF_SCOPE"],
    ["tianshui", "B-shop", "示例路8号"],
    ["withoutLevels", "E-home", "示例路8号"],
  ];

  test.each(table)("%s asks for the address of %s", async (caller, entityId, expected) => {
    const representation = { __typename: "LegalEntity", entityId, isHomePremises: "false" };
    const view = caller === "tianshui" ? { levels: everyField, scopes: within(TYPES, "620502") } : CALLERS[caller];
    expect(await register.verdict(representation, "address", view)).toEqual(expected);
  });

  test.each(["postCode", "lngLat { lng }", "productionAddresses"])("%s is as closed as the address", async (field) => {
    const home = { __typename: "LegalEntity", entityId: "B-home" };
    expect(await register.verdict(home, field, CALLERS.withoutLevels)).toBe("OUT_OF_SCOPE");
    expect(await register.verdict(home, "name", CALLERS.withoutLevels)).toBe("甘肃示例小吃店");
  });
});

describe("the people of an organisation", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["withoutLevels", OUTSIDE, "keyPersons { position }", [{ position: "CHAIR" }]],
    ["withoutLevels", OUTSIDE, "keyPersons { name }", "FIELD_FORBIDDEN"],
    ["withoutLevels", OUTSIDE, "shareholders { holderPersonId }", "FIELD_FORBIDDEN"],
    ["lanzhou", COMPANY, "keyPersons { name }", [{ name: "张示例" }]],
    ["lanzhou", OUTSIDE, "keyPersons { name }", "OUT_OF_SCOPE"],
    ["masked", OUTSIDE, "keyPersons { name }", [{ name: "张*" }]],
    ["masked", OUTSIDE, "shareholders { holderName }", [{ holderName: "张*" }]],
    ["masked", OUTSIDE, "shareholders { holderPerson { personId } }", "FIELD_FORBIDDEN"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, entityId, field, expected) => {
    expect(await register.verdict({ __typename: "LegalEntity", entityId }, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("the organisations of a person", () => {
  const positions = "positions { position entity { entityId } }";
  const everywhereHeld = [COMPANY, OUTSIDE, NEW_AREA].map((entityId) => ({ position: "CHAIR", entity: { entityId } }));
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["province", "P-zhang", positions, everywhereHeld],
    ["herself", "P-zhang", positions, everywhereHeld],
    ["herself", "P-li", positions, "OUT_OF_SCOPE"],
    ["withoutLevels", "P-zhang", positions, "FIELD_FORBIDDEN"],
    ["withoutLevels", "P-zhang", "shareholdings { ratio }", "FIELD_FORBIDDEN"],
    ["withoutScope", "P-zhang", positions, "OUT_OF_SCOPE"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, personId, field, expected) => {
    expect(await register.verdict({ __typename: "Person", personId }, field, CALLERS[caller])).toEqual(expected);
  });

  test("leave out the posts out of scope, which everybody may see without the person", async () => {
    const inLanzhou = everywhereHeld.filter(({ entity }) => entity.entityId !== OUTSIDE);
    const person = { __typename: "Person", personId: "P-zhang" };
    expect(await register.verdict(person, positions, CALLERS.lanzhou)).toEqual(inLanzhou);
    const withoutPosts = { ...CALLERS.lanzhou, levels: full("Person", ["positions"]) };
    expect(await register.verdict(person, positions, withoutPosts)).toEqual([]);
  });
});

describe("the statements sent", () => {
  test("hold no column about a person when none was asked for, and name none as a subject", async () => {
    const representation = { __typename: "LegalEntity", entityId: COMPANY };
    await register.verdict(
      representation,
      "name keyPersons { position } shareholders { ratio }",
      CALLERS.withoutLevels,
    );
    const text = register.statements.join();
    for (const column of ["legal_rep_name", "legal_rep_person_id", "holder_name", "holder_person_id"]) {
      expect(text).not.toContain(column);
    }
    expect(text).not.toMatch(/"key_persons"\."(name|person_id)"/);
  });

  test("name a person as a subject when the name is read", async () => {
    const text = `query ($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { legalRepName } }`;
    const { reads } = await register.ask(text, CALLERS.masked, { u: COMPANY });
    expect(reads.subjects).toEqual([
      { type: "LegalEntity", id: COMPANY, verb: "READ" },
      { type: "Person", id: "P-zhang", verb: "READ" },
    ]);
  });
});
