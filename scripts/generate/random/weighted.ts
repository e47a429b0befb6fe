import type { Random } from "./random.ts";

/** Draws one of the values. */
export type Draw<T> = (random: Random) => T;

/** Draws by weight; the weights need not add up to anything. */
export function weighted<T>(entries: readonly (readonly [value: T, weight: number])[]): Draw<T> {
  const values = entries.map(([value]) => value);
  const upTo: number[] = [];
  let total = 0;
  for (const [, weight] of entries) {
    total += weight;
    upTo.push(total);
  }
  return (random) => {
    const point = random.unit() * total;
    let i = 0;
    while (i < upTo.length - 1 && point >= upTo[i]!) i++;
    return values[i]!;
  };
}

/** Weights under the values, for tables of codes: `{ VALID: 92.5, EXPIRED: 6 }`. */
export function weightedKeys<K extends string>(weights: Readonly<Partial<Record<K, number>>>): Draw<K> {
  return weighted(Object.entries(weights) as [K, number][]);
}

/** Words with an optional weight, one by default: `"王9 李8 张8 林0.6 雅"`. */
export function weightedWords(text: string): Draw<string> {
  return weighted(
    text
      .trim()
      .split(/\s+/u)
      .map((word) => {
        const [, letters = "", weight] = /^(.*?)([0-9.]+)?$/u.exec(word) ?? [];
        return [letters, weight === undefined ? 1 : Number(weight)] as const;
      }),
  );
}
