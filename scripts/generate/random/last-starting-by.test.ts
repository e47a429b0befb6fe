import { expect, test } from "vitest";
import { lastStartingBy } from "./last-starting-by.ts";

test("finds the entry a number falls into, passing over empty ones", () => {
  const starts = [0, 5, 5, 9];
  expect([0, 4, 5, 8, 9, 100].map((number) => lastStartingBy(starts, number, (start) => start))).toEqual([
    0, 0, 2, 2, 3, 3,
  ]);
  expect(lastStartingBy(starts, -1, (start) => start)).toBe(-1);
  expect(lastStartingBy([], 3, (start: number) => start)).toBe(-1);
});
