/** A contiguous part of a table: part `index` of `parts`. The parts in order are the whole. */
export interface Slice {
  readonly index: number;
  readonly parts: number;
  /** First number and end of the part, of `count` numbers. */
  of(count: number): readonly [from: number, to: number];
}

export function sliceOf(index: number, parts: number): Slice {
  return {
    index,
    parts,
    of: (count) => [Math.floor((index * count) / parts), Math.floor(((index + 1) * count) / parts)],
  };
}

export const WHOLE: Slice = sliceOf(0, 1);
