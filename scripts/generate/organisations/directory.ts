import type { CountyPeople } from "../people/population.ts";
import { apportion } from "../random/apportion.ts";
import { lastStartingBy } from "../random/last-starting-by.ts";
import { FULL_VOLUMES, volumeAt } from "../volumes.ts";
import { DEMO_ENTERPRISES, NEW_AREA_CODE } from "./demo-organisations.ts";
import { KIND_SHARES, type OrganisationKind } from "./kinds.ts";
import { firstTradePlace, TRADE_PERIOD } from "./trades.ts";

/** The organisations of one kind in one county. They are counted through the province, county after county. */
export interface Cell {
  readonly people: CountyPeople;
  readonly kind: OrganisationKind;
  readonly codePrefix: string;
  /** Position among the 88 × 8 cells, the same at every scale. */
  readonly position: number;
  readonly first: number;
  readonly count: number;
  /** Number of the county's first organisation. */
  readonly countyFirst: number;
}

/** Organisations of some kinds, in order of their number. */
export interface OrganisationSelection {
  readonly count: number;
  organisation(nth: number): number;
  /** How many of them come before this organisation. */
  rank(organisation: number): number;
}

export interface Directory {
  readonly cells: readonly Cell[];
  readonly count: number;
  cellOf(organisation: number): Cell;
  cellIn(county: number, kind: OrganisationKind): Cell;
  /** Those of some kinds, or of some kinds and trades: `place` leads to the trade. */
  select(isChosen: (kind: OrganisationKind, place: number) => boolean): OrganisationSelection;
}

export function openDirectory(population: readonly CountyPeople[], scale: number): Directory {
  const counts = KIND_SHARES.map(({ kind, group, share }) => {
    const total = Math.round((volumeAt(FULL_VOLUMES[group], scale) * share) / 100);
    return apportion(
      total,
      population.map(({ county }) => county.weight),
      population.map((people) => fewest(people, kind)),
    );
  });
  let first = 0;
  const cells = population.flatMap((people, county) => {
    const countyFirst = first;
    return KIND_SHARES.map(({ kind, codePrefix }, k) => {
      const cell = {
        people,
        kind,
        codePrefix,
        position: county * KIND_SHARES.length + k,
        first,
        count: counts[k]![county]!,
        countyFirst,
      };
      first += cell.count;
      return cell;
    });
  });
  return {
    cells,
    count: first,
    cellOf: (organisation) => cells[lastStartingBy(cells, organisation, (cell) => cell.first)]!,
    cellIn: (county, kind) =>
      cells[county * KIND_SHARES.length + KIND_SHARES.findIndex((share) => share.kind === kind)]!,
    select: (isChosen) => select(cells, isChosen),
  };
}

/** Every prefecture has every kind, the demo county its enterprises, and the New Area one of its own. */
function fewest({ county }: CountyPeople, kind: OrganisationKind): number {
  if (kind === "ENTERPRISE" && county.index === 0) return DEMO_ENTERPRISES;
  if (kind === "ENTERPRISE" && county.code === NEW_AREA_CODE) return 1;
  return county.isSeat ? 1 : 0;
}

interface Span {
  readonly cell: Cell;
  /** How many of the selection come before the cell. */
  readonly first: number;
  readonly slots: Slots;
  /** Place of the cell's first organisation. */
  readonly offset: number;
  /** Chosen places before that one. */
  readonly skipped: number;
}

/** The chosen places of a period, and how many of them come before each place. */
interface Slots {
  readonly chosen: readonly number[];
  readonly before: readonly number[];
}

function select(
  cells: readonly Cell[],
  isChosen: (kind: OrganisationKind, slot: number) => boolean,
): OrganisationSelection {
  const slotsByKind = new Map(KIND_SHARES.map(({ kind }) => [kind, slotsOf((slot) => isChosen(kind, slot))]));
  const spans: Span[] = [];
  let count = 0;
  for (const cell of cells) {
    const slots = slotsByKind.get(cell.kind)!;
    const offset = firstTradePlace(cell.people.county.index);
    const skipped = countBefore(slots, offset);
    const size = countBefore(slots, offset + cell.count) - skipped;
    if (size > 0) spans.push({ cell, first: count, slots, offset, skipped });
    count += size;
  }
  return {
    count,
    organisation(nth) {
      const { cell, first, slots, offset, skipped } = spans[lastStartingBy(spans, nth, (span) => span.first)]!;
      const n = nth - first + skipped;
      const place = Math.floor(n / slots.chosen.length) * TRADE_PERIOD + slots.chosen[n % slots.chosen.length]!;
      return cell.first + place - offset;
    },
    rank(organisation) {
      const span = spans[lastStartingBy(spans, organisation, ({ cell }) => cell.first)];
      if (!span) return 0;
      const place = span.offset + Math.min(organisation - span.cell.first, span.cell.count);
      return span.first + countBefore(span.slots, place) - span.skipped;
    },
  };
}

function slotsOf(isChosen: (slot: number) => boolean): Slots {
  const chosen: number[] = [];
  const before: number[] = [];
  for (let slot = 0; slot < TRADE_PERIOD; slot++) {
    before.push(chosen.length);
    if (isChosen(slot)) chosen.push(slot);
  }
  return { chosen, before };
}

function countBefore({ chosen, before }: Slots, place: number): number {
  return Math.floor(place / TRADE_PERIOD) * chosen.length + before[place % TRADE_PERIOD]!;
}
