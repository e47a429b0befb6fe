import { expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View } from "../../../tests/support/register.ts";
import { legalEntitiesRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { departments, keyPersons, legalEntities, regions, shareholders } from "./store/tables.ts";

const COMPANY = "91629901YYG0000107";
const HOLDING = "91629905YYG0000202";
const SHOP = "92629901YYG0000407";

const register = useRegister({
  definition: legalEntitiesRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const common = { ...RECORD, sourceDept: "AIC", status: "ACTIVE" };
    await tables.insert(legalEntities).values([
      {
        ...common,
        entityId: COMPANY,
        uscc: COMPANY,
        entityKind: "ENTERPRISE",
        name: "甘肃示例商贸有限公司",
        registrationRegion: "620102",
        registeredCapital: "1000000.00",
        currency: "CNY",
        legalRepName: "张示例",
        legalRepPersonId: "P1",
        scopeItems: [{ code: "F5101", name: "批发", permitRequired: false }],
        lng: 103.8,
        lat: 36.1,
      },
      {
        ...common,
        entityId: HOLDING,
        uscc: HOLDING,
        entityKind: "ENTERPRISE",
        name: "甘肃示例控股有限公司",
        registrationRegion: "620502",
      },
      {
        ...common,
        entityId: SHOP,
        uscc: SHOP,
        entityKind: "INDIVIDUAL_BUSINESS",
        name: "示例面馆",
        registrationRegion: "620171",
        status: "CANCELLED",
      },
      {
        ...common,
        entityId: "E01B2",
        entityKind: "BRANCH",
        name: "示例分公司乙",
        registrationRegion: "620102",
        parentEntityId: COMPANY,
      },
      {
        ...common,
        entityId: "E01B1",
        entityKind: "BRANCH",
        name: "示例分公司甲",
        registrationRegion: "620103",
        parentEntityId: COMPANY,
      },
    ]);
    await tables.insert(shareholders).values([
      {
        ...common,
        entityId: COMPANY,
        seq: 1,
        registrationRegion: "620102",
        holderKind: "ENTITY",
        holderName: "甘肃示例控股有限公司",
        holderEntityId: HOLDING,
        ratio: "60.0000",
        fromDate: "2015-01-01",
      },
      {
        ...common,
        entityId: COMPANY,
        seq: 2,
        registrationRegion: "620102",
        holderKind: "PERSON",
        holderName: "张示例",
        holderPersonId: "P1",
        ratio: "40.0000",
        fromDate: "2014-01-01",
      },
    ]);
    const chair = { position: "CHAIR", isLegalRep: true, personId: "P1", name: "张示例", seq: 1 };
    await tables.insert(keyPersons).values([
      { ...common, ...chair, entityId: COMPANY, registrationRegion: "620102", fromDate: "2014-01-01" },
      { ...common, ...chair, entityId: HOLDING, registrationRegion: "620502", fromDate: "2012-01-01" },
    ]);
    await tables.insert(regions).values([
      {
        ...RECORD,
        code: "620102",
        name: "城关区",
        level: "COUNTY",
        parent: "620100",
        pseudo: false,
        synthetic: false,
      },
      { ...RECORD, code: "620100", name: "兰州市", level: "CITY", parent: "620000", pseudo: false, synthetic: false },
      {
        ...RECORD,
        code: "620824",
        name: "华亭县",
        level: "COUNTY",
        validTo: "2018-12-31",
        successors: ["620881", "620102"],
        pseudo: false,
        synthetic: false,
      },
    ]);
    await tables.insert(departments).values([
      { ...RECORD, code: "AIC", name: "省工商局", nameEn: "Industry and Commerce", successors: ["AMR"] },
      { ...RECORD, code: "AMR", name: "省市场监管局", nameEn: "Market Regulation" },
    ]);
  },
});

const view: View = {
  levels: {
    ...Object.assign({}, ...legalEntitiesRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
    ...full("Person", ["positions", "shareholdings"]),
  },
  scopes: everywhere(["LegalEntity", "Shareholder", "KeyPerson", "Person"]),
};

test("an organisation comes with its people, holders, branches and region", async () => {
  const text = `query ($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) {
    name registeredCapital lngLat { lng lat } scopeItems { code permitRequired } legalRep { personId }
    registrationRegion { code name parent { name parent { code name } } } parent { name }
    branches { name } keyPersons { name position person { personId } }
    shareholders { ratio holderPerson { personId } holderEntity { name registrationRegion { code name } } }
    provenance { sourceDept { code nameEn successors { code } } } } }`;
  const { data, errors } = await register.ask(text, view, { u: COMPANY });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    legalEntity: {
      name: "甘肃示例商贸有限公司",
      registeredCapital: "1000000.00",
      lngLat: { lng: 103.8, lat: 36.1 },
      scopeItems: [{ code: "F5101", permitRequired: false }],
      legalRep: { personId: "P1" },
      // A code the table does not know is still the code of the record.
      registrationRegion: {
        code: "620102",
        name: "城关区",
        parent: { name: "兰州市", parent: { code: "620000", name: null } },
      },
      parent: null,
      branches: [{ name: "示例分公司甲" }, { name: "示例分公司乙" }],
      keyPersons: [{ name: "张示例", position: "CHAIR", person: { personId: "P1" } }],
      shareholders: [
        { ratio: "40.0000", holderPerson: { personId: "P1" }, holderEntity: null },
        {
          ratio: "60.0000",
          holderPerson: null,
          holderEntity: { name: "甘肃示例控股有限公司", registrationRegion: { code: "620502", name: null } },
        },
      ],
      provenance: { sourceDept: { code: "AIC", nameEn: "Industry and Commerce", successors: [{ code: "AMR" }] } },
    },
  });
});

test("a code alone is answered from the record", async () => {
  const text = `query ($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) {
    registrationRegion { code } provenance { sourceDept { __typename code } } } }`;
  const { data } = await register.ask(text, view, { u: HOLDING });
  expect(data).toEqual({
    legalEntity: {
      registrationRegion: { code: "620502" },
      provenance: { sourceDept: { __typename: "Department", code: "AIC" } },
    },
  });
  expect(register.statements).toHaveLength(1);
});

test("a person's positions and shares come by first day, with the organisations", async () => {
  const person = { __typename: "Person", personId: "P1" };
  expect(await register.verdict(person, "positions { entity { name } position }", view)).toEqual([
    { entity: { name: "甘肃示例控股有限公司" }, position: "CHAIR" },
    { entity: { name: "甘肃示例商贸有限公司" }, position: "CHAIR" },
  ]);
  expect(await register.verdict(person, "shareholdings { ratio entity { entityId } }", view)).toEqual([
    { ratio: "40.0000", entity: { entityId: COMPANY } },
  ]);
});

test("codes answer in the order asked, with null where there is none", async () => {
  const text = "query ($u: [UnifiedSocialCreditCode!]!) { legalEntitiesByUscc(usccs: $u) { entityId } }";
  const { data } = await register.ask(text, view, { u: [SHOP, "91629909YYG000030W", COMPANY] });
  expect(data).toEqual({ legalEntitiesByUscc: [{ entityId: SHOP }, null, { entityId: COMPANY }] });
});

test("more than a hundred codes are refused before anything is read", async () => {
  const text = "query ($u: [UnifiedSocialCreditCode!]!) { legalEntitiesByUscc(usccs: $u) { entityId } }";
  const { errors } = await register.ask(text, view, { u: Array.from({ length: 101 }, () => SHOP) });
  expect(errors).toEqual([{ code: "LIMIT_EXCEEDED", path: ["legalEntitiesByUscc"] }]);
  expect(register.statements).toEqual([]);
});

const PAGE = `query ($f: LegalEntityFilter, $n: Int, $a: String) { legalEntities(filter: $f, first: $n, after: $a) {
  edges { node { entityId } cursor } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly edges: readonly { readonly node: { readonly entityId: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await register.ask(PAGE, {}, variables);
  expect(errors).toEqual([]);
  return (data as { legalEntities: Page }).legalEntities;
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.entityId);

test.each([
  ["a county", { region: "620102" }, [COMPANY, "E01B2"]],
  ["a prefecture, its new area too", { region: "620100" }, [COMPANY, "E01B2", "E01B1", SHOP]],
  ["the province", { region: "620000" }, [COMPANY, "E01B2", "E01B1", SHOP, HOLDING]],
  ["a status", { status: "CANCELLED" }, [SHOP]],
  ["a kind and a region", { entityKind: "BRANCH", region: "620103" }, ["E01B1"]],
  ["conditions that are null", { entityKind: null, status: "CANCELLED" }, [SHOP]],
  ["a county without any", { region: "620902" }, []],
])("a page is filtered by %s", async (_name, f, expected) => {
  expect(idsOf(await page({ f }))).toEqual(expected);
});

test("pages go on where the one before ended, and the last one says so", async () => {
  const first = await page({ n: 2 });
  const second = await page({ n: 2, a: first.pageInfo.endCursor });
  const third = await page({ n: 2, a: second.pageInfo.endCursor });
  expect([first, second, third].map(idsOf)).toEqual([[COMPANY, "E01B2"], ["E01B1", SHOP], [HOLDING]]);
  expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
});

test.each([[0], [101], [-1]])("a page of %i is refused", async (n) => {
  expect((await register.ask(PAGE, {}, { n })).errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
});

test("a division tells what took its place, as far as it is known", async () => {
  const text = "query ($c: RegionCode!) { region(code: $c) { validTo successors { code } } }";
  const { data } = await register.ask(text, {}, { c: "620824" });
  expect(data).toEqual({ region: { validTo: "2018-12-31", successors: [{ code: "620102" }] } });
});

test("departments come by code", async () => {
  const { data } = await register.ask("{ departments { code name } }", {});
  expect(data).toEqual({
    departments: [
      { code: "AIC", name: "省工商局" },
      { code: "AMR", name: "省市场监管局" },
    ],
  });
});

test("every statement reaches its rows by an index", async () => {
  expect(await register.statementsWithoutIndex()).toEqual([]);
});
