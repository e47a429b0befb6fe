import { pinnedCells } from "./bounds.ts";
import { type Cube, cellsUnder, countAt, eachPlace, indexOf, type Place, placeOf, product } from "./cube.ts";
import { lineageOf, siblingsOf } from "./dimension.ts";
import { cornerIndices, cornersOf, type Exchange, leastCounts } from "./exchange.ts";

/** The smallest count above zero that may be published. */
export const SMALLEST_PUBLISHED = 10;

/** As many rows less may be published, to let a hidden cell hold more than a few values. */
const NARROW_COST = 100;

/** Which cells are not published, by index. */
export type Hidden = Uint8Array;

export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_PUBLISHED;
}

export interface SuppressorOptions {
  /** Cubes of the same shape whose rows an exchange must be possible with as well. */
  readonly likes?: readonly Cube[];
  /** Cells that this table alone may decide about. */
  readonly isOwn?: (place: Place) => boolean;
}

/** Hides small counts of one table with what would give them away. From coarse to fine: a hidden cell hides all under it. */
export class Suppressor {
  readonly hidden: Hidden;
  readonly exchanges: Exchange[] = [];
  /** What has to be hidden and is not this table's own to hide. */
  readonly refused: Place[] = [];
  readonly #cube: Cube;
  readonly #likes: readonly Cube[];
  readonly #isOwn: (place: Place) => boolean;
  readonly #corners: number[] = [];

  constructor(cube: Cube, { likes = [cube], isOwn = () => true }: SuppressorOptions = {}) {
    this.#cube = cube;
    this.#likes = likes;
    this.#isOwn = isOwn;
    this.hidden = new Uint8Array(cube.counts.length);
  }

  run(isSmallAt: (index: number) => boolean): void {
    for (const index of this.#coarseFirst()) {
      if (this.hidden[index] !== 1 && isSmallAt(index)) this.protect(placeOf(this.#cube, index));
    }
    // Empty neighbours may leave a cell no other value: then the next coarser cell that is shown goes as well.
    for (let pinned = this.#pinned(isSmallAt); pinned.length > 0; pinned = this.#pinned(isSmallAt)) {
      for (const index of pinned) this.#hideAbove(placeOf(this.#cube, index));
      if (this.refused.length > 0) return;
    }
  }

  #pinned(isSmallAt: (index: number) => boolean): number[] {
    return this.#likes.flatMap((cube) => pinnedCells(cube, this.hidden)).filter(isSmallAt);
  }

  /** The finest cell above that is shown, of several the smallest; the root only where no other is left, null above it. */
  #shownAbove(place: Place): Place | null {
    const lineages = place.map((node, axis) => {
      const dimension = this.#cube.dimensions[axis];
      return dimension ? lineageOf(dimension, node) : [node];
    });
    const above = [...product(lineages)].filter(
      (coarser) => coarser.join() !== place.join() && this.hidden[indexOf(this.#cube, coarser)] !== 1,
    );
    above.sort((a, b) => this.#depthOf(b) - this.#depthOf(a) || countAt(this.#cube, a) - countAt(this.#cube, b));
    return above[0] ?? null;
  }

  #depthOf(place: Place): number {
    return place.reduce((depth, node, axis) => depth + (this.#cube.dimensions[axis]?.depths[node] ?? 0), 0);
  }

  /** Hides the corners of the cheapest exchange; where rows allow none, the next coarser cell is hidden as a whole. */
  protect(place: Place): void {
    const exchange = this.#isOwn(place) ? this.#cheapestExchange(place) : null;
    if (exchange) this.adopt(exchange);
    else if (this.#isOwn(place)) this.#hideAbove(place);
    else this.#refuse(place);
  }

  #hideAbove(place: Place): void {
    const coarser = this.#shownAbove(place);
    if (coarser) this.protect(coarser);
    // Where nothing at all is published, there is nothing to subtract from.
    else this.hidden.fill(1);
  }

  /** Hides what an exchange needs hidden. */
  adopt(exchange: Exchange): void {
    this.exchanges.push(exchange);
    for (const corner of cornersOf(exchange)) this.#hideUnder(corner);
  }

  #refuse(place: Place): void {
    this.refused.push(place);
    this.#hideUnder(place);
  }

  #hideUnder(place: Place): void {
    if (this.hidden[indexOf(this.#cube, place)] === 1) return;
    for (const index of cellsUnder(this.#cube, place)) this.hidden[index] = 1;
  }

  #coarseFirst(): number[] {
    const { counts, dimensions, strides } = this.#cube;
    const byDepth: number[][] = [];
    for (let index = 0; index < counts.length; index += 1) {
      let depth = 0;
      for (const [axis, { depths, codes }] of dimensions.entries()) {
        depth += depths[Math.floor(index / (strides[axis] ?? 1)) % codes.length] ?? 0;
      }
      const cells = byDepth[depth];
      if (cells) cells.push(index);
      else byDepth[depth] = [index];
    }
    return byDepth.flat();
  }

  #cheapestExchange(place: Place): Exchange | null {
    // The root has nothing to be exchanged with.
    if (place.every((node) => node === 0)) return null;
    const choices = place.map((node, axis) => {
      const dimension = this.#cube.dimensions[axis];
      return node === 0 || !dimension ? [node] : siblingsOf(dimension, node);
    });
    let [cheapest, least]: [Exchange | null, number] = [null, Number.POSITIVE_INFINITY];
    eachPlace(choices, (to) => {
      const cost = this.#costOf({ from: place, to });
      if (cost < least) [cheapest, least] = [{ from: place, to: [...to] }, cost];
    });
    return cheapest;
  }

  /** What would be hidden anew, and more where hardly another value could stand in the corners; endless where none could. */
  #costOf(exchange: Exchange): number {
    const size = cornerIndices(this.#cube, exchange, this.#corners);
    let cost = 0;
    for (const cube of this.#likes) {
      const { even, odd } = leastCounts(cube, this.#corners, size);
      // No count is below zero, so one half of the corners must have a row to give.
      if (even === 0 && odd === 0) return Number.POSITIVE_INFINITY;
      if (even + odd < SMALLEST_PUBLISHED) cost = NARROW_COST;
    }
    for (let corner = 0; corner < size; corner += 1) {
      const index = this.#corners[corner] ?? 0;
      if (this.hidden[index] !== 1) cost += (this.#cube.counts[index] ?? 0) + 1;
    }
    return cost;
  }
}
