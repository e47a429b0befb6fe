import type { tables } from "@tongshu/legal-entities";
import { DEPARTMENTS, DIVISIONS, type Division } from "@tongshu/schema";
import type { CountyPeople } from "../people/population.ts";
import type { Province } from "../province.ts";
import type { Random } from "../random/random.ts";
import type { RowOf } from "./encode-row.ts";
import { type RowSource, recordColumns } from "./record.ts";
import type { Slice } from "./slice.ts";

const REFERENCE: RowSource = { dept: "GSO", catalog: "GSO-RF", confidence: "AUTHORITATIVE" };

type RegionRow = RowOf<typeof tables.regions>;

/** The division tree with its history, then the townships and villages of each county. Reference tables have one slice. */
export function* regionRows({ population, streams }: Province, slice: Slice): Generator<RegionRow> {
  if (slice.index > 0) return;
  let rowNo = 0;
  const random = (): Random => streams("Region", rowNo);
  for (const division of DIVISIONS) yield { ...divisionRow(division), ...recordColumns(REFERENCE, rowNo++, random()) };
  for (const people of population) {
    for (const place of placesOf(people)) yield { ...place, ...recordColumns(REFERENCE, rowNo++, random()) };
  }
}

function divisionRow(division: Division) {
  return {
    code: division.code,
    name: division.name,
    level: division.level,
    parent: division.parent,
    validFrom: division.validFrom,
    validTo: division.validTo,
    successors: [...division.successors],
    pseudo: division.isPseudo,
    synthetic: division.isSynthetic,
  };
}

function* placesOf({ county, places }: CountyPeople) {
  for (const township of places.townships) yield placeRow(township.code, township.name, "TOWNSHIP", county.code);
  for (const village of places.villages) yield placeRow(village.code, village.name, "VILLAGE", village.township.code);
}

function placeRow(code: string, name: string, level: string, parent: string) {
  return { code, name, level, parent, validFrom: null, validTo: null, successors: [], pseudo: false, synthetic: true };
}

export function* departmentRows({ streams }: Province, slice: Slice): Generator<RowOf<typeof tables.departments>> {
  const [from, to] = slice.of(DEPARTMENTS.length);
  for (let i = from; i < to; i++) {
    const { code, name, successors } = DEPARTMENTS[i]!;
    const record = recordColumns(REFERENCE, i, streams("Department", i));
    yield { code, name: name.zh, nameEn: name.en, successors: [...successors], ...record };
  }
}
