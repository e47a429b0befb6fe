import { type Cube, cellsUnder, countAt, indexOf, type Place, placeOf, product } from "./cube.ts";
import { siblingsOf } from "./dimension.ts";
import { cornersOf, type Exchange, hasRoom, seenFrom, widened } from "./exchange.ts";

/** The smallest count above zero that may be published. */
export const SMALLEST_PUBLISHED = 10;

/** As many rows less may be published, to let a hidden cell hold more than a few values. */
const NARROW_COST = 100;

/** Which cells are not published, by index. */
export type Hidden = Uint8Array;

export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_PUBLISHED;
}

/** Hides small counts of one table with what would give them away. From coarse to fine: a hidden cell hides all under it. */
export class Suppressor {
  readonly hidden: Hidden;
  readonly exchanges: Exchange[] = [];
  readonly #cube: Cube;
  /** Tables that have this cube as their margin: an exchange must be possible in them as well. */
  readonly #tables: readonly Cube[];
  readonly #mayHide: (place: Place) => boolean;
  /** The exchanges that protect a cell, with the corner it lies under. */
  readonly #covers = new Map<number, { readonly corner: Place; readonly exchange: Exchange }[]>();

  constructor(cube: Cube, tables: readonly Cube[] = [], mayHide: (place: Place) => boolean = () => true) {
    this.#cube = cube;
    this.#tables = tables;
    this.#mayHide = mayHide;
    this.hidden = new Uint8Array(cube.counts.length);
  }

  isHidden(place: Place): boolean {
    return this.hidden[indexOf(this.#cube, place)] === 1;
  }

  /** Hides all small cells. The answer is a cell that has to be hidden and may not be here, or null when all is done. */
  run(isSmallAt: (index: number) => boolean): Place | null {
    for (const index of this.#coarseFirst()) {
      if (this.hidden[index] === 1 || !isSmallAt(index)) continue;
      const refused = this.protect(placeOf(this.#cube, index));
      if (refused) return refused;
    }
    for (const index of this.hidden.keys()) {
      const refused = this.hidden[index] === 1 && isSmallAt(index) ? this.#secure(index) : null;
      if (refused) return refused;
    }
    return null;
  }

  /** Hides coarser and coarser cells until rows that are there could change just this cell. */
  #secure(index: number): Place | null {
    let place: Place = placeOf(this.#cube, index);
    while (!this.#isProtected(index)) {
      place = this.coarserThan(place) ?? place;
      const refused = this.protect(place);
      if (refused) return refused;
    }
    return null;
  }

  /** Hides the corners of the cheapest exchange; without one, the next coarser cell is hidden as a whole. */
  protect(place: Place): Place | null {
    if (!this.#mayHide(place)) return place;
    const exchange = this.#cheapestExchange(place);
    if (exchange) {
      this.adopt(exchange);
      return null;
    }
    const coarser = this.coarserThan(place);
    if (coarser) return this.protect(coarser);
    this.hideAll();
    return null;
  }

  /** Hides what an exchange needs hidden. */
  adopt(exchange: Exchange): void {
    this.exchanges.push(exchange);
    for (const { place: corner } of cornersOf(exchange)) {
      for (const index of cellsUnder(this.#cube, corner)) {
        this.hidden[index] = 1;
        const covers = this.#covers.get(index) ?? [];
        this.#covers.set(index, covers);
        covers.push({ corner, exchange });
      }
    }
  }

  /** When nothing at all is published, there is nothing to subtract from. */
  hideAll(): void {
    this.hidden.fill(1);
    this.#covers.clear();
  }

  /** Whether rows that are there could change just this cell: a coarser cell may have room only elsewhere. */
  #isProtected(index: number): boolean {
    const place = placeOf(this.#cube, index);
    const covers = this.#covers.get(index);
    return covers?.some(({ corner, exchange }) => this.#isPossible(seenFrom(place, corner, exchange))) ?? true;
  }

  #isPossible(exchange: Exchange): boolean {
    if (this.#tables.length === 0) return hasRoom(this.#cube, exchange);
    return this.#tables.every((table) => hasRoom(table, widened(exchange, table)));
  }

  #coarseFirst(): number[] {
    const { counts, dimensions } = this.#cube;
    const depths = Array.from(counts, (_count, index) =>
      placeOf(this.#cube, index).reduce((sum, node, axis) => sum + (dimensions[axis]?.depths[node] ?? 0), 0),
    );
    return [...depths.keys()].sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0) || a - b);
  }

  /** The smallest of the cells one step coarser; null for the root. */
  coarserThan(place: Place): Place | null {
    const above = place.flatMap((node, axis) => {
      const parent = this.#cube.dimensions[axis]?.parents[node] ?? -1;
      return parent < 0 ? [] : [place.with(axis, parent)];
    });
    above.sort((a, b) => countAt(this.#cube, a) - countAt(this.#cube, b));
    return above[0] ?? null;
  }

  #cheapestExchange(place: Place): Exchange | null {
    const choices = place.map((node, axis) => {
      const dimension = this.#cube.dimensions[axis];
      return node === 0 || !dimension ? [node] : siblingsOf(dimension, node);
    });
    // The root has nothing to be exchanged with.
    if (place.every((node) => node === 0)) return null;
    const rated = [...product(choices)].map((to) => this.#rate({ from: place, to }));
    rated.sort((a, b) => a.cost - b.cost);
    return rated.find(({ exchange }) => this.#isPossible(exchange))?.exchange ?? null;
  }

  /** Costs what would be hidden anew, and more where hardly another value could stand in the corners. */
  #rate(exchange: Exchange) {
    let cost = 0;
    const least: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const { place, parity } of cornersOf(exchange)) {
      const count = countAt(this.#cube, place);
      least[parity] = Math.min(least[parity], count);
      if (!this.isHidden(place)) cost += count + 1;
    }
    return { exchange, cost: least[0] + least[1] < SMALLEST_PUBLISHED ? cost + NARROW_COST : cost };
  }
}
