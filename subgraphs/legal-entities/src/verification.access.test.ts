import { describe, expect, test } from "vitest";
import { everywhere, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { legalEntitiesRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { legalEntities } from "./store/tables.ts";

const NEAR = "91629901YYG0000107";
const FAR = "91629905YYG0000202";
const HOME = "91629909YYG000030W";

const register = useRegister({
  definition: legalEntitiesRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const common = {
      ...RECORD,
      entityKind: "ENTERPRISE",
      name: "甘肃示例商贸有限公司",
      status: "ACTIVE",
      address: "示例路8号",
      registeredCapital: "1000000.00",
      legalRepName: "张示例",
      legalRepPersonId: "P-zhang",
      registrationRegion: "620102",
    };
    await tables.insert(legalEntities).values([
      { ...common, entityId: NEAR, uscc: NEAR },
      { ...common, entityId: FAR, uscc: FAR, registrationRegion: "620502" },
      { ...common, entityId: HOME, uscc: HOME, entityKind: "INDIVIDUAL_BUSINESS", isHomePremises: true },
    ]);
  },
});

const QUERY = `query ($subjects: [LegalEntityClaims!]!) {
  verifyLegalEntities(subjects: $subjects) { claims { field result } }
}`;

async function ask(view: View, ...subjects: Readonly<Record<string, unknown>>[]) {
  const { data, errors, reads } = await register.ask(QUERY, view, { subjects });
  const answers = (data?.["verifyLegalEntities"] ?? []) as { claims: { field: string; result: string }[] }[];
  const results = answers.map(({ claims }) => Object.fromEntries(claims.map(({ field, result }) => [field, result])));
  return { errors, reads, results };
}

const representative = { "LegalEntity.legalRepName": "VERIFY" } as const;
const chengguan = { levels: representative, scopes: within(["LegalEntity"], "620102") };

describe("claims about an organisation", () => {
  test("are compared where the fact is open to all, without any grant", async () => {
    const claims = { name: "甘肃示例商贸有限公司　", registeredCapital: "1000000.0", registrationRegion: "620502" };
    const { results, reads } = await ask({ levels: {}, scopes: {} }, { uscc: FAR, ...claims });
    expect(results).toEqual([{ name: "MATCH", registeredCapital: "MATCH", registrationRegion: "MATCH" }]);
    expect(reads.subjects).toEqual([{ type: "LegalEntity", id: FAR, verb: "VERIFIED" }]);
  });

  test("that are not open are compared in scope alone, and beside those that are", async () => {
    const claims = { name: "甘肃示例商贸有限公司", legalRepName: "张示例" };
    const { results, reads } = await ask(chengguan, { uscc: NEAR, ...claims }, { uscc: FAR, ...claims });
    expect(results).toEqual([
      { name: "MATCH", legalRepName: "MATCH" },
      { name: "MATCH", legalRepName: "NOT_FOUND" },
    ]);
    // The representative's own data were looked at for the organisation in scope only.
    expect(reads.subjects).toEqual([
      { type: "LegalEntity", id: NEAR, verb: "VERIFIED" },
      { type: "Person", id: "P-zhang", verb: "VERIFIED" },
      { type: "LegalEntity", id: FAR, verb: "VERIFIED" },
    ]);
  });

  test("leave no trace of an organisation of which nothing was compared", async () => {
    const { results, reads } = await ask(chengguan, { uscc: FAR, legalRepName: "张示例" });
    expect(results).toEqual([{ legalRepName: "NOT_FOUND" }]);
    expect([reads.subjects, reads.rowCounts]).toEqual([[], {}]);
  });

  test("about premises that are a home need a grant that covers them", async () => {
    const home = { uscc: HOME, address: "示例路8号", status: "ACTIVE" };
    expect((await ask({ levels: {}, scopes: {} }, home, { ...home, uscc: NEAR })).results).toEqual([
      { address: "NOT_FOUND", status: "MATCH" },
      { address: "MATCH", status: "MATCH" },
    ]);
    const covered = { levels: { "LegalEntity.address": "VERIFY" }, scopes: everywhere(["LegalEntity"]) } as const;
    expect((await ask(covered, home)).results).toEqual([{ address: "MATCH", status: "MATCH" }]);
  });

  test("without a right are NOT_GRANTED, also where the name is shown masked", async () => {
    for (const level of ["NONE", "MASKED"] as const) {
      const view = { levels: { "LegalEntity.legalRepName": level }, scopes: everywhere(["LegalEntity"]) };
      expect((await ask(view, { uscc: NEAR, legalRepName: "张示例" })).results).toEqual([
        { legalRepName: "NOT_GRANTED" },
      ]);
      expect(register.statements).toEqual([]);
    }
  });

  test("hold under the conditions of a grant", async () => {
    const scope = { kind: "ALL", conditions: { entityId: [FAR] } } as const;
    const view = { levels: representative, scopes: { LegalEntity: scope } };
    const claims = { legalRepName: "张示例" };
    expect((await ask(view, { uscc: NEAR, ...claims }, { uscc: FAR, ...claims })).results).toEqual([
      { legalRepName: "NOT_FOUND" },
      { legalRepName: "MATCH" },
    ]);
    expect(await register.statementsWithoutIndex()).toEqual([]);
  });
});
