/**
 * Splits a whole number by weight (largest remainder), no part below its minimum. Where the minimums alone are more
 * than the total, they win: a small province still has one of everything.
 */
export function apportion(total: number, weights: readonly number[], minimums: readonly number[]): number[] {
  const parts = minimums.slice();
  const open = new Set(weights.keys());
  for (;;) {
    const rest = total - sum(parts.filter((_, i) => !open.has(i)));
    const weight = sum([...open].map((i) => weights[i]!));
    const short = [...open].filter((i) => (rest * weights[i]!) / weight < minimums[i]!);
    if (short.length === 0) return shareOut(parts, [...open], rest, weights, weight);
    for (const i of short) open.delete(i);
    if (open.size === 0) return parts;
  }
}

function shareOut(parts: number[], open: number[], rest: number, weights: readonly number[], weight: number): number[] {
  const exact = new Map(open.map((i) => [i, (rest * weights[i]!) / weight]));
  for (const [i, value] of exact) parts[i] = Math.floor(value);
  const left = rest - sum(open.map((i) => parts[i]!));
  const byRemainder = open.toSorted((i, j) => (exact.get(j)! % 1) - (exact.get(i)! % 1) || i - j);
  for (const i of byRemainder.slice(0, left)) parts[i]! += 1;
  return parts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
