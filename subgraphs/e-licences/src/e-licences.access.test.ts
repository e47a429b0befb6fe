import type { Capability } from "@tongshu/kit";
import { describe, expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { eLicencesRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { licences, licenceTypes } from "./store/tables.ts";

const TYPE_CODE = "11629900YYG000019W001";
const IN_LANZHOU = `1.2.156.3005.2.${TYPE_CODE}.11629901YYG10001XU.2016000001.001.Q`;
const IN_TIANSHUI = `1.2.156.3005.2.${TYPE_CODE}.11629901YYG10001XU.2016000002.001.A`;
const IN_CHILDHOOD = `1.2.156.3005.2.${TYPE_CODE}.11629901YYG10001XU.2016000003.001.V`;
const UNKNOWN = `1.2.156.3005.2.${TYPE_CODE}.11629901YYG10001XU.2016000004.001.F`;
const SHOP = "91629901YYG0000107";

const register = useRegister({
  definition: eLicencesRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    await tables.insert(licenceTypes).values({
      ...RECORD,
      typeCode: TYPE_CODE,
      hubCode: "LT-BL",
      name: "营业执照",
      holderKind: "BOTH",
      renewable: true,
      evidenceOnly: false,
      securityLevel: "L1",
    });
    const common = {
      ...RECORD,
      typeCode: TYPE_CODE,
      holderChildUntil: "-infinity",
      certNo: "629901199001010017",
      holderName: "张示例",
      issueDate: "2016-01-15",
      status: "VALID",
      version: 1,
      surface: { 姓名: "张示例" },
    };
    const entity = { holderKind: "ENTITY", holderEntityId: SHOP };
    const person = { holderKind: "PERSON", holderPersonId: "P-zhang" };
    const child = { holderKind: "PERSON", holderPersonId: "P-child", issueRegion: "620102" };
    await tables.insert(licences).values([
      { ...common, ...entity, licenceId: IN_LANZHOU, issueRegion: "620102" },
      { ...common, ...entity, licenceId: IN_TIANSHUI, issueRegion: "620502" },
      { ...common, ...person, licenceId: "L-new-area", issueRegion: "620171" },
      { ...common, ...person, licenceId: "L-province", issueRegion: "620000" },
      { ...common, holderKind: "PERSON", holderPersonId: "P-li", licenceId: "L-li", issueRegion: "620102" },
      { ...common, ...child, licenceId: "L-child", holderChildUntil: "2017-01-16" },
      { ...common, ...child, licenceId: "L-grown", holderChildUntil: "2017-01-15" },
      { ...common, ...child, licenceId: "L-ageless", holderChildUntil: undefined },
      { ...common, ...child, licenceId: IN_CHILDHOOD, holderChildUntil: "2020-01-01" },
    ]);
  },
});

const everyField: Capability["levels"] = {
  ...full("Licence", Object.keys(eLicencesRegister.entities.find(({ type }) => type === "Licence")?.fields ?? {})),
  "Person.licences": "FULL",
};
const masked: Capability["levels"] = {
  "Licence.certNo": "MASKED",
  "Licence.holderName": "MASKED",
  "Licence.surface": "MASKED",
  "Licence.status": "VERIFY",
};

const CALLERS = {
  province: { levels: everyField, scopes: everywhere(["Licence", "Person"]) },
  lanzhou: { levels: everyField, scopes: { ...within(["Licence"], "6201"), ...everywhere(["Person"]) } },
  chengguan: { levels: everyField, scopes: { ...within(["Licence"], "620102"), ...within(["Person"], "620102") } },
  masked: { levels: masked, scopes: everywhere(["Licence"]) },
  herself: {
    levels: everyField,
    scopes: { Licence: { kind: "SELF", personId: "P-zhang" }, Person: { kind: "SELF", personId: "P-zhang" } },
  },
  withoutScope: { levels: everyField, scopes: {} },
  withoutLevels: { levels: {}, scopes: everywhere(["Licence", "Person"]) },
} satisfies Record<string, View>;
type Caller = keyof typeof CALLERS;

describe("a licence through _entities", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["province", "L-province", "holderName", "张示例"],
    ["lanzhou", IN_LANZHOU, "certNo", "629901199001010017"],
    ["lanzhou", "L-new-area", "holderName", "张示例"],
    ["lanzhou", IN_TIANSHUI, "holderName", "NOT_FOUND"],
    ["lanzhou", "L-province", "holderName", "NOT_FOUND"],
    ["lanzhou", UNKNOWN, "holderName", "NOT_FOUND"],
    ["chengguan", "L-new-area", "holderName", "NOT_FOUND"],
    ["masked", IN_LANZHOU, "certNo", "629901********0017"],
    ["masked", IN_LANZHOU, "holderName", "张*"],
    ["masked", IN_LANZHOU, "surface", null],
    ["masked", IN_LANZHOU, "status", "FIELD_FORBIDDEN"],
    ["masked", IN_LANZHOU, "effectiveStatus", "FIELD_FORBIDDEN"],
    ["masked", IN_LANZHOU, "holder { __typename }", "FIELD_FORBIDDEN"],
    ["herself", "L-province", "surface", { 姓名: "张示例" }],
    ["herself", "L-li", "certNo", "NOT_FOUND"],
    ["herself", IN_LANZHOU, "certNo", "NOT_FOUND"],
    ["withoutScope", IN_LANZHOU, "certNo", "NOT_FOUND"],
    ["withoutLevels", IN_LANZHOU, "certNo", "FIELD_FORBIDDEN"],
    ["withoutLevels", IN_LANZHOU, "licenceId", "NOT_FOUND"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, licenceId, field, expected) => {
    const representation = { __typename: "Licence", licenceId, issueRegion: "620102", holderPersonId: "P-zhang" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("a licence of a holder under 14", () => {
  const everyone: View = { levels: everyField, scopes: everywhere(["Licence"]) };
  const childCare: View = { levels: everyField, scopes: { Licence: { kind: "ALL", coversSensitiveRows: true } } };
  const child: View = { levels: everyField, scopes: { Licence: { kind: "SELF", personId: "P-child" } } };
  const table: readonly (readonly [string, View, string, unknown])[] = [
    ["the province", everyone, "L-child", "NOT_FOUND"],
    ["the province, of one whose age is unknown,", everyone, "L-ageless", "NOT_FOUND"],
    ["the province, on the fourteenth birthday,", everyone, "L-grown", "张示例"],
    ["the county", CALLERS.chengguan, "L-child", "NOT_FOUND"],
    ["who was granted children", childCare, "L-child", "张示例"],
    ["the child", child, "L-child", "张示例"],
  ];

  test.each(table)("%s asks", async (_who, view, licenceId, expected) => {
    expect(await register.verdict({ __typename: "Licence", licenceId }, "holderName", view)).toEqual(expected);
  });

  test("is not found by its number, nor among the licences of the child", async () => {
    const text = "query ($id: ElectronicLicenceId!) { licence(licenceId: $id) { holderName } }";
    const { data } = await register.ask(text, everyone, { id: IN_CHILDHOOD });
    expect(data).toEqual({ licence: null });
    const person = { __typename: "Person", personId: "P-child" };
    const view = { levels: everyField, scopes: everywhere(["Licence", "Person"]) };
    expect(await register.verdict(person, "licences { licenceId }", view)).toEqual([{ licenceId: "L-grown" }]);
  });
});

describe("licences of some types", () => {
  const narrowed = (conditions: Readonly<Record<string, readonly string[]>>): View => ({
    levels: everyField,
    scopes: { ...everywhere(["Person"]), Licence: { kind: "ALL", conditions } },
  });

  test("are found by number and by holder, others are not", async () => {
    const licence = { __typename: "Licence", licenceId: "L-province" };
    const person = { __typename: "Person", personId: "P-zhang" };
    const types = narrowed({ typeCode: [TYPE_CODE], holderKind: ["PERSON"] });
    expect(await register.verdict(licence, "holderName", types)).toBe("张示例");
    expect(await register.verdict(person, "licences { licenceId }", types)).toHaveLength(2);
    const others = narrowed({ typeCode: ["11629900YYG000019W009"] });
    expect(await register.verdict(licence, "holderName", others)).toBe("NOT_FOUND");
    expect(await register.verdict(person, "licences { licenceId }", others)).toEqual([]);
    const organisations = narrowed({ holderKind: ["ENTITY"] });
    expect(await register.verdict(licence, "certNo", organisations)).toBe("NOT_FOUND");
  });
});

describe("the licences of a holder", () => {
  const ids = (...found: string[]) => found.map((licenceId) => ({ licenceId }));
  const table: readonly (readonly [Caller, string, unknown])[] = [
    ["province", SHOP, ids(IN_TIANSHUI, IN_LANZHOU)],
    ["lanzhou", SHOP, ids(IN_LANZHOU)],
    ["lanzhou", "P-zhang", ids("L-new-area")],
    ["chengguan", "P-zhang", []],
    ["herself", "P-zhang", ids("L-province", "L-new-area")],
    ["herself", "P-li", "OUT_OF_SCOPE"],
    ["herself", SHOP, []],
    // The field of the organisation is open to all; whether any licence is seen, the licences say.
    ["withoutLevels", SHOP, []],
    ["withoutScope", SHOP, []],
    ["withoutLevels", "P-zhang", "FIELD_FORBIDDEN"],
    ["withoutScope", "P-zhang", "OUT_OF_SCOPE"],
  ];

  test.each(table)("%s asks for those of %s", async (caller, holder, expected) => {
    const representation = holder.startsWith("P-")
      ? { __typename: "Person", personId: holder }
      : { __typename: "LegalEntity", entityId: holder };
    expect(await register.verdict(representation, "licences { licenceId }", CALLERS[caller])).toEqual(expected);
  });

  test("their number is cut off after those out of scope are gone", async () => {
    const entity = { __typename: "LegalEntity", entityId: SHOP };
    expect(await register.verdict(entity, "licences(first: 1) { licenceId }", CALLERS.lanzhou)).toEqual(
      ids(IN_LANZHOU),
    );
  });
});

describe("a lookup by identifier", () => {
  const text = "query ($l: ElectronicLicenceId!) { licence(licenceId: $l) { status } }";

  test("a licence out of scope and none at all give the same answer and the same report", async () => {
    const ask = (l: string) => register.ask(text, CALLERS.lanzhou, { l });
    expect(await ask(IN_TIANSHUI)).toEqual(await ask(UNKNOWN));
    expect((await ask(IN_LANZHOU)).data).toEqual({ licence: { status: "VALID" } });
  });

  test("the identifier cannot be asked by without a level on it", async () => {
    const levels = { "Licence.status": "FULL" } as const;
    const { errors } = await register.ask(text, { ...CALLERS.lanzhou, levels }, { l: IN_LANZHOU });
    expect(errors).toMatchObject([{ code: "ARGUMENT_FORBIDDEN" }]);
    expect(register.statements).toEqual([]);
  });
});

test("the statements sent hold no column that was denied or not asked for", async () => {
  const levels = { ...masked, "Licence.licenceId": "FULL" } as const;
  await register.verdict({ __typename: "Licence", licenceId: IN_LANZHOU }, "holderName surface", {
    ...CALLERS.masked,
    levels,
  });
  const columns = register.statements.join().match(/"licences"\."\w+"/g);
  expect(new Set(columns?.map((column) => column.split('"')[3]))).toEqual(
    // What was asked, the key, whose licence it is, for the record, and until when that is a child.
    new Set(["licence_id", "holder_name", "holder_person_id", "holder_entity_id", "holder_child_until"]),
  );
});
