import { expect, test } from "vitest";
import { permutation, pinned } from "./permutation.ts";
import { openStreams } from "./streams.ts";

const streams = openStreams(1);

function images(size: number, pins: readonly number[] = []): number[] {
  const spread = pinned(permutation(size, streams("test", size)), pins);
  return Array.from({ length: size }, (_, index) => spread.at(index));
}

test("leads every index to another value, at every size", () => {
  for (const size of [1, 2, 3, 5, 10, 97, 100, 1000, 4097]) {
    expect(new Set(images(size)).size).toBe(size);
  }
});

test("keeps no order", () => {
  const spread = images(1000);
  const rising = spread.filter((value, index) => index > 0 && value > spread[index - 1]!).length;
  expect(rising).toBeGreaterThan(400);
  expect(rising).toBeLessThan(600);
});

test("gives pinned indices their values and stays a bijection", () => {
  const spread = images(50, [7, 8, 0]);
  expect(spread.slice(0, 3)).toEqual([7, 8, 0]);
  expect(new Set(spread).size).toBe(50);
});

test("refuses an index outside", () => {
  const three = permutation(3, streams("test", 0));
  expect(() => three.at(3)).toThrow(RangeError);
  expect(() => three.at(-1)).toThrow(RangeError);
});
