import { type Capability, publishCounts } from "@tongshu/kit";
import { describe, expect, test } from "vitest";
import { NOW_MS, RECORD, useRegister } from "../../../tests/support/register.ts";
import { governanceEventsRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { governanceEventCounts } from "./store/counts.ts";
import { governanceEvents } from "./store/tables.ts";

/** Events by county, category and quarter; 620103 has three petitions only. */
const EVENTS = [
  ["620102", "PETITION", "2016-02-03", 14],
  ["620102", "DISPUTE", "2016-02-03", 25],
  ["620102", "DISPUTE", "2016-08-03", 13],
  ["620103", "PETITION", "2016-02-03", 3],
  ["620103", "DISPUTE", "2016-02-03", 40],
  ["620502", "PETITION", "2016-02-03", 31],
  ["620502", "DISPUTE", "2016-02-03", 32],
] as const;

const register = useRegister({
  definition: governanceEventsRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    let serial = 10_000;
    const rows = EVENTS.flatMap(([county, category, day, many]) =>
      Array.from({ length: many + 1 }, (_value, index) => {
        serial += 1;
        const eventNo = `${county}${day.replaceAll("-", "")}${serial}`;
        const gridCode = `${county}001001001`;
        const place = { gridCode, region: gridCode.slice(0, 12) };
        // One of each is invalid and counts nowhere.
        const status = index === 0 ? "INVALID" : "CLOSED";
        const code = `${category}_OTHER`;
        const reportedAt = `${day}T10:00:00+08:00`;
        return { ...RECORD, ...place, eventNo, title: "示例", category, categoryCode: code, reportedAt, status };
      }),
    );
    await tables.insert(governanceEvents).values(rows);
    await publishCounts([governanceEventCounts], tables, NOW_MS);
  },
});

const FIELD = "Query.governanceEventCounts";
const levels = { [FIELD]: "FULL" } as const;

interface Cell {
  readonly region: { readonly code: string };
  readonly period: string | null;
  readonly category: string | null;
  readonly value: number | null;
}

async function counted(scope: Capability["scopes"][string] | null, args: string) {
  const text = `{ governanceEventCounts(${args}) { region { code } period category value isSuppressed } }`;
  return register.ask(text, { levels, scopes: scope ? { [FIELD]: scope } : {} });
}

async function lines(scope: Capability["scopes"][string] | null, args: string): Promise<readonly string[]> {
  const { data, errors } = await counted(scope, args);
  expect(errors).toEqual([]);
  const { governanceEventCounts: cells } = data as { governanceEventCounts: readonly Cell[] };
  return cells
    .map(({ region, period, category, value }) => [region.code, period, category, value])
    .map((parts) => parts.filter((part) => part !== null).join(" "));
}

const LANZHOU = { kind: "PREFIXES", prefixes: ["6201"] } as const;

describe("counts of events", () => {
  test("cover the regions that lie in the scope as a whole", async () => {
    expect(await lines(LANZHOU, "level: PROVINCE")).toEqual([]);
    expect(await lines(LANZHOU, "level: PREFECTURE")).toEqual(["620100 95"]);
    expect(await lines({ kind: "PREFIXES", prefixes: ["620102"] }, "level: PREFECTURE")).toEqual([]);
    expect(await lines({ kind: "PREFIXES", prefixes: ["620102"] }, "level: COUNTY")).toEqual(["620102 52"]);
    expect(await lines({ kind: "PREFIXES", prefixes: ["620102001"] }, "level: COUNTY")).toEqual([]);
  });

  test("give nothing for a scope of nobody, of one person or of none", async () => {
    expect(await lines(null, "level: PROVINCE")).toEqual([]);
    expect(await lines({ kind: "SELF", personId: "P1" }, "level: PROVINCE")).toEqual([]);
    expect(await lines({ kind: "PREFIXES", prefixes: ["", "%"] }, "level: PROVINCE")).toEqual([]);
  });

  test("keep to the values a grant is narrowed to, and give no total over others", async () => {
    const petitions = { kind: "ALL", conditions: { category: ["PETITION"] } } as const;
    expect(await lines(petitions, "level: PROVINCE, byCategory: true")).toEqual(["620000 PETITION 48"]);
    expect(await lines(petitions, "level: PROVINCE")).toEqual([]);
    expect(await lines(petitions, "level: PROVINCE, bySeverity: true")).toEqual([]);
    const unknown = { kind: "ALL", conditions: { entityId: ["E1"] } } as const;
    expect(await lines(unknown, "level: PROVINCE")).toEqual([]);
  });

  test("hold back the small cell and a sibling along each dimension", async () => {
    const shown = await lines(LANZHOU, 'level: COUNTY, period: "2016-Q1", byCategory: true');
    expect(shown.filter((line) => line.startsWith("62010"))).toEqual(
      expect.arrayContaining(["620103 2016-Q1 PETITION"]),
    );
    expect(shown).not.toContain("620103 2016-Q1 PETITION 3");
    expect(shown).not.toContain("620102 2016-Q1 PETITION 14");
  });

  test("come by calendar year and quarter only", async () => {
    expect(await lines({ kind: "ALL" }, "level: PROVINCE, byPeriod: YEAR")).toEqual(["620000 2016 158"]);
    expect(await lines({ kind: "ALL" }, 'level: PROVINCE, period: "2016-Q3"')).toEqual(["620000 2016-Q3 13"]);
    for (const period of ["2016-02", "2016-02-03", "2016-Q5", "%"]) {
      const { errors } = await counted({ kind: "ALL" }, `level: PROVINCE, period: "${period}"`);
      expect(errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    }
  });

  test("cannot be crossed by two at once", async () => {
    const { errors } = await counted({ kind: "ALL" }, "level: PROVINCE, byCategory: true, bySeverity: true");
    expect(errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
  });

  test("are refused by the register itself without their own level", async () => {
    const text = "{ governanceEventCounts(level: PROVINCE) { value } }";
    for (const given of [{}, { "GovernanceEvent.eventNo": "FULL", "GovernanceEvent.category": "FULL" } as const]) {
      const scopes = { GovernanceEvent: { kind: "ALL" }, [FIELD]: { kind: "ALL" } } as const;
      const { data, errors } = await register.ask(text, { levels: given, scopes });
      expect({ data, errors }).toMatchObject({
        data: { governanceEventCounts: null },
        errors: [{ code: "FIELD_FORBIDDEN" }],
      });
      expect(register.statements).toEqual([]);
    }
  });

  test("read what was published and no event", async () => {
    const { reads } = await counted({ kind: "ALL" }, "level: COUNTY");
    expect(register.statements.every((text) => text.includes("count_editions"))).toBe(true);
    expect(reads.subjects).toEqual([]);
  });
});
