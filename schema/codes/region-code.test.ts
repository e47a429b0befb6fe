import { describe, expect, it } from "vitest";
import { checkRegionCode, isDivisionAtAnyDate, regionPrefix, successorsInForce } from "./region-code.ts";

const asOfDate = "2017-01-15";

describe("checkRegionCode", () => {
  it.each([
    ["620000", asOfDate],
    ["620100", asOfDate],
    ["620102", asOfDate],
    ["622927", asOfDate],
    ["623027", asOfDate],
    ["620824", asOfDate],
    ["620881", "2020-01-01"],
    ["622201", "1990-01-01"],
    ["620171", asOfDate],
    ["620201", asOfDate],
    ["620102001", asOfDate],
    ["620102001001", asOfDate],
    ["620102001001003", asOfDate],
    ["620102001001901", asOfDate],
  ])("accepts %s on %s", (value, day) => {
    expect(checkRegionCode(value, { asOfDate: day })).toEqual({ ok: true, value, flags: [] });
  });

  it.each([
    ["620824", "2020-01-01", "RETIRED"],
    ["620881", asOfDate, "NOT_YET_VALID"],
    ["622201", asOfDate, "RETIRED"],
    ["620101", asOfDate, "PLACEHOLDER"],
    ["621300", asOfDate, "UNKNOWN"],
    ["620299", asOfDate, "UNKNOWN"],
    ["62010", asOfDate, "LENGTH"],
    ["6201020", asOfDate, "LENGTH"],
    ["620102000001", asOfDate, "TOWNSHIP_RANGE"],
    ["620102600001", asOfDate, "TOWNSHIP_RANGE"],
    ["620102001600", asOfDate, "VILLAGE_RANGE"],
    ["620102001001000", asOfDate, "GRID_RANGE"],
    ["62O102", asOfDate, "CHARSET"],
    ["110101", asOfDate, "OUT_OF_PROVINCE"],
    ["990119", asOfDate, "UNKNOWN"],
    ["629901", asOfDate, "SYNTHETIC"],
    ["629999", asOfDate, "UNKNOWN"],
  ])("refuses %s on %s by %s", (value, day, rule) => {
    expect(checkRegionCode(value, { asOfDate: day })).toEqual({ ok: false, rule });
  });

  it("lets another province pass where it may, and flags it", () => {
    expect(checkRegionCode("110101", { asOfDate, isOtherProvinceAllowed: true })).toMatchObject({
      flags: ["OUT_OF_PROVINCE"],
    });
  });

  it("accepts a retired code when no day is named", () => {
    expect(checkRegionCode("622201", { asOfDate: undefined }).ok).toBe(true);
  });

  it("folds width and drops spaces", () => {
    expect(checkRegionCode("６２ 0102", { asOfDate })).toEqual({ ok: true, value: "620102", flags: ["NORMALISED"] });
  });
});

describe("successorsInForce", () => {
  it.each([
    ["620824", ["620881"]],
    ["622201", ["620702"]],
    ["622126", ["620922"]],
    ["629989", ["629901"]],
    ["620102", ["620102"]],
    ["621300", []],
  ])("follows %s to %j", (code, successors) => {
    expect(successorsInForce(code, "2020-01-01")).toEqual(successors);
  });
});

describe("regionPrefix", () => {
  it.each([
    ["620000", "62"],
    ["620100", "6201"],
    ["620171", "620171"],
    ["620102", "620102"],
    ["620102001001003", "620102001001003"],
  ])("shortens %s to %s", (code, prefix) => {
    expect(regionPrefix(code)).toBe(prefix);
  });
});

describe("isDivisionAtAnyDate", () => {
  it.each([
    ["622201", true],
    ["100000", true],
    ["350100", true],
    ["621399", false],
    ["990119", false],
  ])("says of %s: %s", (code, isDivision) => {
    expect(isDivisionAtAnyDate(code)).toBe(isDivision);
  });
});
