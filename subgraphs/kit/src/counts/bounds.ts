import { type Cube, indexOf, placeOf } from "./cube.ts";
import type { Hidden } from "./suppression.ts";

/** Passes over a table; a bound that still moves after these moves by little. */
const MAX_PASSES = 12;

/** A sum and what it is the sum of. */
interface Equation {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Hidden cells that inequalities pin to one value: no count is below zero, and every margin is the sum of its parts. */
export function pinnedCells(cube: Cube, hidden: Hidden): number[] {
  const low = Float64Array.from(cube.counts, (count, index) => (hidden[index] === 1 ? 0 : count));
  const high = Float64Array.from(cube.counts, (count, index) =>
    hidden[index] === 1 ? Number.MAX_SAFE_INTEGER : count,
  );
  const equations = equationsOf(cube).filter(({ parts }) => parts.some((part) => hidden[part] === 1));
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    if (!equations.map((equation) => narrow(equation, low, high)).includes(true)) break;
  }
  return [...hidden.keys()].filter((index) => hidden[index] === 1 && low[index] === high[index]);
}

function equationsOf(cube: Cube): Equation[] {
  return Array.from(cube.counts.keys()).flatMap((total) => {
    const place = placeOf(cube, total);
    return cube.dimensions.flatMap(({ children }, axis) => {
      const below = children[place[axis] ?? 0] ?? [];
      return below.length > 0 ? [{ total, parts: below.map((child) => indexOf(cube, place.with(axis, child))) }] : [];
    });
  });
}

/** Whether any bound moved. */
function narrow({ total, parts }: Equation, low: Float64Array, high: Float64Array): boolean {
  let [lows, highs, hasMoved] = [0, 0, false];
  for (const part of parts) {
    lows += low[part] ?? 0;
    highs += high[part] ?? 0;
  }
  const set = (index: number, from: number, to: number) => {
    if (from > (low[index] ?? 0)) [low[index], hasMoved] = [from, true];
    if (to < (high[index] ?? 0)) [high[index], hasMoved] = [to, true];
  };
  const [totalLow, totalHigh] = [low[total] ?? 0, high[total] ?? 0];
  set(total, lows, highs);
  for (const part of parts) {
    set(part, totalLow - (highs - (high[part] ?? 0)), totalHigh - (lows - (low[part] ?? 0)));
  }
  return hasMoved;
}
