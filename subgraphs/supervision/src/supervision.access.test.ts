import type { Capability } from "@tongshu/kit";
import { describe, expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { MIGRATIONS_FOLDER, supervisionRegister } from "./index.ts";
import { abnormalListEntries, inspections, penalties } from "./store/tables.ts";

const COMPANY = "91629901YYG0000107";
const OTHER_COMPANY = "91629901YYG0000999";

const register = useRegister({
  definition: supervisionRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const inspection = {
      ...RECORD,
      entityId: COMPANY,
      kind: "DAILY",
      inspectors: ["赵示例", "钱示例"],
      problems: "台账不全",
    };
    const publishedAt = "2016-06-01T00:00:00+08:00";
    await tables.insert(inspections).values([
      { ...inspection, inspectionId: "I-open", inspectDate: "2016-05-03", region: "620502", publishedAt },
      { ...inspection, inspectionId: "I-lanzhou", inspectDate: "2016-05-02", region: "620102" },
      { ...inspection, inspectionId: "I-tianshui", inspectDate: "2016-05-01", region: "620502" },
      { ...inspection, inspectionId: "I-new-area", inspectDate: "2016-04-01", region: "620171" },
    ]);
    const penalty = { ...RECORD, decideDate: "2016-06-01", caseFact: "超范围经营" };
    const organisation = { ...penalty, partyEntityId: COMPANY };
    const barred = { kinds: ["FINE", "PERMIT_REVOKED"], publish: "NO", region: "620502" };
    const omega = { publish: "YES", region: "620502", partyEntityId: OTHER_COMPANY };
    await tables.insert(penalties).values([
      { ...organisation, decisionNo: "D-open", publish: "YES", region: "620502" },
      { ...organisation, decisionNo: "D-closed", publish: "NO", region: "620502" },
      { ...organisation, ...omega, decisionNo: "D-last-day", publishUntil: "2017-01-15" },
      { ...organisation, ...omega, decisionNo: "D-ended", publishUntil: "2017-01-14" },
      { ...organisation, ...omega, decisionNo: "D-revoked", publishUntil: "2020-01-01", revokedDate: "2016-12-01" },
      { ...penalty, ...barred, decisionNo: "D-barred", partyPersonId: "P-barred" },
      { ...penalty, ...barred, decisionNo: "D-pardoned", partyPersonId: "P-pardoned", revokedDate: "2016-12-01" },
      // Marked for publication by mistake: a person's penalty stays closed.
      { ...penalty, decisionNo: "D-person", partyPersonId: "P-zhang", publish: "YES", region: "620502" },
      { ...penalty, decisionNo: "D-person-lanzhou", partyPersonId: "P-zhang", publish: "NO", region: "620102" },
    ]);
    await tables.insert(abnormalListEntries).values({
      ...RECORD,
      entryNo: "A-open",
      entityId: COMPANY,
      ground: "UNREACHABLE",
      inDate: "2016-07-08",
      region: "620502",
    });
  },
});

const TYPES = ["Inspection", "Penalty"];
const everyField: Capability["levels"] = {
  ...Object.assign({}, ...supervisionRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
  ...full("Person", ["penalties", "barredFromTrade"]),
};

const CALLERS = {
  province: { levels: everyField, scopes: everywhere([...TYPES, "Person"]) },
  lanzhou: { levels: everyField, scopes: { ...within(TYPES, "6201"), ...everywhere(["Person"]) } },
  chengguan: { levels: everyField, scopes: within(TYPES, "620102") },
  barsOnly: { levels: full("Person", ["barredFromTrade"]), scopes: everywhere(["Person"]) },
  barsMasked: { levels: { "Person.barredFromTrade": "MASKED" }, scopes: everywhere(["Person"]) },
  noLink: { levels: { "Penalty.caseFact": "FULL" }, scopes: everywhere(TYPES) },
  herself: {
    levels: everyField,
    scopes: { Penalty: { kind: "SELF", personId: "P-zhang" }, Person: { kind: "SELF", personId: "P-zhang" } },
  },
  withoutScope: { levels: everyField, scopes: {} },
  withoutLevels: { levels: {}, scopes: everywhere([...TYPES, "Person"]) },
} satisfies Record<string, View>;
type Caller = keyof typeof CALLERS;

describe("an inspection through _entities", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["withoutLevels", "I-open", "kind", "DAILY"],
    ["withoutLevels", "I-open", "inspectors", "FIELD_FORBIDDEN"],
    ["withoutLevels", "I-lanzhou", "kind", "NOT_FOUND"],
    ["withoutScope", "I-lanzhou", "kind", "NOT_FOUND"],
    ["lanzhou", "I-open", "kind", "DAILY"],
    ["lanzhou", "I-open", "inspectors", "OUT_OF_SCOPE"],
    ["lanzhou", "I-lanzhou", "problems", "台账不全"],
    ["lanzhou", "I-new-area", "problems", "台账不全"],
    ["lanzhou", "I-tianshui", "kind", "NOT_FOUND"],
    ["lanzhou", "I-tianshui", "inspectors", "NOT_FOUND"],
    ["lanzhou", "I-unknown", "inspectors", "NOT_FOUND"],
    ["chengguan", "I-new-area", "kind", "NOT_FOUND"],
    ["province", "I-tianshui", "inspectors", ["赵示例", "钱示例"]],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, inspectionId, field, expected) => {
    const representation = { __typename: "Inspection", inspectionId, region: "620102", publishedAt: "2016-01-01" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("a penalty through _entities", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["withoutLevels", "D-open", "caseFact", "超范围经营"],
    ["withoutLevels", "D-closed", "caseFact", "NOT_FOUND"],
    ["withoutLevels", "D-person", "caseFact", "NOT_FOUND"],
    ["withoutLevels", "D-open", "partyPersonId", "FIELD_FORBIDDEN"],
    // The last day of publication counts; after it, and once revoked, the decision is as closed as any other.
    ["withoutLevels", "D-last-day", "caseFact", "超范围经营"],
    ["withoutLevels", "D-ended", "caseFact", "NOT_FOUND"],
    ["withoutLevels", "D-revoked", "caseFact", "NOT_FOUND"],
    ["lanzhou", "D-ended", "caseFact", "NOT_FOUND"],
    ["province", "D-ended", "caseFact", "超范围经营"],
    ["province", "D-revoked", "caseFact", "超范围经营"],
    ["withoutScope", "D-person", "partyPersonId", "NOT_FOUND"],
    ["lanzhou", "D-open", "partyPerson { personId }", "OUT_OF_SCOPE"],
    ["lanzhou", "D-closed", "caseFact", "NOT_FOUND"],
    ["lanzhou", "D-person", "caseFact", "NOT_FOUND"],
    ["lanzhou", "D-person-lanzhou", "partyPerson { personId }", { personId: "P-zhang" }],
    ["noLink", "D-person", "caseFact", "超范围经营"],
    ["noLink", "D-person", "partyPersonId", "FIELD_FORBIDDEN"],
    ["herself", "D-person", "partyPersonId", "P-zhang"],
    ["herself", "D-closed", "caseFact", "NOT_FOUND"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, decisionNo, field, expected) => {
    const representation = { __typename: "Penalty", decisionNo, publish: "YES", region: "620102" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("the supervision of an organisation or a person", () => {
  const inspected = (...ids: string[]) => ids.map((inspectionId) => ({ inspectionId }));
  const decided = (...nos: string[]) => nos.map((decisionNo) => ({ decisionNo }));
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["withoutLevels", COMPANY, "inspections { inspectionId }", inspected("I-open")],
    ["lanzhou", COMPANY, "inspections { inspectionId }", inspected("I-open", "I-lanzhou", "I-new-area")],
    ["withoutLevels", COMPANY, "inspections(first: 2) { inspectionId }", inspected("I-open")],
    ["withoutLevels", COMPANY, "penalties { decisionNo }", decided("D-open")],
    ["province", COMPANY, "penalties { decisionNo }", decided("D-open", "D-closed")],
    ["withoutLevels", COMPANY, "onAbnormalList", true],
    ["withoutLevels", COMPANY, "onSeriousList", false],
    ["withoutLevels", COMPANY, "abnormalListEntries { ground }", [{ ground: "UNREACHABLE" }]],
    ["herself", "P-zhang", "penalties { decisionNo }", decided("D-person-lanzhou", "D-person")],
    ["herself", "P-li", "penalties { decisionNo }", "OUT_OF_SCOPE"],
    // Yes or no, and not the penalty: only one that bars, and only while it stands.
    ["barsOnly", "P-barred", "barredFromTrade", true],
    ["barsOnly", "P-pardoned", "barredFromTrade", false],
    ["barsOnly", "P-zhang", "barredFromTrade", false],
    ["barsMasked", "P-barred", "barredFromTrade", null],
    ["barsOnly", "P-barred", "penalties { decisionNo }", "FIELD_FORBIDDEN"],
    ["herself", "P-barred", "barredFromTrade", "OUT_OF_SCOPE"],
    ["withoutScope", "P-barred", "barredFromTrade", "OUT_OF_SCOPE"],
    ["withoutLevels", "P-barred", "barredFromTrade", "FIELD_FORBIDDEN"],
    ["lanzhou", "P-zhang", "penalties { decisionNo }", decided("D-person-lanzhou")],
    ["withoutLevels", "P-zhang", "penalties { decisionNo }", "FIELD_FORBIDDEN"],
    ["withoutScope", "P-zhang", "penalties { decisionNo }", "OUT_OF_SCOPE"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, subject, field, expected) => {
    const representation = subject.startsWith("P-")
      ? { __typename: "Person", personId: subject }
      : { __typename: "LegalEntity", entityId: subject };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("a lookup by decision number", () => {
  const text = "query ($d: ID!) { penalty(decisionNo: $d) { caseFact } }";

  test("a closed decision and none at all give the same answer and the same report", async () => {
    const ask = (d: string) => register.ask(text, CALLERS.withoutLevels, { d });
    expect(await ask("D-person")).toEqual(await ask("D-unknown"));
    expect(await ask("D-closed")).toEqual(await ask("D-unknown"));
    expect((await ask("D-open")).data).toEqual({ penalty: { caseFact: "超范围经营" } });
  });
});

test("the statements sent hold no column that was denied or not asked for", async () => {
  const entity = { __typename: "LegalEntity", entityId: COMPANY };
  await register.verdict(entity, "inspections { kind }", CALLERS.withoutLevels);
  expect(register.statements.join()).not.toMatch(/inspectors|problems|items/);
});
