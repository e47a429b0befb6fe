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

/** What the corners hold at least, those an even and those an odd number of steps away. */
export interface CornerCounts {
  readonly even: number;
  readonly odd: number;
}

/** The indices of the corners, those an even number of steps away first; written into `into`, for this runs for every candidate. */
export function cornerIndices({ strides }: Cube, { from, to }: Exchange, into: number[]): number {
  into[0] = 0;
  for (const [axis, stride] of strides.entries()) into[0] += (from[axis] ?? 0) * stride;
  let size = 1;
  for (const [axis, stride] of strides.entries()) {
    const step = ((to[axis] ?? 0) - (from[axis] ?? 0)) * stride;
    if (step === 0) continue;
    // The corners one step on, with even and odd in turn, so that the halves stay sorted by side.
    for (let index = 0; index < size; index += 1) into[size + index] = (into[index] ?? 0) + step;
    if (size > 1) swapHalves(into, size);
    size *= 2;
  }
  return size;
}

/** Before: even, odd, then each one step on, which is odd, even. After: both even quarters, then both odd ones. */
function swapHalves(into: number[], size: number): void {
  const half = size / 2;
  for (let index = 0; index < half; index += 1) {
    const [odd, odderStep, evenStep] = [
      into[half + index] ?? 0,
      into[size + index] ?? 0,
      into[size + half + index] ?? 0,
    ];
    into[half + index] = evenStep;
    into[size + index] = odd;
    into[size + half + index] = odderStep;
  }
}

/** What the first `size` corners of a list hold at least. */
export function leastCounts({ counts }: Cube, corners: readonly number[], size: number): CornerCounts {
  const half = Math.max(1, size / 2);
  let [even, odd] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let index = 0; index < size; index += 1) {
    const count = counts[corners[index] ?? 0] ?? 0;
    if (index < half) even = Math.min(even, count);
    else odd = Math.min(odd, count);
  }
  return { even, odd };
}
