import { expect, test } from "vitest";
import { counties } from "./counties.ts";

const byCode = (code: string) => counties.find((county) => county.code === code)!;

test("shares out the whole province", () => {
  expect(counties).toHaveLength(88);
  expect(counties.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 1);
  expect(counties.filter(({ isSeat }) => isSeat)).toHaveLength(14);
});

test("weighs seats double, the New Area at 4 % of Lanzhou and sparse counties low", () => {
  expect(byCode("620102").weight / byCode("620103").weight).toBeCloseTo(2);
  expect(byCode("620171").weight).toBeCloseTo(17.424 * 0.04);
  expect(byCode("620924").weight / byCode("620921").weight).toBeCloseTo(0.15);
});

test("uses the code of 2017 and the alias of today's code", () => {
  expect(byCode("620824")).toMatchObject({ name: "华亭县", prefectureCode: "620800" });
  expect(byCode("620102")).toMatchObject({ index: 0, alias: "629901", retiredAlias: "629989" });
  expect(byCode("623027")).toMatchObject({ index: 87, alias: "629988", retiredAlias: null });
});
