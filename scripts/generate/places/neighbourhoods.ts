import { permutation } from "../random/permutation.ts";
import type { Random } from "../random/random.ts";
import type { County } from "./counties.ts";
import { townshipName, villageName } from "./place-names.ts";

export interface Township {
  readonly code: string;
  readonly name: string;
}

/** A village or community and the households and grids in it; indices count within the county. */
export interface Village {
  readonly code: string;
  readonly name: string;
  readonly township: Township;
  readonly isUrban: boolean;
  readonly firstHousehold: number;
  readonly householdCount: number;
  /** Base grids are numbered from 001. */
  readonly gridCount: number;
  /** One in each township has a grid of its own for a school, market or business park, number 901, with no households. */
  readonly hasDedicatedGrid: boolean;
}

/** The places below a county. Households lie in them in order, so place and household give each other by arithmetic. */
export interface Neighbourhoods {
  readonly townships: readonly Township[];
  readonly villages: readonly Village[];
  villageOf(household: number): Village;
  gridCodeOf(household: number): string;
}

/** At full scale these give about 1,400 townships, 16,800 villages and 50,000 grids, as the province has. */
const HOUSEHOLDS_PER_VILLAGE = 450;
const VILLAGES_PER_TOWNSHIP = 12;
const HOUSEHOLDS_PER_GRID = 150;
const FEWEST = { townships: 2, villages: 4 } as const;
/** Shares of streets and towns among the townships of a district or city and of a county; the rest are rural. */
const KINDS = { district: { street: 0.5, town: 0.9 }, county: { street: 0, town: 0.65 } } as const;

type TownshipKind = "STREET" | "TOWN" | "RURAL";
const FIRST_NUMBER: Readonly<Record<TownshipKind, number>> = { STREET: 1, TOWN: 100, RURAL: 200 };
const SUFFIX: Readonly<Record<TownshipKind, string>> = { STREET: "街道", TOWN: "镇", RURAL: "乡" };

export function layOut(county: County, householdCount: number, random: Random): Neighbourhoods {
  const villageCount = Math.max(FEWEST.villages, Math.round(householdCount / HOUSEHOLDS_PER_VILLAGE));
  const townshipCount = Math.max(FEWEST.townships, Math.round(villageCount / VILLAGES_PER_TOWNSHIP));
  const nameOrder = permutation(1 << 10, random);
  const townships = numberedTownships(county, townshipCount, (i) => nameOrder.at(i));
  const villages = Array.from({ length: villageCount }, (_, i) => {
    const t = Math.floor((i * townshipCount) / villageCount);
    const place = i - Math.ceil((t * villageCount) / townshipCount);
    return village(townships[t]!, place, nameOrder.at(512 + (i % 512)), span(i, villageCount, householdCount));
  });
  const villageOf = (household: number): Village =>
    villages[Math.floor((household * villageCount) / Math.max(1, householdCount))]!;
  return {
    townships,
    villages,
    villageOf,
    gridCodeOf(household) {
      const found = villageOf(household);
      const grid = Math.floor(((household - found.firstHousehold) * found.gridCount) / found.householdCount);
      return gridCode(found, grid);
    },
  };
}

/** Households that `village` i of n holds, so that `villageOf` is the reverse. */
function span(i: number, villageCount: number, householdCount: number): { first: number; count: number } {
  const first = Math.ceil((i * householdCount) / villageCount);
  return { first, count: Math.ceil(((i + 1) * householdCount) / villageCount) - first };
}

export function gridCode(village: Village, grid: number): string {
  return village.code + String(grid + 1).padStart(3, "0");
}

interface NumberedTownship extends Township {
  readonly kind: TownshipKind;
}

function numberedTownships(county: County, count: number, nameNumber: (i: number) => number): NumberedTownship[] {
  const shares = /[区市]$/u.test(county.name) ? KINDS.district : KINDS.county;
  const used: Record<TownshipKind, number> = { STREET: 0, TOWN: 0, RURAL: 0 };
  return Array.from({ length: count }, (_, i) => {
    const position = (i + 0.5) / count;
    const kind = position < shares.street ? "STREET" : position < shares.town ? "TOWN" : "RURAL";
    const number = FIRST_NUMBER[kind] + used[kind]++;
    return {
      code: county.code + String(number).padStart(3, "0"),
      name: townshipName(nameNumber(i), SUFFIX[kind]),
      kind,
    };
  });
}

function village(
  township: NumberedTownship,
  place: number,
  nameNumber: number,
  households: ReturnType<typeof span>,
): Village {
  // The seat of a town is a community; the villages around it are numbered from 200.
  const isUrban = township.kind === "STREET" || (township.kind === "TOWN" && place === 0);
  const number = isUrban ? 1 + place : 200 + place;
  return {
    code: township.code + String(number).padStart(3, "0"),
    name: villageName(nameNumber, isUrban ? "社区" : "村"),
    township,
    isUrban,
    firstHousehold: households.first,
    householdCount: households.count,
    gridCount: Math.max(1, Math.round(households.count / HOUSEHOLDS_PER_GRID)),
    hasDedicatedGrid: place === 0,
  };
}
