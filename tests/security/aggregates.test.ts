import { publishAllCounts } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { LinearSpan } from "../support/linear-span.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

// Class: asking without reading (oracles): count, group of one, subtraction.
const hub = usePlantedHub();

interface Leaf {
  readonly hukou: string;
  readonly residence: string;
  readonly sex: string;
  readonly year: number;
  readonly count: number;
}

const leaf = (hukou: string, residence: string, sex: string, year: number, count: number): Leaf => ({
  hukou,
  residence,
  sex,
  year,
  count,
});

/** Living people; some combinations hold fewer than ten. */
const LEAVES: readonly Leaf[] = [
  leaf("620102", "620102", "MALE", 1990, 30),
  leaf("620102", "620103", "MALE", 1990, 4),
  leaf("620102", "620102", "FEMALE", 1990, 25),
  leaf("620102", "620102", "MALE", 1950, 14),
  leaf("620102", "620102", "FEMALE", 1950, 3),
  leaf("620103", "620103", "MALE", 1990, 41),
  leaf("620103", "620103", "FEMALE", 1990, 37),
  leaf("620103", "620502", "FEMALE", 1990, 12),
  leaf("620103", "620103", "MALE", 1950, 17),
  leaf("620103", "620103", "FEMALE", 1950, 19),
  leaf("620502", "620502", "MALE", 1990, 52),
  leaf("620502", "620502", "FEMALE", 1990, 48),
  leaf("620502", "620502", "MALE", 1950, 6),
  leaf("620502", "620502", "FEMALE", 1950, 21),
  leaf("620521", "620521", "MALE", 1990, 33),
  leaf("620521", "620521", "FEMALE", 1990, 31),
  leaf("620521", "620521", "MALE", 1950, 15),
  leaf("620521", "620502", "FEMALE", 1950, 13),
];

const BAND: Readonly<Record<number, string>> = { 1990: "AGE_35_59", 1950: "AGE_60_79" };

async function plant(leaves: readonly Leaf[]): Promise<void> {
  const sql = postgres(hub().stack.urlOf("population", "owner"), { max: 1, onnotice: () => {} });
  const [like] = await sql`select * from persons limit 1`;
  let serial = 0;
  const rows = leaves.flatMap(({ hukou, residence, sex, year, count }) =>
    Array.from({ length: count }, () => {
      serial += 1;
      const person = { ...like, person_id: `PCOUNT${serial}`, id_number: null, sex, birth_date: `${year}-06-15` };
      const place = { hukou_region: `${hukou}001001`, residence_region: `${residence}001001` };
      return { ...person, ...place, life_status: "ALIVE" };
    }),
  );
  await sql`truncate persons, count_editions`;
  await sql`insert into persons select * from jsonb_populate_recordset(null::persons, ${sql.json(rows as never)})`;
  await sql.end();
}

/** Ages are counted on the first day of the month that is published. */
const PUBLISHED_AT_MS = Date.parse("2026-01-15T12:00:00+08:00");

beforeAll(async () => {
  await plant(LEAVES);
  await publishAllCounts(hub().stack, PUBLISHED_AT_MS);
});

const TABLE = `query ($basis: PopulationBasis!, $level: CountLevel!, $region: RegionCode, $sex: Boolean, $age: Boolean) {
  populationCounts(basis: $basis, level: $level, region: $region, bySex: $sex, byAgeBand: $age) {
    region { code } sex ageBand value isSuppressed edition
  }
}`;

interface Cell {
  readonly region: { readonly code: string };
  readonly sex: string | null;
  readonly ageBand: string | null;
  readonly value: number | null;
  readonly isSuppressed: boolean;
}

interface Asked extends Cell {
  readonly basis: "HUKOU" | "RESIDENCE";
}

async function ask(variables: Record<string, unknown>): Promise<readonly Asked[]> {
  const { data, errors } = await hub().ask("sta", { query: TABLE, variables });
  expect(errors).toEqual([]);
  return data.populationCounts.map((cell: Cell) => ({ ...cell, basis: variables["basis"] }));
}

/** Everything that one caller can ask. */
async function everything(): Promise<readonly Asked[]> {
  const found: Asked[] = [];
  for (const basis of ["HUKOU", "RESIDENCE"]) {
    for (const level of ["PROVINCE", "PREFECTURE", "COUNTY"]) {
      for (const [sex, age] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ]) {
        found.push(...(await ask({ basis, level, sex, age })));
      }
    }
  }
  return found;
}

function isIn({ basis, region, sex, ageBand }: Asked, person: Leaf): boolean {
  const place = basis === "HUKOU" ? person.hukou : person.residence;
  const prefix = region.code.replace(/(?:00)+$/, "");
  return (
    place.startsWith(prefix) &&
    (sex === null || person.sex === sex) &&
    (ageBand === null || BAND[person.year] === ageBand)
  );
}

function truth(cell: Asked): number {
  return LEAVES.filter((person) => isIn(cell, person)).reduce((sum, { count }) => sum + count, 0);
}

/** Every combination that somebody could have, whether or not anybody has it: who attacks does not know. */
const COUNTIES = [...new Set(LEAVES.flatMap(({ hukou, residence }) => [hukou, residence]))];
const COMBINATIONS = COUNTIES.flatMap((hukou) =>
  COUNTIES.flatMap((residence) =>
    ["MALE", "FEMALE"].flatMap((sex) => [1990, 1950].map((year) => leaf(hukou, residence, sex, year, 0))),
  ),
);

/** Small cells that follow from the shown ones by adding and subtracting. */
function told(cells: readonly Asked[]): readonly string[] {
  const vectorOf = (cell: Asked) => COMBINATIONS.map((person) => Number(isIn(cell, person)));
  const span = new LinearSpan();
  for (const cell of cells) if (cell.value !== null) span.add(vectorOf(cell));
  const small = cells.filter((cell) => truth(cell) > 0 && truth(cell) < 10);
  return small
    .filter((cell) => span.holds(vectorOf(cell)))
    .map(({ basis, region, sex, ageBand }) => [basis, region.code, sex, ageBand].join(" "));
}

describe("counts", () => {
  test("are given for an AGGREGATE grant, and the record names nobody", async () => {
    const { data, requestId } = await hub().ask("sta", {
      query: TABLE,
      variables: { basis: "HUKOU", level: "PROVINCE" },
    });
    expect(data.populationCounts).toEqual([
      { region: { code: "620000" }, sex: null, ageBand: null, value: 421, isSuppressed: false, edition: "2026-01" },
    ]);
    expect(await hub().records(requestId)).toMatchObject([
      {
        subjects: [],
        rowCounts: { "Person.counts": 1 },
        verdicts: { "Query.populationCounts": "FULL" },
        outcome: "OK",
      },
    ]);
  });

  test("show no number from one to nine, and what they show is true", async () => {
    for (const cell of await everything()) {
      expect(cell.isSuppressed).toBe(cell.value === null);
      if (cell.value !== null) expect([cell, cell.value]).toEqual([cell, truth(cell)]);
      expect([cell, cell.value !== null && cell.value > 0 && cell.value < 10]).toEqual([cell, false]);
    }
  });

  test("tell no small cell to whoever asks everything and subtracts", async () => {
    expect(told(await everything())).toEqual([]);
  });

  test("would tell it if only the small cells were kept back", async () => {
    const onlySmall = (await everything()).map((cell) => {
      const value = truth(cell);
      return { ...cell, value: value > 0 && value < 10 ? null : value };
    });
    expect(told(onlySmall)).not.toEqual([]);
  });

  test("are the same slice whatever is asked beside it", async () => {
    const all = await ask({ basis: "HUKOU", level: "COUNTY", sex: true, age: true });
    const part = await ask({ basis: "HUKOU", level: "COUNTY", region: "620100", sex: true, age: true });
    expect(part).toEqual(all.filter(({ region }) => region.code.startsWith("6201")));
  });

  test("stay as they were published when rows are added, until the next month", async () => {
    const before = await everything();
    await plant([...LEAVES, leaf("620102", "620102", "MALE", 1990, 1)]);
    await publishAllCounts(hub().stack, PUBLISHED_AT_MS + 10 * 86_400_000);
    expect(await everything()).toEqual(before);
    await publishAllCounts(hub().stack, PUBLISHED_AT_MS + 30 * 86_400_000);
    const [province] = await ask({ basis: "HUKOU", level: "PROVINCE" });
    expect(province).toMatchObject({ value: 422, edition: "2026-02" });
  });
});

describe("a grant on counts", () => {
  const asked = { query: TABLE, variables: { basis: "HUKOU", level: "COUNTY" } };

  test.each(["hrs", "psd", "cmc"] as const)("is not given by the rows that %s may read", async (caller) => {
    const { data, access, codes } = await hub().ask(caller, { ...asked, headers: { "x-case": "620102-2017-0042" } });
    expect(data).toEqual({ populationCounts: null });
    expect(codes).toEqual(["FIELD_FORBIDDEN"]);
    expect(access).toMatchObject([{ coordinate: "Query.populationCounts", rule: "NO_AGGREGATE_GRANT" }]);
    expect(hub().registersCalled).toEqual([]);
  });

  test("gives no row", async () => {
    const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { sex } }";
    const { data, codes } = await hub().ask("sta", { query, variables: { n: citizenIdOf("1980-01-01", 1) } });
    expect(data).toEqual({ person: null });
    expect(codes).toEqual(["ARGUMENT_FORBIDDEN"]);
    expect(hub().registersCalled).toEqual([]);
  });

  test("shows the tables and nothing of the rows in the graph of its holder", async () => {
    const query = '{ __schema { queryType { fields { name } } } person: __type(name: "Person") { name } }';
    const { data } = await hub().ask("sta", { query });
    const names = data.__schema.queryType.fields.map(({ name }: { name: string }) => name);
    expect(names).toContain("populationCounts");
    expect(data.person).toBeNull();
    const other = await hub().ask("hrs", { query });
    expect(JSON.stringify(other.data)).not.toContain("Counts");
  });
});
