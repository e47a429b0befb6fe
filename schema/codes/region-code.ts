import type { Checked } from "./check.ts";
import { findDivision, isInForce, PROVINCE_CODE } from "./divisions.ts";
import { normaliseCode } from "./normalise.ts";

export type RegionCodeRule =
  | "LENGTH"
  | "CHARSET"
  | "OUT_OF_PROVINCE"
  | "PLACEHOLDER"
  | "UNKNOWN"
  | "SYNTHETIC"
  | "RETIRED"
  | "NOT_YET_VALID"
  | "TOWNSHIP_RANGE"
  | "VILLAGE_RANGE"
  | "GRID_RANGE";
export type RegionCodeFlag = "NORMALISED" | "OUT_OF_PROVINCE";

export interface RegionCodeContext {
  /** Codes come and go, so a record's code is checked for a day, `YYYY-MM-DD`; undefined asks for a code of any time. */
  readonly asOfDate: string | undefined;
  /** For birth places, household registration and the like: another province's code passes with a flag. */
  readonly isOtherProvinceAllowed?: boolean;
  /** Codes kept for synthetic numbers are no region of a record; they pass only where numbers are looked into. */
  readonly isSyntheticAllowed?: boolean;
}

/** First two digits of every province-level code, Gansu's own 62 among them. */
const PROVINCE_PREFIXES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" "),
);

function brokenDivisionRule(
  code: string,
  { isSyntheticAllowed = false }: RegionCodeContext,
): RegionCodeRule | undefined {
  const division = findDivision(code);
  if (division === undefined)
    return /^62[0-9]{2}01$/.test(code) && findDivision(`${code.slice(0, 4)}00`) ? "PLACEHOLDER" : "UNKNOWN";
  return division.isSynthetic && !isSyntheticAllowed ? "SYNTHETIC" : undefined;
}

/** Without a day every code passes that is or was in use. */
function brokenDateRule(code: string, asOfDate: string | undefined): RegionCodeRule | undefined {
  const division = findDivision(code);
  if (division === undefined || asOfDate === undefined) return undefined;
  if (division.validTo !== null && division.validTo < asOfDate) return "RETIRED";
  return isInForce(division, asOfDate) ? undefined : "NOT_YET_VALID";
}

/** Township 001–599, village 001–599, grid 001–999: the parts under a county, checked for structure only. */
function brokenLocalRule(local: string): RegionCodeRule | undefined {
  const [township, village, grid] = [local.slice(0, 3), local.slice(3, 6), local.slice(6, 9)];
  if (township !== "" && (township < "001" || township > "599")) return "TOWNSHIP_RANGE";
  if (village !== "" && (village < "001" || village > "599")) return "VILLAGE_RANGE";
  return grid === "000" ? "GRID_RANGE" : undefined;
}

function firstBrokenRule(code: string, context: RegionCodeContext): RegionCodeRule | undefined {
  if (![6, 9, 12, 15].includes(code.length)) return "LENGTH";
  if (!/^[0-9]+$/.test(code)) return "CHARSET";
  if (!code.startsWith("62")) {
    const isKnown = PROVINCE_PREFIXES.has(code.slice(0, 2));
    if (!isKnown) return "UNKNOWN";
    return context.isOtherProvinceAllowed === true ? brokenLocalRule(code.slice(6)) : "OUT_OF_PROVINCE";
  }
  const county = code.slice(0, 6);
  return (
    brokenDivisionRule(county, context) ?? brokenDateRule(county, context.asOfDate) ?? brokenLocalRule(code.slice(6))
  );
}

/** Normalises and checks a division, township, village or grid code as of a day. Standard: GB/T 2260; below the county by structure only. */
export function checkRegionCode(raw: string, context: RegionCodeContext): Checked<RegionCodeRule, RegionCodeFlag> {
  const value = normaliseCode(raw);
  const rule = firstBrokenRule(value, context);
  if (rule !== undefined) return { ok: false, rule };
  const flags: RegionCodeFlag[] = value === raw ? [] : ["NORMALISED"];
  if (!value.startsWith("62")) flags.push("OUT_OF_PROVINCE");
  return { ok: true, value, flags };
}

/** Registered with the national authorities rather than in a province. */
const NATIONAL_CODE = "100000";

/** Whether a six-digit code is, or ever was, a division: by table for this province, by its first two digits for others. */
export function isDivisionAtAnyDate(code: string): boolean {
  if (code.startsWith("62")) return findDivision(code) !== undefined;
  return code === NATIONAL_CODE || PROVINCE_PREFIXES.has(code.slice(0, 2));
}

/** The code without the zeros that stand for "all below": `620100` gives `6201`, `620000` gives `62`. Two records compare by it. */
export function regionPrefix(code: string): string {
  if (code === PROVINCE_CODE) return code.slice(0, 2);
  return code.length === 6 && code.endsWith("00") ? code.slice(0, 4) : code;
}

/** Codes that took a retired code's place, followed to codes in use on the day; more than one means nobody can tell which. */
export function successorsInForce(code: string, asOfDate: string): readonly string[] {
  const division = findDivision(code);
  if (division === undefined) return [];
  if (isInForce(division, asOfDate)) return [code];
  return division.successors.flatMap((next) => successorsInForce(next, asOfDate));
}
