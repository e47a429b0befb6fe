import { FIRST_YEARS, PREFECTURES, PSEUDO_COUNTIES, RETIRED_COUNTIES, RETIRED_PREFECTURES } from "./division-data.ts";

export type DivisionLevel = "PROVINCE" | "CITY" | "COUNTY";

/** A six-digit division code with its life span; days are `YYYY-MM-DD`, both inclusive, null when open or not known. */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly parent: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Codes that took its place, empty for a code in use. */
  readonly successors: readonly string[];
  /** A statistical node that is no county. */
  readonly isPseudo: boolean;
  /** Reserved for synthetic ID numbers and credit codes; never a region of a record. */
  readonly isSynthetic: boolean;
}

export const PROVINCE_CODE = "620000";

/** Stands for provincial bodies inside synthetic credit codes. */
export const SYNTHETIC_PROVINCE_CODE = "629900";

/** Never valid at any date, so that an unknown region can be tested. */
export const NEVER_VALID_CODE = "629999";

const ALIAS_COUNT = 88;
const RETIRED_ALIASES = { first: 89, last: 98, validTo: "2001-12-31" } as const;

function division(
  code: string,
  name: string,
  level: DivisionLevel,
  parent: string | null,
  rest: Partial<Division> = {},
): Division {
  return {
    code,
    name,
    level,
    parent,
    validFrom: null,
    validTo: null,
    successors: [],
    isPseudo: false,
    isSynthetic: false,
    ...rest,
  };
}

function fromYear(year: number | undefined): string | null {
  return year ? `${year}-01-01` : null;
}

function words(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function currentDivisions(): Division[] {
  const nodes = [division(PROVINCE_CODE, "甘肃省", "PROVINCE", null)];
  for (const [prefix, zh, firstYear, counties] of PREFECTURES) {
    const parent = `${prefix}00`;
    nodes.push(division(parent, zh, "CITY", PROVINCE_CODE, { validFrom: fromYear(firstYear) }));
    for (const county of words(counties)) {
      const code = prefix + county.slice(0, 2);
      nodes.push(
        division(code, county.slice(2), "COUNTY", parent, { validFrom: fromYear(FIRST_YEARS[code] ?? firstYear) }),
      );
    }
  }
  for (const [code, zh] of PSEUDO_COUNTIES)
    nodes.push(division(code, zh, "COUNTY", `${code.slice(0, 4)}00`, { isPseudo: true }));
  return nodes;
}

function retiredDivisions(): Division[] {
  const nodes: Division[] = [];
  const retire = (
    code: string,
    name: string,
    level: DivisionLevel,
    parent: string,
    lastYear: number,
    successor: string,
  ) => nodes.push(division(code, name, level, parent, { validTo: `${lastYear}-12-31`, successors: [successor] }));
  for (const [prefix, zh, lastYear, successor, counties] of RETIRED_PREFECTURES) {
    const parent = `${prefix}00`;
    retire(parent, zh, "CITY", PROVINCE_CODE, lastYear, successor);
    for (const county of words(counties)) {
      const [name = "", target = ""] = county.slice(2).split(">");
      const [next = "", year] = target.split("@");
      retire(prefix + county.slice(0, 2), name, "COUNTY", parent, year ? Number(year) : lastYear, next);
    }
  }
  for (const [code, zh, lastYear, successor] of RETIRED_COUNTIES)
    retire(code, zh, "COUNTY", `${code.slice(0, 4)}00`, lastYear, successor);
  return nodes;
}

function aliasCode(position: number): string {
  return `6299${String(position).padStart(2, "0")}`;
}

function syntheticDivisions(aliased: readonly Division[]): Division[] {
  const alias = (position: number, name: string, rest: Partial<Division> = {}) =>
    division(aliasCode(position), `${name}（合成）`, "COUNTY", SYNTHETIC_PROVINCE_CODE, { isSynthetic: true, ...rest });
  const province = division(SYNTHETIC_PROVINCE_CODE, "甘肃省省级机关（合成）", "PROVINCE", null, { isSynthetic: true });
  const inUse = aliased.map(({ name, isPseudo }, index) => alias(index + 1, name, { isPseudo }));
  const retired: Division[] = [];
  for (let position = RETIRED_ALIASES.first; position <= RETIRED_ALIASES.last; position += 1) {
    const successor = position - ALIAS_COUNT;
    const rest = { validTo: RETIRED_ALIASES.validTo, successors: [aliasCode(successor)] };
    retired.push(alias(position, `原${aliased[successor - 1]?.name ?? ""}`, rest));
  }
  return [province, ...inUse, ...retired];
}

function byCode(a: Division, b: Division): number {
  return a.code < b.code ? -1 : 1;
}

const current = currentDivisions();

/** The 88 county-level nodes in use, the two statistical ones among them, by code. */
export const COUNTY_NODES: readonly Division[] = current.filter(({ level }) => level === "COUNTY").sort(byCode);

/** The 14 prefecture-level units, by code. */
export const PREFECTURE_NODES: readonly Division[] = current.filter(({ level }) => level === "CITY").sort(byCode);

/** Every code there is or was, by code: real, retired, statistical and synthetic. */
export const DIVISIONS: readonly Division[] = [
  ...current,
  ...retiredDivisions(),
  ...syntheticDivisions(COUNTY_NODES),
].sort(byCode);

const index: ReadonlyMap<string, Division> = new Map(DIVISIONS.map((node) => [node.code, node]));
const aliasByReal: ReadonlyMap<string, string> = new Map(COUNTY_NODES.map(({ code }, i) => [code, aliasCode(i + 1)]));
const realByAlias: ReadonlyMap<string, string> = new Map([...aliasByReal].map(([real, alias]) => [alias, real]));

/** The division with this code, whether or not it is still in use. */
export function findDivision(code: string): Division | undefined {
  return index.get(code);
}

/** Whether the code was in use on the day. */
export function isInForce({ validFrom, validTo }: Division, asOfDate: string): boolean {
  return (validFrom === null || validFrom <= asOfDate) && (validTo === null || asOfDate <= validTo);
}

/** The synthetic stand-in of a county-level node or of the province, for use inside synthetic numbers. */
export function syntheticAliasOf(realCode: string): string | undefined {
  return realCode === PROVINCE_CODE ? SYNTHETIC_PROVINCE_CODE : aliasByReal.get(realCode);
}

/** The county-level node a synthetic stand-in belongs to. */
export function realDivisionOf(alias: string): string | undefined {
  return alias === SYNTHETIC_PROVINCE_CODE ? PROVINCE_CODE : realByAlias.get(alias);
}
