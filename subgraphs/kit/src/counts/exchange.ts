import type { Cube, Place } from "./cube.ts";

/**
 * A cell and, along each dimension in which it is no margin, one sibling. Adding a row to every other corner between
 * the two and taking one from the rest changes no total: no arithmetic on what is published tells any corner, nor any
 * finer cell under one, as long as all of those are hidden.
 */
export interface Exchange {
  readonly from: Place;
  readonly to: Place;
}

/** The places of all corners. A row is added to those an even number of steps away and taken from the rest, or the reverse. */
export function cornersOf({ from, to }: Exchange): Place[] {
  let corners: Place[] = [from];
  for (const [axis, node] of to.entries()) {
    if (node !== from[axis]) corners = corners.flatMap((corner) => [corner, corner.with(axis, node)]);
  }
  return corners;
}

/** The same exchange in a table with more dimensions, of which it touches none. */
export function widened({ from, to }: Exchange, { dimensions }: Cube): Exchange {
  const rest = dimensions.slice(from.length).map(() => 0);
  return { from: [...from, ...rest], to: [...to, ...rest] };
}

/** What the corners hold at least, those an even and those an odd number of steps away; called often, so without places. */
export function leastCounts({ strides, counts }: Cube, { from, to }: Exchange): readonly [even: number, odd: number] {
  const steps: number[] = [];
  let base = 0;
  for (const [axis, stride] of strides.entries()) {
    const [start = 0, end = 0] = [from[axis], to[axis]];
    base += start * stride;
    if (start !== end) steps.push((end - start) * stride);
  }
  const least: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let bits = 0; bits < 1 << steps.length; bits += 1) {
    let [index, side] = [base, 0];
    for (const [position, step] of steps.entries()) {
      if ((bits & (1 << position)) === 0) continue;
      index += step;
      side ^= 1;
    }
    least[side as 0 | 1] = Math.min(least[side as 0 | 1], counts[index] ?? 0);
  }
  return least;
}

/** No count is below zero: whether the rows that are there could be exchanged one way or the other. */
export function isMakeable(cube: Cube, exchange: Exchange): boolean {
  const [even, odd] = leastCounts(cube, exchange);
  return even > 0 || odd > 0;
}
