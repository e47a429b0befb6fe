import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { UNPLACED } from "./dimension.ts";

/** One axis of a published table, named as the field of the GraphQL type that tells it. */
export interface CountDimension {
  readonly name: string;
  /** The value of each row, as text; null counts and is never listed. `asOfDate` is the first day of the edition. */
  readonly value: (asOfDate: string) => SQL;
  /** The coarser codes above a value and the value itself; the value alone when absent. */
  readonly pathOf?: (value: string) => readonly string[];
  /** Values that are listed though no row has them. */
  readonly domain?: readonly string[];
}

/**
 * The published tables about the rows of one type. They share some dimensions and nothing else, so that what one table
 * keeps back can be kept back in all of them.
 */
export interface CountSet {
  readonly name: string;
  /** The type whose AGGREGATE grant opens the tables. */
  readonly type: string;
  readonly from: PgTable;
  readonly shared: readonly CountDimension[];
  readonly tables: Readonly<Record<string, CountTable>>;
}

export interface CountTable {
  readonly own: readonly CountDimension[];
  /** Rows that are counted. */
  readonly where: SQL;
}

export function defineCounts(set: CountSet): CountSet {
  return Object.freeze(set);
}

const COUNTY_DIGITS = 6;
export const PROVINCE = "620000";

/** A row's county, its prefecture above it. A code that is no county counts in what it names and is listed there only. */
export function regionDimension(column: SQL | { getSQL(): SQL }, counties: readonly string[]): CountDimension {
  return {
    name: "region",
    value: () => sql`left(${column}, ${sql.raw(String(COUNTY_DIGITS))})`,
    pathOf: regionPath,
    domain: counties,
  };
}

function regionPath(code: string): readonly string[] {
  if (!/^62\d{4}$/.test(code) || code === PROVINCE) return [UNPLACED, `${code}${UNPLACED}`];
  const prefecture = `${code.slice(0, 4)}00`;
  return [prefecture, code === prefecture ? `${code}${UNPLACED}` : code];
}

/** A day's or instant's year and quarter in Beijing, the year above. */
export function periodDimension(day: SQL): CountDimension {
  return {
    name: "period",
    value: () => sql`to_char(${day}, 'YYYY"-Q"Q')`,
    pathOf: (quarter) => [quarter.slice(0, 4), quarter],
  };
}

export function valueDimension(name: string, value: SQL, domain?: readonly string[]): CountDimension {
  return { name, value: () => value, ...(domain && { domain }) };
}
