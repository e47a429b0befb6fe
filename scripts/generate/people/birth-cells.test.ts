import { expect, test } from "vitest";
import { openStreams } from "../random/streams.ts";
import { birthCells, yearOfCycle } from "./birth-cells.ts";

const random = () => openStreams(1)("test", 0);

test("gives every person another cell", () => {
  const cells = birthCells(2000, 10, 4, random());
  expect(cells.yearCycle).toBe(2);
  const seen = new Set<string>();
  for (let rank = 0; rank < 2000; rank++) {
    const { yearResidue, dayOfYear, pair } = cells.at(rank);
    expect(pair).toBeGreaterThanOrEqual(10);
    expect(pair).toBeLessThan(14);
    expect(dayOfYear).toBeLessThan(365);
    seen.add(`${yearResidue} ${dayOfYear} ${pair}`);
  }
  expect(seen.size).toBe(2000);
});

test("leaves the year free for a small county and refuses a county beyond the numbers there are", () => {
  expect(birthCells(100, 0, 453, random()).yearCycle).toBe(1);
  expect(() => birthCells(5 * 365 * 453 + 1, 0, 453, random())).toThrow(RangeError);
});

test("finds a year of the band with the residue for every cycle up to five", () => {
  for (let cycle = 1; cycle <= 5; cycle++) {
    for (let residue = 0; residue < cycle; residue++) {
      for (let wanted = 1980; wanted <= 1984; wanted++) {
        const year = yearOfCycle(wanted, 1980, 1984, cycle, residue);
        expect(year % cycle).toBe(residue);
        expect(year).toBeGreaterThanOrEqual(1980);
        expect(year).toBeLessThanOrEqual(1984);
      }
    }
  }
});
