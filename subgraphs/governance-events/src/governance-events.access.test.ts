import type { Capability } from "@tongshu/kit";
import { describe, expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { governanceEventsRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { eventSteps, governanceEvents, grids, involvedParties } from "./store/tables.ts";

/** The same event in Chengguan, in Lanzhou New Area and in Tianshui. */
const CHENGGUAN = "6201022016060100001";
const NEW_AREA = "6201712016060100001";
const TIANSHUI = "6205022016060100001";
const GRIDS = { [CHENGGUAN]: "620102001001001", [NEW_AREA]: "620171100201001", [TIANSHUI]: "620502001001001" };

const register = useRegister({
  definition: governanceEventsRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    for (const [eventNo, gridCode] of Object.entries(GRIDS)) {
      const region = gridCode.slice(0, 12);
      const own = { eventNo, gridCode, seq: 1 };
      await tables.insert(governanceEvents).values({
        ...RECORD,
        ...own,
        region,
        title: "噪声扰民",
        content: "张示例投诉",
        category: "ENVIRONMENT",
        categoryCode: "ENVIRONMENT_NOISE",
        status: "CLOSED",
        reportedAt: "2016-06-01T10:00:00+08:00",
        reporterPersonId: "P-reporter",
      });
      await tables
        .insert(eventSteps)
        .values({ ...own, action: "REPORT", at: "2016-06-01T10:00:00+08:00", comment: "急", actorId: "officer-1" });
      const party = { ...own, kind: "PERSON", ref: "P-zhang", personId: "P-zhang", role: "VICTIM" };
      await tables.insert(involvedParties).values(party);
      const village = { villageCode: region, region: region.slice(0, 6), status: "ACTIVE", kind: "BASE" };
      await tables.insert(grids).values({ ...RECORD, ...village, gridCode, name: "示例网格", population: 900 });
    }
    const taken = { gridCode: GRIDS[CHENGGUAN], seq: 2, action: "ACCEPT", at: "2016-06-01T11:00:00+08:00" };
    await tables.insert(eventSteps).values({ ...taken, eventNo: CHENGGUAN, actorId: "officer-2" });
  },
});

const TYPES = ["GovernanceEvent", "EventStep", "InvolvedParty", "Grid"];
const everyField: Capability["levels"] = {
  ...Object.assign({}, ...governanceEventsRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields)))),
  ...full("Person", ["events"]),
  ...full("LegalEntity", ["events"]),
};
const course: Capability["levels"] = full("GovernanceEvent", ["title", "status", "region", "steps"]);

const CALLERS = {
  province: { levels: everyField, scopes: everywhere([...TYPES, "Person"]) },
  lanzhou: { levels: everyField, scopes: { ...within(TYPES, "6201"), ...everywhere(["Person"]) } },
  chengguan: { levels: everyField, scopes: within([...TYPES, "Person"], "620102") },
  gridOfficer: { levels: everyField, scopes: within(TYPES, "620102001001001") },
  otherGridOfficer: { levels: everyField, scopes: within(TYPES, "620102001001009") },
  course: { levels: course, scopes: everywhere(["GovernanceEvent"]) },
  reporter: { levels: everyField, scopes: { GovernanceEvent: { kind: "SELF", personId: "P-reporter" } } },
  withoutScope: { levels: everyField, scopes: {} },
  withoutLevels: { levels: {}, scopes: everywhere([...TYPES, "Person"]) },
} satisfies Record<string, View>;
type Caller = keyof typeof CALLERS;

describe("an event through _entities", () => {
  const involved = "involved { role person { personId } }";
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["province", TIANSHUI, "content", "张示例投诉"],
    ["lanzhou", CHENGGUAN, "reporter { personId }", { personId: "P-reporter" }],
    ["lanzhou", NEW_AREA, "title", "噪声扰民"],
    ["lanzhou", TIANSHUI, "title", "NOT_FOUND"],
    ["lanzhou", "6201022016060199999", "title", "NOT_FOUND"],
    ["chengguan", NEW_AREA, "title", "NOT_FOUND"],
    ["gridOfficer", CHENGGUAN, involved, [{ role: "VICTIM", person: { personId: "P-zhang" } }]],
    ["otherGridOfficer", CHENGGUAN, "title", "NOT_FOUND"],
    ["course", CHENGGUAN, "title", "噪声扰民"],
    ["course", CHENGGUAN, "content", "FIELD_FORBIDDEN"],
    ["course", CHENGGUAN, "reporterPersonId", "FIELD_FORBIDDEN"],
    ["course", CHENGGUAN, involved, "FIELD_FORBIDDEN"],
    ["course", CHENGGUAN, "steps { comment }", "FIELD_FORBIDDEN"],
    ["reporter", CHENGGUAN, "title", "噪声扰民"],
    ["reporter", CHENGGUAN, involved, []],
    ["withoutScope", CHENGGUAN, "title", "NOT_FOUND"],
    ["withoutLevels", CHENGGUAN, "title", "FIELD_FORBIDDEN"],
    ["withoutLevels", CHENGGUAN, "eventNo", "NOT_FOUND"],
  ];

  test.each(table)("%s asks of %s for %s", async (caller, eventNo, field, expected) => {
    const representation = { __typename: "GovernanceEvent", eventNo, gridCode: "620102001001001" };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("a grid through _entities", () => {
  const table: readonly (readonly [Caller, string, string, unknown])[] = [
    ["withoutLevels", TIANSHUI, "name", "示例网格"],
    ["withoutLevels", TIANSHUI, "population", "FIELD_FORBIDDEN"],
    ["lanzhou", NEW_AREA, "population", 900],
    ["lanzhou", TIANSHUI, "population", "OUT_OF_SCOPE"],
    ["withoutScope", CHENGGUAN, "population", "OUT_OF_SCOPE"],
  ];

  test.each(table)("%s asks of the grid of %s for %s", async (caller, eventNo, field, expected) => {
    const representation = { __typename: "Grid", gridCode: GRIDS[eventNo as keyof typeof GRIDS] };
    expect(await register.verdict(representation, field, CALLERS[caller])).toEqual(expected);
  });
});

describe("the events of a person", () => {
  const numbers = (...found: string[]) => found.map((eventNo) => ({ eventNo }));
  const table: readonly (readonly [Caller, unknown])[] = [
    ["province", numbers(TIANSHUI, NEW_AREA, CHENGGUAN)],
    ["lanzhou", numbers(NEW_AREA, CHENGGUAN)],
    ["chengguan", numbers(CHENGGUAN)],
    ["withoutScope", "OUT_OF_SCOPE"],
    ["withoutLevels", "FIELD_FORBIDDEN"],
    ["course", "FIELD_FORBIDDEN"],
  ];

  test.each(table)("%s asks for those of the victim", async (caller, expected) => {
    const representation = { __typename: "Person", personId: "P-zhang" };
    expect(await register.verdict(representation, "events { eventNo }", CALLERS[caller])).toEqual(expected);
  });
});

describe("events of some categories", () => {
  const narrowed = (scopes: View["scopes"]): View => ({
    levels: {
      ...full("GovernanceEvent", ["eventNo"]),
      ...full("Person", ["events"]),
      ...full("LegalEntity", ["events"]),
    },
    scopes: { ...everywhere(["Person", "LegalEntity", "GovernanceEvent"]), ...scopes },
  });
  const ALL = { kind: "ALL" } as const;

  test.each<[string, readonly string[], unknown]>([
    ["of its category", ["DISPUTE", "ENVIRONMENT"], CHENGGUAN],
    ["of another category", ["PETITION"], "NOT_FOUND"],
  ])("an event %s", async (_name, category, expected) => {
    const representation = { __typename: "GovernanceEvent", eventNo: CHENGGUAN };
    const view = narrowed({ GovernanceEvent: { ...ALL, conditions: { category } } });
    expect(await register.verdict(representation, "eventNo", view)).toEqual(expected);
  });

  test("an event is its latest handler's, and not an earlier one's", async () => {
    const representation = { __typename: "GovernanceEvent", eventNo: CHENGGUAN };
    const ask = (...handlerId: string[]) =>
      register.verdict(representation, "eventNo", narrowed({ GovernanceEvent: { ...ALL, conditions: { handlerId } } }));
    expect(await ask("officer-2")).toBe(CHENGGUAN);
    expect(await ask("officer-1")).toBe("NOT_FOUND");
    expect(await ask()).toBe("NOT_FOUND");
  });

  test("leave a person without the others", async () => {
    const representation = { __typename: "Person", personId: "P-zhang" };
    const view = narrowed({ GovernanceEvent: { ...ALL, conditions: { category: ["PETITION"] } } });
    expect(await register.verdict(representation, "events { eventNo }", view)).toEqual([]);
  });

  test("an organisation under a scope of regions shows none: its key is open and says nothing of its region", async () => {
    const regions = { kind: "PREFIXES", prefixes: ["62"] } as const;
    const ask = (scopes: View["scopes"]) =>
      register.verdict({ __typename: "LegalEntity", entityId: "E1" }, "events { eventNo }", narrowed(scopes));
    expect(await ask({})).toBeInstanceOf(Array);
    expect(await ask({ LegalEntity: regions })).toBe("OUT_OF_SCOPE");
  });

  test("an organisation narrowed by its key is decided here, one narrowed by anything else shows nothing", async () => {
    const ask = (entityId: string, conditions: Readonly<Record<string, readonly string[]>>) =>
      register.verdict(
        { __typename: "LegalEntity", entityId },
        "events { eventNo }",
        narrowed({ LegalEntity: { ...ALL, conditions } }),
      );
    expect(await ask("E1", { entityId: ["E1"] })).toBeInstanceOf(Array);
    expect(await ask("E2", { entityId: ["E1"] })).toBe("OUT_OF_SCOPE");
    expect(await ask("E1", { entityKind: ["ENTERPRISE"] })).toBe("OUT_OF_SCOPE");
    expect(await ask("E1", { entityId: ["E1"], entityKind: ["ENTERPRISE"] })).toBe("OUT_OF_SCOPE");
  });
});

describe("a page of events", () => {
  const text = `query ($f: GovernanceEventFilter) { governanceEvents(filter: $f, first: 1) {
    edges { node { eventNo } } pageInfo { hasNextPage } } }`;
  const ask = (caller: View, f: Record<string, unknown> = {}) => register.ask(text, caller, { f });
  const only = (eventNo: string) => [{ node: { eventNo } }];

  test("holds what is in scope, and tells of nothing after it that is not", async () => {
    expect((await ask(CALLERS.chengguan)).data).toEqual({
      governanceEvents: { edges: only(CHENGGUAN), pageInfo: { hasNextPage: false } },
    });
    expect((await ask(CALLERS.lanzhou)).data).toEqual({
      governanceEvents: { edges: only(NEW_AREA), pageInfo: { hasNextPage: true } },
    });
  });

  test.each([
    ["a county and a prefecture, not what lies between", ["620102", "6205"], [TIANSHUI, CHENGGUAN]],
    ["a grid", ["620102001001001"], [CHENGGUAN]],
    ["another grid of the county", ["620102001001009"], []],
    ["a prefecture and a county in it", ["620102", "6201"], [NEW_AREA, CHENGGUAN]],
    ["the province", ["62"], [TIANSHUI, NEW_AREA, CHENGGUAN]],
    ["no region", [], []],
    ["what is no region", ["%", "62_"], []],
  ])("holds the events of %s", async (_name, prefixes, expected) => {
    const page = "{ governanceEvents { edges { node { eventNo } } } }";
    const { data } = await register.ask(page, { levels: everyField, scopes: within(TYPES, ...prefixes) });
    expect(data).toEqual({ governanceEvents: { edges: expected.map((eventNo) => ({ node: { eventNo } })) } });
  });

  test("asked for another region is as empty as for one without events", async () => {
    const elsewhere = await ask(CALLERS.chengguan, { region: "620502" });
    expect(elsewhere).toEqual(await ask(CALLERS.chengguan, { region: "620902" }));
    expect(elsewhere.data).toMatchObject({ governanceEvents: { edges: [] } });
  });

  test("cannot be filtered by a field that may not be read", async () => {
    for (const filter of [{ category: "ENVIRONMENT" }, { status: "CLOSED", category: "DISPUTE" }]) {
      expect((await ask(CALLERS.course, filter)).errors).toMatchObject([{ code: "ARGUMENT_FORBIDDEN" }]);
    }
    expect((await ask(CALLERS.course, { status: "CLOSED", region: "620102" })).errors).toEqual([]);
  });
});

test("an event out of scope and none at all give the same answer and the same report", async () => {
  const text = "query ($e: ID!) { governanceEvent(eventNo: $e) { title } }";
  const ask = (e: string) => register.ask(text, CALLERS.chengguan, { e });
  expect(await ask(TIANSHUI)).toEqual(await ask("6205022016060199999"));
});

describe("the statements sent", () => {
  test("hold no column that was denied or not asked for", async () => {
    await register.verdict({ __typename: "GovernanceEvent", eventNo: CHENGGUAN }, "title", CALLERS.course);
    const columns = register.statements.join().match(/"governance_events"\."\w+"/g);
    expect(new Set(columns?.map((column) => column.split('"')[3]))).toEqual(new Set(["event_no", "title"]));
  });

  test("name the persons involved as subjects only when they are read", async () => {
    const text = `query ($e: ID!, $p: Boolean!) { governanceEvent(eventNo: $e) { title involved {
      kind person @include(if: $p) { personId } } } }`;
    const { reads } = await register.ask(text, CALLERS.lanzhou, { e: CHENGGUAN, p: true });
    expect(reads.subjects).toEqual([{ type: "Person", id: "P-zhang", verb: "LISTED" }]);
    const kinds = text.replace("person @include(if: $p) { personId }", "").replace(", $p: Boolean!", "");
    expect((await register.ask(kinds, CALLERS.lanzhou, { e: CHENGGUAN })).reads.subjects).toEqual([]);
  });
});
