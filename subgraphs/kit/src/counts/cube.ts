import { type Dimension, lineageOf, subtreeOf } from "./dimension.ts";

/** Counts for every combination of nodes of some dimensions, margins among them. */
export interface Cube {
  readonly dimensions: readonly Dimension[];
  /** Distance between two neighbours along each dimension. */
  readonly strides: readonly number[];
  readonly counts: Float64Array;
}

/** One node of each dimension. */
export type Place = readonly number[];

/** How many rows have these leaf codes, one for each dimension. */
export interface LeafCount {
  readonly codes: readonly string[];
  readonly count: number;
}

export function buildCube(dimensions: readonly Dimension[], leafCounts: Iterable<LeafCount>): Cube {
  const strides: number[] = [];
  let size = 1;
  for (const { codes } of dimensions) {
    strides.push(size);
    size *= codes.length;
  }
  const cube = { dimensions, strides, counts: new Float64Array(size) };
  for (const { codes, count } of leafCounts) addLeaf(cube, codes, count);
  return cube;
}

/** A row counts once in its own cell and once in each margin above it. */
function addLeaf(cube: Cube, codes: readonly string[], count: number): void {
  const lineages = cube.dimensions.map((dimension, index) => {
    const node = dimension.leafNodes.get(codes[index] ?? "");
    if (node === undefined) throw new TypeError(`${dimension.name} has no leaf ${codes[index]}`);
    return lineageOf(dimension, node);
  });
  for (const place of product(lineages)) {
    const at = indexOf(cube, place);
    cube.counts[at] = (cube.counts[at] ?? 0) + count;
  }
}

export function indexOf({ strides }: Cube, place: Place): number {
  let index = 0;
  for (const [axis, stride] of strides.entries()) index += stride * (place[axis] ?? 0);
  return index;
}

export function placeOf({ dimensions, strides }: Cube, index: number): number[] {
  return dimensions.map(({ codes }, axis) => Math.floor(index / (strides[axis] ?? 1)) % codes.length);
}

export function countAt(cube: Cube, place: Place): number {
  return cube.counts[indexOf(cube, place)] ?? 0;
}

/** The cell and every finer cell that is part of it. */
export function cellsUnder(cube: Cube, place: Place): number[] {
  let indices = [0];
  for (const [axis, dimension] of cube.dimensions.entries()) {
    const steps = subtreeOf(dimension, place[axis] ?? 0).map((node) => node * (cube.strides[axis] ?? 0));
    indices = indices.flatMap((index) => steps.map((step) => index + step));
  }
  return indices;
}

/** As `product`, with one and the same array each time: candidates come by the million. */
export function eachPlace(
  lists: readonly (readonly number[])[],
  visit: (place: Place) => void,
  place: number[] = [],
): void {
  const list = lists[place.length];
  if (!list) visit(place);
  for (const node of list ?? []) {
    place.push(node);
    eachPlace(lists, visit, place);
    place.pop();
  }
}

/** Every combination of one element of each list. */
export function* product(lists: readonly (readonly number[])[]): Generator<number[]> {
  const [first, ...rest] = lists;
  if (first === undefined) return yield [];
  for (const element of first) for (const tail of product(rest)) yield [element, ...tail];
}
