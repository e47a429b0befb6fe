import { expect, test } from "vitest";
import { openStreams } from "../random/streams.ts";
import { drawGivenName, drawSurname } from "./names.ts";

const streams = openStreams(1);

function names(ethnicity: Parameters<typeof drawSurname>[1], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const random = streams("names", index);
    return drawSurname(random, ethnicity) + drawGivenName(random, ethnicity, index % 2 === 0, 1960 + (index % 50));
  });
}

test("gives Han names of two to four characters, rare characters among them", () => {
  const drawn = names("HAN", 20_000);
  expect(drawn.every((name) => /^\p{Script=Han}{2,4}$/u.test(name))).toBe(true);
  const rare = drawn.filter((name) => /[㛃堃赟䶮]/u.test(name)).length;
  expect(rare).toBeGreaterThan(8);
  expect(rare).toBeLessThan(40);
});

test("gives Hui people Hui family names", () => {
  const drawn = names("HUI", 2000);
  expect(drawn.filter((name) => name.startsWith("马")).length / drawn.length).toBeGreaterThan(0.5);
});

test("gives Tibetans no family name", () => {
  expect(names("TIBETAN", 200).every((name) => name.length >= 2)).toBe(true);
});

test("puts a middle dot into six of ten Mongol and Kazak names", () => {
  const drawn = names("KAZAK", 2000);
  const share = drawn.filter((name) => name.includes("·")).length / drawn.length;
  expect(share).toBeGreaterThan(0.55);
  expect(share).toBeLessThan(0.65);
});
