import { expect, test } from "vitest";
import { apportion } from "./apportion.ts";

test("splits by weight and adds up", () => {
  expect(apportion(10, [1, 1, 1], [0, 0, 0])).toEqual([4, 3, 3]);
  expect(apportion(100, [17.4, 1.25, 81.35], [0, 0, 0])).toEqual([18, 1, 81]);
});

test("keeps the minimums and takes them from the others", () => {
  expect(apportion(10, [0.1, 5, 5], [1, 0, 0])).toEqual([1, 5, 4]);
});

test("gives the minimums where the total is smaller", () => {
  expect(apportion(1, [1, 2], [1, 1])).toEqual([1, 1]);
  expect(apportion(0, [1, 2], [1, 0])).toEqual([1, 0]);
});
