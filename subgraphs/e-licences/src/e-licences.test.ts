import { expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View } from "../../../tests/support/register.ts";
import { eLicencesRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { licences, licenceTypes } from "./store/tables.ts";

const TYPE_CODE = "11629900YYG000019W001";
const LICENCE = `1.2.156.3005.2.${TYPE_CODE}.11629901YYG10001XU.2016000001.001.Q`;
const ENTITY = "91629901YYG0000107";

const register = useRegister({
  definition: eLicencesRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    await tables.insert(licenceTypes).values([
      {
        ...RECORD,
        typeCode: TYPE_CODE,
        hubCode: "LT-BL",
        name: "营业执照",
        holderKind: "ENTITY",
        issuerDept: "AIC",
        renewable: true,
        evidenceOnly: false,
        securityLevel: "L1",
        surfaceSchema: { type: "object" },
        replacesMaterials: ["M-001"],
      },
      {
        ...RECORD,
        typeCode: "11629900YYG000027P012",
        hubCode: "LT-HP",
        name: "健康证明",
        holderKind: "PERSON",
        renewable: false,
        evidenceOnly: true,
        securityLevel: "L3",
      },
    ]);
    const person = { holderKind: "PERSON", holderChildUntil: "-infinity" };
    const common = { ...RECORD, ...person, typeCode: TYPE_CODE, issueRegion: "620102", status: "VALID", version: 1 };
    await tables.insert(licences).values([
      {
        ...common,
        licenceId: LICENCE,
        certNo: "620102000000001",
        holderKind: "ENTITY",
        holderEntityId: ENTITY,
        issuerDept: "AIC",
        issueDate: "2014-01-15",
        validTo: "2017-01-15",
        surface: { 名称: "甘肃示例商贸有限公司" },
        fileFormat: "OFD",
        fileSize: 2048,
        fileDigestAlg: "SM3",
        fileDigest: "0a1b",
        coHolders: [{ holderKind: "PERSON", holderPersonId: "P1", holderEntityId: null, holderName: "张示例" }],
      },
      { ...common, licenceId: "L2", holderKind: "ENTITY", holderEntityId: ENTITY, issueDate: "2016-01-15" },
      { ...common, licenceId: "L3", holderKind: "ENTITY", holderEntityId: ENTITY, issueDate: "2016-01-15" },
      {
        ...common,
        licenceId: "L4",
        holderKind: "PERSON",
        holderPersonId: "P1",
        issueDate: "2016-01-15",
        validTo: "2020-01-01",
        status: "REVOKED",
      },
    ]);
  },
});

const view: View = {
  levels: {
    ...Object.assign({}, ...eLicencesRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
    "Person.licences": "FULL",
  },
  scopes: everywhere(["Licence", "Person"]),
};

test("a licence comes with its type, holder, file and surface", async () => {
  const text = `query ($l: ElectronicLicenceId!) { licence(licenceId: $l) {
    certNo type { hubCode name issuerDept { code } replacesMaterials } issueRegion { code } issueDate validTo
    holder { __typename ... on LegalEntity { entityId } ... on Person { personId } }
    coHolders { holderKind holderPersonId holderName } file { format size digestAlg digest sealId } surface } }`;
  const { data, errors } = await register.ask(text, view, { l: LICENCE });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    licence: {
      certNo: "620102000000001",
      type: { hubCode: "LT-BL", name: "营业执照", issuerDept: { code: "AIC" }, replacesMaterials: ["M-001"] },
      issueRegion: { code: "620102" },
      issueDate: "2014-01-15",
      validTo: "2017-01-15",
      holder: { __typename: "LegalEntity", entityId: ENTITY },
      coHolders: [{ holderKind: "PERSON", holderPersonId: "P1", holderName: "张示例" }],
      file: { format: "OFD", size: 2048, digestAlg: "SM3", digest: "0a1b", sealId: null },
      surface: { 名称: "甘肃示例商贸有限公司" },
    },
  });
});

test("a licence is valid through its last day in Beijing, and on the day asked about", async () => {
  const representation = { __typename: "Licence", licenceId: LICENCE };
  expect(await register.verdict(representation, "effectiveStatus", view)).toBe("VALID");
  expect(await register.verdict(representation, 'effectiveStatus(asOf: "2017-01-16")', view)).toBe("EXPIRED");
  expect(await register.verdict(representation, "status", view)).toBe("VALID");
  expect(await register.verdict({ __typename: "Licence", licenceId: "L4" }, "effectiveStatus", view)).toBe("REVOKED");
});

test("an organisation's licences come latest issue first, as many as asked", async () => {
  const entity = { __typename: "LegalEntity", entityId: ENTITY };
  expect(await register.verdict(entity, "licences { licenceId }", view)).toEqual([
    { licenceId: "L3" },
    { licenceId: "L2" },
    { licenceId: LICENCE },
  ]);
  expect(await register.verdict(entity, "licences(first: 1) { licenceId }", view)).toEqual([{ licenceId: "L3" }]);
  expect(await register.verdict(entity, "licences(first: 201) { licenceId }", view)).toBe("BAD_USER_INPUT");
});

test("a person's licences name the person as holder, and holders of many are asked for at once", async () => {
  const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { licences {
    type { hubCode } holder { ... on Person { personId } } } } } }`;
  const r = ["P1", "P2", "P3"].map((personId) => ({ __typename: "Person", personId }));
  const { data, reads } = await register.ask(text, view, { r });
  const [first, ...others] = (data as { _entities: { licences: unknown }[] })._entities;
  expect(first?.licences).toEqual([{ type: { hubCode: "LT-BL" }, holder: { personId: "P1" } }]);
  expect(others).toEqual([{ licences: [] }, { licences: [] }]);
  expect(register.statements).toHaveLength(2);
  expect(reads.subjects).toEqual([{ type: "Person", id: "P1", verb: "LISTED" }]);
});

test("the catalogue of types comes by code", async () => {
  const { data } = await register.ask("{ licenceTypes { hubCode } }", {});
  expect(data).toEqual({ licenceTypes: [{ hubCode: "LT-BL" }, { hubCode: "LT-HP" }] });
  const { data: one } = await register.ask("{ licenceTypes(first: 1) { surfaceSchema } }", {});
  expect(one).toEqual({ licenceTypes: [{ surfaceSchema: { type: "object" } }] });
});

test("an identifier that fails its check is refused before anything is read", async () => {
  const text = "query ($l: ElectronicLicenceId!) { licence(licenceId: $l) { certNo } }";
  const { errors } = await register.ask(text, view, { l: LICENCE.replace(/Q$/, "R") });
  expect(errors).toEqual([{ code: "BAD_NUMBER", path: [] }]);
  expect(register.statements).toEqual([]);
});

test("every statement reaches its rows by an index", async () => {
  expect(await register.statementsWithoutIndex()).toEqual([]);
});
