import { expect, test } from "vitest";
import { isWithinRegion } from "./region.ts";

test.each([
  ["620102", "620102", true],
  ["620102", "620100", true],
  ["620171", "620100", true],
  ["620102", "620000", true],
  ["620100", "620102", false],
  ["620102", "620200", false],
  ["621000", "621000", true],
  ["621021", "621000", true],
  ["621000", "620000", true],
  ["610100", "620000", false],
])("%s lies in %s: %s", (inner, outer, expected) => {
  expect(isWithinRegion(inner, outer)).toBe(expected);
});
