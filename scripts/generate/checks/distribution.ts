import type { Province } from "../province.ts";
import { type Findings, note, rowsOf } from "./rows-of.ts";

/** Below this many people a share is too coarse to be judged. */
const ENOUGH_PEOPLE = 10_000;
const TOLERANCE_POINTS = 0.5;

/** Prefectures have their share of the people, and every one has at least one of each main kind of record. */
export function checkDistribution(province: Province, findings: Findings): void {
  checkShares(province, findings);
  checkPresence(province, findings);
}

function checkShares({ population, personCount }: Province, findings: Findings): void {
  if (personCount < ENOUGH_PEOPLE) return;
  const shares = new Map<string, { wanted: number; found: number }>();
  for (const { county, settlement } of population) {
    const share = shares.get(county.prefectureCode) ?? { wanted: 0, found: 0 };
    share.wanted += county.weight;
    share.found += (100 * settlement.personCount) / personCount;
    shares.set(county.prefectureCode, share);
  }
  for (const [code, { wanted, found }] of shares) {
    if (Math.abs(wanted - found) > TOLERANCE_POINTS)
      note(findings, `prefecture ${code} has another share of the people`);
  }
}

/** The column that says where a record is. */
const PLACES: Readonly<Record<string, string>> = {
  persons: "residence_region",
  households: "hukou_region",
  legal_entities: "registration_region",
  key_persons: "registration_region",
  licences: "issue_region",
  inspections: "region",
  penalties: "region",
  abnormal_list_entries: "region",
  governance_events: "region",
  grids: "region",
};

function checkPresence(province: Province, findings: Findings): void {
  const prefectures = new Set(province.population.map(({ county }) => county.prefectureCode.slice(0, 4)));
  for (const [table, column] of Object.entries(PLACES)) {
    const missing = new Set(prefectures);
    for (const row of rowsOf(province, table)) missing.delete(row[column]?.slice(0, 4) ?? "");
    for (const prefecture of missing) note(findings, `${table} has no row in prefecture ${prefecture}`);
  }
}
