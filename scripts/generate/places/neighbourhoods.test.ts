import { checkRegionCode } from "@tongshu/schema";
import { expect, test } from "vitest";
import { openStreams } from "../random/streams.ts";
import { counties } from "./counties.ts";
import { gridCode, layOut } from "./neighbourhoods.ts";
import { houseAddress } from "./place-names.ts";

const random = () => openStreams(1)("test", 0);
const county = counties[0]!;

test("puts every household into one village and one grid of it, at any size", () => {
  for (const householdCount of [0, 1, 7, 90, 5000]) {
    const places = layOut(county, householdCount, random());
    const counted = places.villages.map(() => 0);
    for (let household = 0; household < householdCount; household++) {
      const village = places.villageOf(household);
      counted[places.villages.indexOf(village)]! += 1;
      expect(places.gridCodeOf(household).slice(0, 12)).toBe(village.code);
    }
    expect(counted).toEqual(places.villages.map((village) => village.householdCount));
  }
});

test("gives townships, villages and grids valid codes of their own", () => {
  for (const of of counties) {
    const { townships, villages } = layOut(of, 100_000, random());
    const grids = villages.flatMap((village) =>
      Array.from({ length: village.gridCount }, (_, i) => gridCode(village, i)),
    );
    const codes = [...townships.map(({ code }) => code), ...villages.map(({ code }) => code), ...grids];
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => checkRegionCode(code, { asOfDate: "2017-01-15" }).ok)).toBe(true);
    expect(villages.every((village) => village.code.startsWith(village.township.code))).toBe(true);
  }
});

test("names townships as examples and writes addresses with them", () => {
  const { villages } = layOut(county, 1000, random());
  expect(villages[0]!.township.name).toMatch(/^示例..街道$/u);
  expect(houseAddress(county, villages[0]!, 13)).toMatch(
    /^甘肃省兰州市城关区示例..街道..社区示例路14号\d+号楼\d单元\d{3}室$/u,
  );
});
