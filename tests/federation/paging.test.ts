import postgres from "postgres";
import { describe, expect, test } from "vitest";
import type { CallerName } from "../support/callers.ts";
import { farDispute, nearDispute, nearFire, petition } from "../support/planted/events.ts";
import { creditCodeOf } from "../support/planted/numbers.ts";
import { alpha, ORGANISATIONS } from "../support/planted/organisations.ts";
import { CHENGGUAN } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const ENTITIES = `query ($filter: LegalEntityFilter, $first: Int, $after: String) {
  page: legalEntities(filter: $filter, first: $first, after: $after) {
    edges { cursor node { key: entityId } } pageInfo { hasNextPage endCursor }
  }
}`;
const EVENTS = `query ($filter: GovernanceEventFilter, $first: Int, $after: String) {
  page: governanceEvents(filter: $filter, first: $first, after: $after) {
    edges { cursor node { key: eventNo } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly key: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(name: CallerName, query: string, variables: Record<string, unknown>): Promise<Page> {
  const { data, text } = await hub().ask(name, { query, variables });
  expect(data?.page, text).toBeDefined();
  return data.page;
}

/** Every key of a connection, page by page; `between` runs after the first page. */
async function readAll(
  name: CallerName,
  query: string,
  variables: Record<string, unknown>,
  between = async () => {},
): Promise<readonly string[]> {
  const keys: string[] = [];
  let after: string | null = null;
  for (let turn = 0; turn < 100; turn += 1) {
    const { edges, pageInfo }: Page = await page(name, query, { ...variables, after });
    keys.push(...edges.map(({ node }) => node.key));
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
    if (!pageInfo.hasNextPage) return keys;
    if (turn === 0) await between();
    after = pageInfo.endCursor;
  }
  throw new Error("the pages do not end");
}

/** In the order of the connection: by region, and in it by identifier. */
const inOrder = (rows: readonly Row[]) =>
  rows
    .map((row) => `${row["registration_region"]} ${row["entity_id"]}`)
    .sort()
    .map((key) => key.slice(7));
const all = inOrder(ORGANISATIONS);
const near = inOrder(ORGANISATIONS.filter((row) => row["registration_region"] === CHENGGUAN));

describe("pages of organisations", () => {
  test.each([1, 7, 10, 30, 100])("of %i hold every one once", async (first) => {
    expect(await readAll("sta", ENTITIES, { first })).toEqual(all);
  });

  test("hold what the filter leaves, by the prefix of the region", async () => {
    expect(await readAll("sta", ENTITIES, { first: 4, filter: { region: CHENGGUAN } })).toEqual(near);
    expect(await readAll("sta", ENTITIES, { first: 4, filter: { status: "CANCELLED" } })).toHaveLength(1);
    const none = { first: 4, filter: { region: "620171" } };
    expect(await readAll("sta", ENTITIES, none)).toEqual([]);
  });

  test("neither repeat nor leave out anything when rows come and go behind the cursor", async () => {
    const sql = postgres(hub().stack.urlOf("legal-entities", "owner"), { max: 1, onnotice: () => {} });
    const copy = { ...alpha, entity_id: creditCodeOf(0), uscc: creditCodeOf(0), name: "新有限公司" };
    const [first = ""] = all;
    try {
      const keys = await readAll("sta", ENTITIES, { first: 5 }, async () => {
        await sql`insert into legal_entities
          select * from jsonb_populate_record(null::legal_entities, ${sql.json(copy as never)})`;
        await sql`update legal_entities set status = 'REVOKED' where entity_id = ${first}`;
      });
      expect(keys).toEqual(all);
    } finally {
      await sql`delete from legal_entities where entity_id = ${copy.entity_id}`;
      await sql`update legal_entities set status = 'ACTIVE' where entity_id = ${first}`;
      await sql.end();
    }
  });

  test("go on after a cursor however the page before was cut", async () => {
    const { edges } = await page("sta", ENTITIES, { first: 10 });
    const rest = await page("sta", ENTITIES, { first: 10, after: edges[3]?.cursor });
    expect(rest.edges.slice(0, 6).map(({ node }) => node.key)).toEqual(edges.slice(4).map(({ node }) => node.key));
  });

  test.each([{ first: 0 }, { first: -1 }, { first: 101 }, { after: "nonsense" }])(
    "are refused, case %#",
    async (variables) => {
      const { codes, data } = await hub().ask("sta", { query: ENTITIES, variables });
      expect(codes).toEqual(["BAD_USER_INPUT"]);
      expect(data?.page ?? null).toBeNull();
    },
  );
});

describe("pages of events", () => {
  const number = (row: Row) => String(row["event_no"]);

  test("hold a region's own, the latest number first", async () => {
    expect(await readAll("cmc", EVENTS, { first: 1 })).toEqual([number(nearFire), number(nearDispute)]);
    const wide = await readAll("psd", EVENTS, { first: 1 });
    expect(wide).toEqual([farDispute, petition, nearFire, nearDispute].map(number));
  });

  test("are empty where the filter asks for another region", async () => {
    expect(await readAll("cmc", EVENTS, { filter: { region: "620902" } })).toEqual([]);
  });

  test("are nothing for those without a grant, and their register is not asked", async () => {
    const { data, codes } = await hub().ask("sta", { query: EVENTS, variables: {} });
    expect(data.page).toBeNull();
    expect(codes).toEqual(["FIELD_FORBIDDEN"]);
    expect(hub().calls).toEqual([]);
  });
});
