import { type Cube, countAt, type Place, product } from "./cube.ts";

/**
 * A cell and, along each dimension in which it is no margin, one sibling. Adding a row to every other corner between
 * the two and taking one from the rest changes no total: no arithmetic on what is published tells any corner, nor any
 * finer cell under one, as long as all of those are hidden.
 */
export interface Exchange {
  readonly from: Place;
  readonly to: Place;
}

export interface Corner {
  readonly place: Place;
  /** Whether a row is added here (0) or taken (1), or the other way round. */
  readonly parity: 0 | 1;
}

/** Leaf combinations looked at before a way out counts as not found. */
const MAX_TRIES = 5_000;

export function* cornersOf({ from, to }: Exchange): Generator<Corner> {
  const axes = from.flatMap((node, axis) => (node === to[axis] ? [] : [axis]));
  for (let bits = 0; bits < 1 << axes.length; bits += 1) {
    const place = [...from];
    let steps = 0;
    for (const [position, axis] of axes.entries()) {
      if ((bits & (1 << position)) === 0) continue;
      place[axis] = to[axis] ?? 0;
      steps += 1;
    }
    yield { place, parity: (steps % 2) as 0 | 1 };
  }
}

/** The same exchange in a table with more dimensions, of which it touches none. */
export function widened({ from, to }: Exchange, { dimensions }: Cube): Exchange {
  const rest = dimensions.slice(from.length).map(() => 0);
  return { from: [...from, ...rest], to: [...to, ...rest] };
}

/** The same exchange as seen from a finer cell under its corner `at`. */
export function seenFrom(finer: Place, at: Place, { from, to }: Exchange): Exchange {
  const opposite = at.map((node, axis) => (node === from[axis] ? to[axis] : from[axis]));
  return { from: finer, to: finer.map((node, axis) => (from[axis] === to[axis] ? node : (opposite[axis] ?? 0))) };
}

/** No count is below zero: whether rows that are there could make the exchange. */
export function hasRoom(cube: Cube, { from, to }: Exchange): boolean {
  const leavesOf = (place: Place) => cube.dimensions.map(({ leaves }, axis) => leaves[place[axis] ?? 0] ?? []);
  const isMoved = from.map((node, axis) => node !== to[axis]);
  const targets = leavesOf(to).map((leaves, axis) => (isMoved[axis] ? leaves : [-1]));
  let tries = 0;
  for (const start of product(leavesOf(from))) {
    for (const end of product(targets)) {
      tries += 1;
      if (tries > MAX_TRIES) return false;
      const leaf = { from: start, to: end.map((node, axis) => (isMoved[axis] ? node : (start[axis] ?? 0))) };
      if (isMakeable(cube, leaf)) return true;
    }
  }
  return false;
}

function isMakeable(cube: Cube, exchange: Exchange): boolean {
  const isFull = [true, true];
  for (const { place, parity } of cornersOf(exchange)) if (countAt(cube, place) < 1) isFull[parity] = false;
  return isFull.includes(true);
}
