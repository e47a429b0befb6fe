import { expect, test } from "vitest";
import { openStreams } from "./streams.ts";
import { weighted, weightedKeys, weightedWords } from "./weighted.ts";

const DRAWS = 20_000;

function shares<T>(draw: (random: ReturnType<ReturnType<typeof openStreams>>) => T): Map<T, number> {
  const random = openStreams(5)("test", 0);
  const counts = new Map<T, number>();
  for (let i = 0; i < DRAWS; i++) {
    const value = draw(random);
    counts.set(value, (counts.get(value) ?? 0) + 1 / DRAWS);
  }
  return counts;
}

test("draws by weight", () => {
  const found = shares(
    weighted([
      ["a", 3],
      ["b", 1],
      ["never", 0],
    ]),
  );
  expect(found.get("a")).toBeCloseTo(0.75, 1);
  expect(found.get("b")).toBeCloseTo(0.25, 1);
  expect(found.has("never")).toBe(false);
});

test("reads weights of code words", () => {
  expect(shares(weightedKeys({ VALID: 90, EXPIRED: 10 })).get("VALID")).toBeCloseTo(0.9, 1);
});

test("reads words with and without a weight", () => {
  const found = shares(weightedWords("王2.5 李 雅0.5"));
  expect(found.get("王")).toBeCloseTo(0.625, 1);
  expect(found.get("李")).toBeCloseTo(0.25, 1);
  expect(found.get("雅")).toBeCloseTo(0.125, 1);
});
