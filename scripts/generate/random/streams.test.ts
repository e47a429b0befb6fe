import { expect, test } from "vitest";
import { openStreams } from "./streams.ts";

const first = (type: string, index: number, seed = 1): number => openStreams(seed)(type, index).uint32();

test("gives a record the same numbers whatever was made before it", () => {
  const streams = openStreams(1);
  for (let i = 0; i < 10; i++) streams("Person", i).uint32();
  expect(streams("Person", 10).uint32()).toBe(first("Person", 10));
});

test("gives other numbers for another index, type or seed", () => {
  expect(new Set([first("Person", 1), first("Person", 2), first("Household", 1), first("Person", 1, 2)]).size).toBe(4);
});

test("draws evenly and inside the bounds", () => {
  const random = openStreams(3)("test", 0);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) counts[random.below(10)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(880);
  expect(Math.max(...counts)).toBeLessThan(1120);
  for (let i = 0; i < 100; i++) expect([3, 4, 5]).toContain(random.between(3, 5));
});

test("draws normal numbers of mean 0 and deviation 1", () => {
  const random = openStreams(4)("test", 0);
  const drawn = Array.from({ length: 10_000 }, () => random.normal());
  const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
  const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});
