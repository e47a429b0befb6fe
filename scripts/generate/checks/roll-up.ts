import type { Province } from "../province.ts";
import { type Findings, note, rowsOf } from "./rows-of.ts";

const PROVINCE_CODE = "620000";
const VILLAGE_DIGITS = 12;

type Totals = Map<string, number>;

/** The people counted one by one and the people the grids say they have are the same, in every region up to the province. */
export function checkRollUp(province: Province, findings: Findings): void {
  const parents = new Map<string, string | null>();
  for (const region of rowsOf(province, "regions")) parents.set(region["code"]!, region["parent"]!);
  const counted: Totals = new Map();
  for (const person of rowsOf(province, "persons")) {
    const isRegisteredHere = person["hukou_region"]!.startsWith("62");
    addUp(counted, parents, villageIn(person[isRegisteredHere ? "hukou_region" : "residence_region"]!), 1, findings);
  }
  const stated: Totals = new Map();
  for (const grid of rowsOf(province, "grids"))
    addUp(stated, parents, grid["village_code"]!, Number(grid["population"]), findings);
  for (const [region, total] of stated)
    if ((counted.get(region) ?? 0) !== total) note(findings, `the grids of a region do not add up to its people`);
  if (counted.get(PROVINCE_CODE) !== province.personCount) note(findings, "the people of the province do not add up");
}

function villageIn(region: string): string {
  return region.slice(0, VILLAGE_DIGITS);
}

function addUp(
  totals: Totals,
  parents: ReadonlyMap<string, string | null>,
  village: string,
  count: number,
  findings: Findings,
): void {
  for (let region: string | null = village; region !== null; region = parents.get(region) ?? null) {
    if (!parents.has(region)) note(findings, "a village or one of its parents is not in the region table");
    totals.set(region, (totals.get(region) ?? 0) + count);
  }
}
