import { AS_OF, instantText } from "../calendar.ts";
import type { Random } from "../random/random.ts";

/** Where a row came from: department and catalog, as the list of loaded catalogs names them. */
export interface RowSource {
  readonly dept: string;
  readonly catalog: string;
  readonly confidence: "AUTHORITATIVE" | "SECONDARY" | "DERIVED" | "SELF_DECLARED";
}

/** Departments send at least monthly; what was loaded is from their last delivery. */
const DELIVERY_DAYS = 28;
const LOADED_AT = instantText(AS_OF - 1, 2 * 60);
const BATCH_DATE = "20170114";

/** The columns that every record carries about itself. `rowNo` is the row's number in its catalog, never a personal one. */
export function recordColumns(source: RowSource, rowNo: number, random: Random, flags: string[] = []) {
  const changedAt = instantText(AS_OF - 2 - random.below(DELIVERY_DAYS), 480 + random.below(600));
  return {
    sourceDept: source.dept,
    sourceCatalog: source.catalog,
    sourceRowId: `${source.catalog}-${rowNo + 1}`,
    batchNo: `${source.catalog}-${BATCH_DATE}`,
    sourceUpdatedAt: changedAt,
    loadedAt: LOADED_AT,
    ruleVersion: "1",
    confidence: source.confidence,
    flags,
    recordVersion: 1,
    recordValidFrom: changedAt,
    recordValidTo: null,
    updatedAt: LOADED_AT,
  };
}
