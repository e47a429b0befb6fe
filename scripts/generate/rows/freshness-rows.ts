import type { tables } from "@tongshu/population";
import { AS_OF, instantText } from "../calendar.ts";
import type { Province } from "../province.ts";
import type { RowOf } from "./encode-row.ts";
import { REGISTRARS } from "./legal-entity-rows.ts";
import { PERSON_SOURCES } from "./population-rows.ts";
import type { RowSource } from "./record.ts";
import type { Slice } from "./slice.ts";

type FreshnessRow = RowOf<typeof tables.sourceFreshness>;

/** The province stands still: its sources vouch for one day, or by now everything would be too old to be compared. */
function rowsOf(sources: readonly RowSource[]) {
  const catalogs = [...new Set(sources.map(({ catalog }) => catalog))].sort();
  return function* (_province: Province, slice: Slice): Generator<FreshnessRow> {
    if (slice.index > 0) return;
    for (const sourceCatalog of catalogs) yield { sourceCatalog, asOf: instantText(AS_OF, 0), maxAgeHours: null };
  };
}

export const personFreshnessRows = rowsOf(PERSON_SOURCES);
export const legalEntityFreshnessRows = rowsOf(Object.values(REGISTRARS));
