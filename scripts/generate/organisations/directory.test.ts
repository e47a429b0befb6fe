import { expect, test } from "vitest";
import { openProvince } from "../province.ts";
import { needsPermit } from "./trades.ts";

const { directory, organisationAt, population } = openProvince({ scale: 0.001, seed: 1 });
const everyone = Array.from({ length: directory.count }, (_, index) => index);

test("has 2,300 organisations of the catalogs and 24 social ones at a thousandth, and every kind in every prefecture", () => {
  const social = (index: number) => directory.cellOf(index).codePrefix.startsWith("5");
  expect(everyone.filter((index) => !social(index)).length).toBeCloseTo(2300, -1);
  expect(everyone.filter(social).length).toBeGreaterThanOrEqual(24);
  for (const { county } of population.filter((people) => people.county.isSeat)) {
    const cells = directory.cells.filter(({ people }) => people.county === county);
    expect(cells.every(({ count }) => count > 0)).toBe(true);
  }
});

test("finds the cell of each organisation", () => {
  for (const index of everyone) {
    const { first, count } = directory.cellOf(index);
    expect(index >= first && index < first + count).toBe(true);
  }
});

test("selects by kind and by trade, and ranks what it selects", () => {
  const food = directory.select((kind) => kind === "INDIVIDUAL_BUSINESS");
  const expected = everyone.filter((index) => directory.cellOf(index).kind === "INDIVIDUAL_BUSINESS");
  expect(Array.from({ length: food.count }, (_, nth) => food.organisation(nth))).toEqual(expected);
  expect(expected.map((index) => food.rank(index))).toEqual(expected.map((_, nth) => nth));
});

test("gives organisations the trade that their place says", () => {
  const [clinic] = everyone.map(organisationAt).filter(({ trade }) => needsPermit(trade, /诊疗/u));
  expect(clinic!.name).toMatch(/诊所|医疗/u);
});
