/** One row as its table names it. */
export type Row = Readonly<Record<string, unknown>>;

export const WRITTEN_AT = "2017-01-15T09:30:00+08:00";

/** What each record says about itself; the same everywhere but for where it came from. */
export function record(source: string, rowId: string): Row {
  return {
    source_dept: source,
    source_catalog: `${source}-01`,
    source_row_id: rowId,
    batch_no: "B20170115",
    source_updated_at: WRITTEN_AT,
    loaded_at: WRITTEN_AT,
    rule_version: "1",
    confidence: "AUTHORITATIVE",
    flags: ["NORMALISED"],
    record_version: 1,
    record_valid_from: WRITTEN_AT,
    record_valid_to: null,
    updated_at: WRITTEN_AT,
  };
}

/** Every source vouches for the day on which all was written. */
export function freshness(source: string): Row {
  return { source_catalog: `${source}-01`, as_of: WRITTEN_AT, max_age_hours: null };
}
