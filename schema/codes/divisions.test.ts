import { describe, expect, it } from "vitest";
import {
  COUNTY_NODES,
  DIVISIONS,
  findDivision,
  isInForce,
  NEVER_VALID_CODE,
  PREFECTURE_NODES,
  PROVINCE_CODE,
  realDivisionOf,
  syntheticAliasOf,
} from "./divisions.ts";

const real = DIVISIONS.filter(({ isSynthetic }) => !isSynthetic);

describe("the tree of divisions", () => {
  it("has the portal's 102 sites: the province, 14 prefectures, the new area and 86 counties", () => {
    const newArea = COUNTY_NODES.filter(({ code }) => code === "620171");
    const counties = COUNTY_NODES.filter(({ isPseudo }) => !isPseudo);
    expect([PREFECTURE_NODES.length, counties.length, COUNTY_NODES.length]).toEqual([14, 86, 88]);
    expect(1 + PREFECTURE_NODES.length + newArea.length + counties.length).toBe(102);
  });

  it("has 17 districts, 5 cities, 57 counties and 7 autonomous counties", () => {
    const endings = COUNTY_NODES.filter(({ isPseudo }) => !isPseudo).map(({ name }) => name);
    const count = (pattern: RegExp) => endings.filter((name) => pattern.test(name)).length;
    expect([count(/区$/), count(/市$/), count(/(?<!自治)县$/), count(/自治县$/)]).toEqual([17, 5, 57, 7]);
  });

  it("gives every node but the roots a parent one level up", () => {
    const above = { CITY: "PROVINCE", COUNTY: "CITY" } as const;
    for (const { level, parent } of real) {
      if (level !== "PROVINCE") expect(findDivision(parent ?? "")?.level).toBe(above[level]);
    }
    expect(findDivision(PROVINCE_CODE)?.parent).toBeNull();
  });

  it("has each code once", () => {
    expect(new Set(DIVISIONS.map(({ code }) => code)).size).toBe(DIVISIONS.length);
  });
});

describe("retired codes", () => {
  const retired = real.filter(({ validTo }) => validTo !== null);

  it("number 81, each with one successor that is in use", () => {
    expect(retired).toHaveLength(81);
    for (const { successors, level } of retired) {
      expect(successors).toHaveLength(1);
      const successor = findDivision(successors[0] ?? "");
      expect(successor?.level).toBe(level);
      expect(successor?.validTo).toBeNull();
    }
  });

  it("end before their successor begins", () => {
    for (const { validTo, successors } of retired) {
      const { validFrom } = findDivision(successors[0] ?? "") ?? {};
      if (validFrom) expect(validTo && validTo < validFrom).toBe(true);
    }
  });

  it("are in force on their last day and not on the next", () => {
    const huating = findDivision("620824");
    expect(huating && [isInForce(huating, "2018-12-31"), isInForce(huating, "2019-01-01")]).toEqual([true, false]);
  });
});

describe("the synthetic block", () => {
  it.each([
    ["620102", "629901"],
    ["620171", "629909"],
    ["620201", "629910"],
    ["623027", "629988"],
    ["620000", "629900"],
  ])("stands %s for by %s", (code, alias) => {
    expect(syntheticAliasOf(code)).toBe(alias);
    expect(realDivisionOf(alias)).toBe(code);
    expect(findDivision(alias)?.isSynthetic).toBe(true);
  });

  it("holds ten retired codes, each with the alias 88 before it as successor", () => {
    for (let code = 629989; code <= 629998; code += 1) {
      expect(findDivision(String(code))).toMatchObject({ validTo: "2001-12-31", successors: [String(code - 88)] });
    }
  });

  it("never holds the never-valid code", () => {
    expect(findDivision(NEVER_VALID_CODE)).toBeUndefined();
  });
});
