import { expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View } from "../../../tests/support/register.ts";
import { MIGRATIONS_FOLDER, supervisionRegister } from "./index.ts";
import { abnormalListEntries, inspections, penalties, seriousListEntries } from "./store/tables.ts";

const COMPANY = "91629901YYG0000107";
const CLEAN = "91629905YYG0000202";

const register = useRegister({
  definition: supervisionRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const published = "2016-06-01T00:00:00+08:00";
    const inspection = { ...RECORD, entityId: COMPANY, region: "620102", publishedAt: published, dept: "FDA" };
    await tables.insert(inspections).values([
      {
        ...inspection,
        inspectionId: "I1",
        kind: "DOUBLE_RANDOM",
        inspectDate: "2016-05-01",
        resultCodes: ["CORRECTED_ON_ORDER", "NOT_PUBLISHED"],
        items: [{ itemCode: "F-01", basis: "食品安全法", result: "CORRECTED_ON_ORDER" }],
        inspectors: ["赵示例", "钱示例"],
      },
      { ...inspection, inspectionId: "I2", kind: "DAILY", inspectDate: "2016-05-20", resultCodes: ["NO_PROBLEM"] },
    ]);
    const penalty = { ...RECORD, region: "620102", publish: "YES", decideDept: "AIC" };
    await tables.insert(penalties).values([
      {
        ...penalty,
        decisionNo: "甘示例罚〔2016〕1号",
        partyEntityId: COMPANY,
        kinds: ["FINE", "CONFISCATED_INCOME"],
        fineAmount: "3000.00",
        confiscatedAmount: "120.50",
        decideDate: "2016-06-01",
        revokedDate: "2016-09-01",
        revokedReason: "主要证据不足",
      },
      { ...penalty, decisionNo: "甘示例罚〔2016〕2号", partyEntityId: COMPANY, decideDate: "2016-07-01" },
      { ...penalty, decisionNo: "甘示例罚〔2016〕3号", partyPersonId: "P1", decideDate: "2016-07-01", publish: "NO" },
    ]);
    const entry = { ...RECORD, region: "620102", inDept: "AIC" };
    await tables.insert(abnormalListEntries).values([
      { ...entry, entryNo: "A1", entityId: COMPANY, ground: "ANNUAL_REPORT_MISSING", inDate: "2015-07-08" },
      {
        ...entry,
        entryNo: "A2",
        entityId: CLEAN,
        ground: "UNREACHABLE",
        inDate: "2014-07-08",
        outDate: "2015-01-01",
        outReason: "已恢复联系",
        outDept: "AIC",
      },
      {
        ...entry,
        entryNo: "A3",
        entityId: COMPANY,
        ground: "UNREACHABLE",
        inDate: "2014-07-08",
        outDate: "2015-01-01",
      },
    ]);
    await tables.insert(seriousListEntries).values([
      {
        ...entry,
        entryNo: "S1",
        entityId: COMPANY,
        ground: "列入满三年未改正",
        basis: "条例第十七条",
        inDate: "2016-07-09",
      },
    ]);
  },
});

const view: View = {
  levels: {
    ...Object.assign({}, ...supervisionRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
    ...full("Person", ["penalties"]),
  },
  scopes: everywhere(["Inspection", "Penalty", "AbnormalListEntry", "SeriousListEntry", "Person"]),
};

test("an organisation's supervision comes latest first", async () => {
  const entity = { __typename: "LegalEntity", entityId: COMPANY };
  expect(await register.verdict(entity, "inspections { inspectionId kind }", view)).toEqual([
    { inspectionId: "I2", kind: "DAILY" },
    { inspectionId: "I1", kind: "DOUBLE_RANDOM" },
  ]);
  expect(await register.verdict(entity, "penalties { decisionNo decideDate }", view)).toEqual([
    { decisionNo: "甘示例罚〔2016〕2号", decideDate: "2016-07-01" },
    { decisionNo: "甘示例罚〔2016〕1号", decideDate: "2016-06-01" },
  ]);
  expect(await register.verdict(entity, "abnormalListEntries { ground outDate }", view)).toEqual([
    { ground: "ANNUAL_REPORT_MISSING", outDate: null },
    { ground: "UNREACHABLE", outDate: "2015-01-01" },
  ]);
  expect(await register.verdict(entity, "seriousListEntries { ground basis inDept { code } }", view)).toEqual([
    { ground: "列入满三年未改正", basis: "条例第十七条", inDept: { code: "AIC" } },
  ]);
});

test("an organisation is on a list while an entry is open", async () => {
  const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on LegalEntity {
    onAbnormalList onSeriousList } } }`;
  const r = [COMPANY, CLEAN, "E-unknown"].map((entityId) => ({ __typename: "LegalEntity", entityId }));
  const { data } = await register.ask(text, {}, { r });
  expect(data).toEqual({
    _entities: [
      { onAbnormalList: true, onSeriousList: true },
      { onAbnormalList: false, onSeriousList: false },
      { onAbnormalList: false, onSeriousList: false },
    ],
  });
  expect(register.statements).toHaveLength(2);
});

test("a penalty comes with its amounts and its revocation", async () => {
  const text = `query ($d: ID!) { penalty(decisionNo: $d) {
    kinds fineAmount confiscatedAmount revoked { revokedDate reason } decideDept { code } region { code }
    partyEntity { entityId } partyPerson { personId } } }`;
  const { data } = await register.ask(text, view, { d: "甘示例罚〔2016〕1号" });
  expect(data).toEqual({
    penalty: {
      kinds: ["FINE", "CONFISCATED_INCOME"],
      fineAmount: "3000.00",
      confiscatedAmount: "120.50",
      revoked: { revokedDate: "2016-09-01", reason: "主要证据不足" },
      decideDept: { code: "AIC" },
      region: { code: "620102" },
      partyEntity: { entityId: COMPANY },
      partyPerson: null,
    },
  });
});

test("an inspection comes with its items, results and inspectors", async () => {
  const field = "resultCodes inspectors items { itemCode result } publishedAt";
  const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Inspection { ${field} } } }`;
  const { data } = await register.ask(text, view, { r: [{ __typename: "Inspection", inspectionId: "I1" }] });
  expect(data).toEqual({
    _entities: [
      {
        resultCodes: ["CORRECTED_ON_ORDER", "NOT_PUBLISHED"],
        inspectors: ["赵示例", "钱示例"],
        items: [{ itemCode: "F-01", result: "CORRECTED_ON_ORDER" }],
        publishedAt: "2016-06-01T00:00:00+08:00",
      },
    ],
  });
});

test("a person's penalties are found by the person", async () => {
  const person = { __typename: "Person", personId: "P1" };
  expect(await register.verdict(person, "penalties { decisionNo revoked { reason } }", view)).toEqual([
    { decisionNo: "甘示例罚〔2016〕3号", revoked: null },
  ]);
});

test("every statement reaches its rows by an index", async () => {
  expect(await register.statementsWithoutIndex()).toEqual([]);
});
