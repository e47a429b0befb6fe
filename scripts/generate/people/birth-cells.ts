import { type Permutation, permutation } from "../random/permutation.ts";
import type { Random } from "../random/random.ts";

/** A birthday and an order number that nobody else with the same address code has. */
export interface BirthCell {
  /** The birth year is this, modulo `yearCycle`. */
  readonly yearResidue: number;
  /** 0 … 364, in a year without a leap day. */
  readonly dayOfYear: number;
  /** Order numbers come in pairs: the odd one for a man, the even one for a woman. */
  readonly pair: number;
}

export interface BirthCells {
  readonly yearCycle: number;
  at(rank: number): BirthCell;
}

const DAYS = 365;
/** Ages come in bands of five years; a longer cycle would not leave every band a year to choose. */
const LONGEST_CYCLE = 5;

/**
 * Deals out cells to `count` people of one address code, so that their numbers differ by construction. `pairs` is
 * how many order numbers of each sex are theirs. The birth year stays free up to about 160,000 people.
 */
export function birthCells(count: number, firstPair: number, pairs: number, random: Random): BirthCells {
  const yearCycle = Math.max(1, Math.ceil(count / (DAYS * pairs)));
  if (yearCycle > LONGEST_CYCLE) throw new RangeError(`no ${count} different numbers under one address code`);
  const spread: Permutation = permutation(yearCycle * DAYS * pairs, random);
  return {
    yearCycle,
    at(rank) {
      const cell = spread.at(rank);
      const day = Math.floor(cell / pairs);
      return { yearResidue: Math.floor(day / DAYS), dayOfYear: day % DAYS, pair: firstPair + (cell % pairs) };
    },
  };
}

/** A year of the span with the residue, counted on from `wanted`; the span is at least as long as the cycle. */
export function yearOfCycle(wanted: number, from: number, to: number, yearCycle: number, residue: number): number {
  const shift = (((residue - wanted) % yearCycle) + yearCycle) % yearCycle;
  const year = wanted + shift;
  if (year <= to) return year;
  const earlier = year - yearCycle;
  return earlier >= from ? earlier : from + ((((residue - from) % yearCycle) + yearCycle) % yearCycle);
}
