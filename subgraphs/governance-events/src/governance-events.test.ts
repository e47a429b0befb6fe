import { expect, test } from "vitest";
import { everywhere, full, RECORD, useRegister, type View } from "../../../tests/support/register.ts";
import { governanceEventsRegister, MIGRATIONS_FOLDER } from "./index.ts";
import { eventSteps, governanceEvents, grids, involvedParties } from "./store/tables.ts";

const GRID = "620102001001001";
const MERGED = "620102001001002";
const NEW_AREA_GRID = "620171100201001";

const register = useRegister({
  definition: governanceEventsRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const event = {
      ...RECORD,
      title: "噪声扰民",
      category: "ENVIRONMENT",
      categoryCode: "ENVIRONMENT_NOISE",
      status: "CLOSED",
      gridCode: GRID,
      region: "620102001001",
    };
    await tables.insert(governanceEvents).values([
      {
        ...event,
        eventNo: "6201022016060100001",
        reportedAt: "2016-06-01T10:00:00+08:00",
        reporterPersonId: "P2",
        locationAddress: "示例路1号",
        attachmentDigests: ["0a1b"],
        satisfactionScore: 5,
        satisfactionChannel: "WECHAT",
        tags: ["small"],
        gridCode: MERGED,
      },
      { ...event, eventNo: "6201022016070100001", reportedAt: "2016-07-01T10:00:00+08:00", status: "PROCESSING" },
      {
        ...event,
        eventNo: "6201712016050100001",
        reportedAt: "2016-05-01T10:00:00+08:00",
        gridCode: NEW_AREA_GRID,
        region: "620171100201",
        category: "DISPUTE",
        categoryCode: "DISPUTE_UNPAID_WAGES",
      },
    ]);
    const step = { eventNo: "6201022016060100001", gridCode: MERGED };
    await tables.insert(eventSteps).values([
      { ...step, seq: 2, action: "ACCEPT", at: "2016-06-01T11:00:00+08:00", toUnit: "示例社区", toLevel: "VILLAGE" },
      { ...step, seq: 1, action: "REPORT", at: "2016-06-01T10:00:00+08:00" },
    ]);
    await tables.insert(involvedParties).values([
      { ...step, seq: 1, kind: "PERSON", ref: "P1", personId: "P1", role: "PARTY" },
      { ...step, seq: 2, kind: "PERSON", ref: "P1", personId: "P1", role: "VICTIM" },
      { ...step, seq: 3, kind: "ORG", ref: "E1", entityId: "E1", role: "ORGANISATION_CONCERNED" },
      { ...step, seq: 4, kind: "PLACE", ref: "示例广场" },
      { eventNo: "6201712016050100001", gridCode: NEW_AREA_GRID, seq: 1, kind: "PERSON", ref: "P1", personId: "P1" },
      { eventNo: "6201022016070100001", gridCode: GRID, seq: 1, kind: "PERSON", ref: "P1", personId: "P1" },
    ]);
    const grid = { ...RECORD, kind: "BASE", villageCode: "620102001001", region: "620102" };
    await tables.insert(grids).values([
      { ...grid, gridCode: GRID, name: "示例一网格", status: "ACTIVE", households: 300, officerIds: ["G1"] },
      { ...grid, gridCode: MERGED, name: "示例二网格", status: "MERGED", mergedInto: GRID },
    ]);
  },
});

const view: View = {
  levels: {
    ...Object.assign(
      {},
      ...governanceEventsRegister.entities.map(({ type, fields }) => full(type, Object.keys(fields))),
    ),
    ...full("Person", ["events"]),
    ...full("LegalEntity", ["events"]),
  },
  scopes: everywhere(["GovernanceEvent", "EventStep", "InvolvedParty", "Grid", "Person", "LegalEntity"]),
};

test("an event comes with its steps, its parties, and the grid it began in after that was merged", async () => {
  const text = `query ($e: ID!) { governanceEvent(eventNo: $e) {
    title reporter { personId } region { code } location { address lng } attachments { digest }
    satisfaction { score channel comment } tags reportedAt
    grid { name status mergedInto region { code } }
    steps { seq action at toUnit toLevel }
    involved { kind ref role person { personId } entity { entityId } } } }`;
  const { data, errors } = await register.ask(text, view, { e: "6201022016060100001" });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    governanceEvent: {
      title: "噪声扰民",
      reporter: { personId: "P2" },
      region: { code: "620102001001" },
      location: { address: "示例路1号", lng: null },
      attachments: [{ digest: "0a1b" }],
      satisfaction: { score: 5, channel: "WECHAT", comment: null },
      tags: ["small"],
      reportedAt: "2016-06-01T10:00:00+08:00",
      grid: { name: "示例二网格", status: "MERGED", mergedInto: GRID, region: { code: "620102" } },
      steps: [
        { seq: 1, action: "REPORT", at: "2016-06-01T10:00:00+08:00", toUnit: null, toLevel: null },
        { seq: 2, action: "ACCEPT", at: "2016-06-01T11:00:00+08:00", toUnit: "示例社区", toLevel: "VILLAGE" },
      ],
      involved: [
        { kind: "PERSON", ref: "P1", role: "PARTY", person: { personId: "P1" }, entity: null },
        { kind: "PERSON", ref: "P1", role: "VICTIM", person: { personId: "P1" }, entity: null },
        { kind: "ORG", ref: "E1", role: "ORGANISATION_CONCERNED", person: null, entity: { entityId: "E1" } },
        { kind: "PLACE", ref: "示例广场", role: null, person: null, entity: null },
      ],
    },
  });
});

test("a person's events come latest first, each once whatever the roles, in one statement", async () => {
  const person = { __typename: "Person", personId: "P1" };
  expect(await register.verdict(person, "events { eventNo }", view)).toEqual([
    { eventNo: "6201022016070100001" },
    { eventNo: "6201022016060100001" },
    { eventNo: "6201712016050100001" },
  ]);
  expect(register.statements).toHaveLength(1);
  expect(await register.verdict(person, "events(first: 1) { eventNo }", view)).toEqual([
    { eventNo: "6201022016070100001" },
  ]);
  expect(await register.verdict({ __typename: "Person", personId: "P9" }, "events { eventNo }", view)).toEqual([]);
});

test("an organisation's events are those it is involved in", async () => {
  const entity = { __typename: "LegalEntity", entityId: "E1" };
  expect(await register.verdict(entity, "events { eventNo }", view)).toEqual([{ eventNo: "6201022016060100001" }]);
});

const PAGE = `query ($f: GovernanceEventFilter, $n: Int, $a: String) { governanceEvents(filter: $f, first: $n, after: $a) {
  edges { node { eventNo } } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly edges: readonly { readonly node: { readonly eventNo: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await register.ask(PAGE, view, variables);
  expect(errors).toEqual([]);
  return (data as { governanceEvents: Page }).governanceEvents;
}

const numbersOf = ({ edges }: Page) => edges.map(({ node }) => node.eventNo);

test.each([
  ["nothing", undefined, ["6201712016050100001", "6201022016070100001", "6201022016060100001"]],
  ["a prefecture", { region: "620100" }, ["6201712016050100001", "6201022016070100001", "6201022016060100001"]],
  ["a county", { region: "620102" }, ["6201022016070100001", "6201022016060100001"]],
  ["a village", { region: "620171100201" }, ["6201712016050100001"]],
  ["a category", { category: "DISPUTE" }, ["6201712016050100001"]],
  ["a status in a county", { status: "PROCESSING", region: "620102" }, ["6201022016070100001"]],
  // A grid lies below the division of origin, so asking by it would read another field.
  ["a grid", { region: GRID }, []],
])("a page is filtered by %s, latest number first", async (_name, f, expected) => {
  expect(numbersOf(await page({ f }))).toEqual(expected);
});

test("pages go on where the one before ended, and the last one says so", async () => {
  const first = await page({ n: 2 });
  const second = await page({ n: 2, a: first.pageInfo.endCursor });
  expect(numbersOf(first)).toEqual(["6201712016050100001", "6201022016070100001"]);
  expect(numbersOf(second)).toEqual(["6201022016060100001"]);
  expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
});

test("a grid is found by its code", async () => {
  const text = "query ($g: RegionCode!) { grid(gridCode: $g) { name households officerIds mergedInto } }";
  const { data } = await register.ask(text, view, { g: GRID });
  expect(data).toEqual({ grid: { name: "示例一网格", households: 300, officerIds: ["G1"], mergedInto: null } });
});

test("every statement reaches its rows by an index", async () => {
  expect(await register.statementsWithoutIndex()).toEqual([]);
});
