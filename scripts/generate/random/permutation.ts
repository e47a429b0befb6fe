import type { Random } from "./random.ts";

/** A bijection of 0 … size−1 onto itself. */
export interface Permutation {
  readonly size: number;
  at(index: number): number;
}

const ROUNDS = 3;

/**
 * Spreads indices so that no two meet and no table is kept: a Feistel network on the two digits of the index
 * to base √size. The few indices past the end walk on until they are inside.
 */
export function permutation(size: number, random: Random): Permutation {
  const rows = Math.max(1, Math.ceil(Math.sqrt(size)));
  const columns = Math.max(1, Math.ceil(size / rows));
  const keys = Array.from({ length: 2 * ROUNDS }, () => random.uint32());
  const step = (index: number): number => {
    let row = Math.floor(index / columns);
    let column = index % columns;
    for (let round = 0; round < keys.length; round += 2) {
      row = (row + mix(column, keys[round]!)) % rows;
      column = (column + mix(row, keys[round + 1]!)) % columns;
    }
    return row * columns + column;
  };
  return {
    size,
    at(index) {
      if (!(index >= 0 && index < size)) throw new RangeError(`index ${index} of ${size}`);
      let image = step(index);
      while (image >= size) image = step(image);
      return image;
    },
  };
}

/** Swaps values so that the first indices lead to the pinned values, and it stays a bijection. */
export function pinned(base: Permutation, pins: readonly number[]): Permutation {
  const swaps: (readonly [number, number])[] = [];
  const at = (index: number): number => {
    let image = base.at(index);
    for (const [one, other] of swaps) {
      if (image === one) image = other;
      else if (image === other) image = one;
    }
    return image;
  };
  for (const [index, value] of pins.entries()) swaps.push([at(index), value]);
  return { size: base.size, at };
}

/** The finaliser of MurmurHash3, keyed. */
function mix(value: number, key: number): number {
  let h = value ^ key;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
