import type { Cube } from "./cube.ts";
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
  const open = equationsOf(cube).filter(({ parts }) => parts.some((part) => hidden[part] === 1));
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    if (!open.map((equation) => narrow(equation, low, high)).includes(true)) break;
  }
  return [...hidden.keys()].filter((index) => hidden[index] === 1 && low[index] === high[index]);
}

/** Kept with their cube: a table is looked at again after each cell that was hidden for it. */
const equations = new WeakMap<Cube, readonly Equation[]>();

function equationsOf(cube: Cube): readonly Equation[] {
  const known = equations.get(cube) ?? makeEquations(cube);
  equations.set(cube, known);
  return known;
}

function makeEquations({ dimensions, strides, counts }: Cube): Equation[] {
  const made: Equation[] = [];
  for (const [axis, { children, codes }] of dimensions.entries()) {
    const stride = strides[axis] ?? 1;
    const steps = children.map((below, node) => below.map((child) => (child - node) * stride));
    for (let total = 0; total < counts.length; total += 1) {
      const below = steps[Math.floor(total / stride) % codes.length] ?? [];
      if (below.length > 0) made.push({ total, parts: below.map((step) => total + step) });
    }
  }
  return made;
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
