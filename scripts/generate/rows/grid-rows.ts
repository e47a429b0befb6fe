import type { tables } from "@tongshu/governance-events";
import { officerId } from "../events/units.ts";
import type { CountyPeople } from "../people/population.ts";
import { pointIn } from "../places/geography.ts";
import { gridCode, type Village } from "../places/neighbourhoods.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const PLATFORM: RowSource = { dept: "CMC", catalog: "CMC-GR", confidence: "AUTHORITATIVE" };
const DEDICATED_GRID = 900;
/** Of each county, the village whose old grid was merged into its first one. */
const MERGED = { village: 0, grid: 898 } as const;
const HALF_SIDE_DEGREES = 0.002;

type GridRow = RowOf<typeof tables.grids>;

/** What tells one grid of a village from another; numbers count from 0. */
interface GridPlan {
  readonly number: number;
  readonly kind: "BASE" | "DEDICATED";
  readonly households: number;
  readonly population: number;
  readonly mergedInto: string | null;
}

export function* gridRows(province: Province, slice: Slice): Generator<GridRow> {
  if (slice.index > 0) return;
  let rowNo = 0;
  for (const people of province.population) {
    for (const [v, village] of people.places.villages.entries()) {
      for (const plan of gridsOf(people, village, v)) {
        const code = gridCode(village, plan.number);
        yield gridRow(people, village, plan, code, rowNo++, province.streams("Grid", Number(code)));
      }
    }
  }
}

function* gridsOf(people: CountyPeople, village: Village, v: number): Generator<GridPlan> {
  for (let number = 0; number < village.gridCount; number++) yield basePlan(people, village, number);
  const empty = { households: 0, population: 0, mergedInto: null };
  if (v === MERGED.village) yield { ...empty, number: MERGED.grid, kind: "BASE", mergedInto: gridCode(village, 0) };
  if (village.hasDedicatedGrid) yield { ...empty, number: DEDICATED_GRID, kind: "DEDICATED" };
}

/** Households and persons on the register, counted from their indices: the grids add up to the village, and it to the county. */
function basePlan({ settlement }: CountyPeople, village: Village, number: number): GridPlan {
  const start = village.firstHousehold + Math.ceil((number * village.householdCount) / village.gridCount);
  const end = village.firstHousehold + Math.ceil(((number + 1) * village.householdCount) / village.gridCount);
  const population = settlement.firstPerson(end) - settlement.firstPerson(start);
  return { number, kind: "BASE", households: end - start, population, mergedInto: null };
}

function gridRow(
  { county }: CountyPeople,
  village: Village,
  plan: GridPlan,
  code: string,
  rowNo: number,
  random: Random,
): GridRow {
  const isDedicated = plan.kind === "DEDICATED";
  const isMerged = plan.mergedInto !== null;
  return {
    gridCode: code,
    name: isDedicated ? `${village.name}专属网格` : `${village.name}第${plan.number + 1}网格`,
    kind: plan.kind,
    villageCode: village.code,
    region: county.code,
    boundary: square(pointIn(county, random)),
    households: plan.households,
    population: plan.population,
    officerIds: isMerged ? [] : [officerId(code)],
    leaderId: isMerged ? null : officerId(code),
    status: isMerged ? "MERGED" : "ACTIVE",
    mergedInto: plan.mergedInto,
    ...recordColumns(PLATFORM, rowNo, random),
  };
}

function square({ lng, lat }: { lng: number; lat: number }): string {
  const [west, east] = [lng - HALF_SIDE_DEGREES, lng + HALF_SIDE_DEGREES].map((x) => Number(x.toFixed(6)));
  const [south, north] = [lat - HALF_SIDE_DEGREES, lat + HALF_SIDE_DEGREES].map((y) => Number(y.toFixed(6)));
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return JSON.stringify({ type: "Polygon", coordinates: [ring] });
}
