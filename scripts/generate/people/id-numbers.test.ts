import { checkCitizenId } from "@tongshu/schema";
import { expect, test } from "vitest";
import { dateOf } from "../calendar.ts";
import { openProvince } from "../province.ts";

const province = openProvince({ scale: 0.0005, seed: 1 });
const citizens = Array.from({ length: province.personCount }, (_, index) => province.citizenAt(index));
const check = (idNumber: string) => checkCitizenId(idNumber, { asOfDate: "2017-01-15" });

test("gives everybody another number, and every one passes", () => {
  expect(new Set(citizens.map(({ idNumber }) => idNumber)).size).toBe(province.personCount);
  expect(citizens.filter(({ idNumber }) => !check(idNumber).ok)).toEqual([]);
});

test("writes birthday and sex into the number, and an age of the person's band", () => {
  for (const { idNumber, birthDay, isMale, slot } of citizens) {
    const { year, month, dayOfMonth } = dateOf(birthDay);
    expect(idNumber.slice(6, 14)).toBe(String(year * 10_000 + month * 100 + dayOfMonth));
    expect(Number(idNumber[16]) % 2 === 1).toBe(isMale);
    if (slot.ageFrom < 85) expect(Math.floor((2016 - year) / 5) * 5).toBe(slot.ageFrom);
  }
});

test("plants check characters X, leap days, retired, unknown and neighbouring address codes", () => {
  const count = (isCounted: (citizen: (typeof citizens)[number]) => boolean) => citizens.filter(isCounted).length;
  expect(count(({ idNumber }) => idNumber.endsWith("X")) / citizens.length).toBeCloseTo(1 / 11, 1);
  expect(count(({ idNumber }) => idNumber.slice(10, 14) === "0229")).toBeGreaterThan(0);
  expect(count(({ idNumber }) => idNumber >= "629989" && idNumber < "629999")).toBeGreaterThan(10);
  expect(
    count(({ slot, idNumber, household }) => slot.hasMarriedIn && !idNumber.startsWith(household.people.county.alias)),
  ).toBeGreaterThan(300);
});

test("keeps a person's number and name when the province grows", () => {
  const larger = openProvince({ scale: 0.001, seed: 1 });
  const [, second] = larger.population;
  const before = province.citizenAt(province.population[1]!.firstPerson + 5);
  const after = larger.citizenAt(second!.firstPerson + 5);
  expect([after.idNumber, after.name, after.personId]).toEqual([before.idNumber, before.name, before.personId]);
});
