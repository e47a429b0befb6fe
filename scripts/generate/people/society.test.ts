import { expect, test } from "vitest";
import { largeSociety, type Society, typicalSociety } from "./society.ts";

/** Per cent of the population by five-year band, the last one open. */
const AGE_BANDS = [6.1, 6.9, 6.4, 6.0, 5.6, 6.6, 8.1, 6.3, 6.0, 8.3, 9.3, 7.37, 4.45, 4.9, 3.4, 2.1, 1.35, 0.83];
const HOUSEHOLD_SIZES = [17, 23, 23, 19, 11, 5, 2];

function share(society: Society, isCounted: (slot: Society["slots"][number]) => boolean): number {
  return (100 * society.slots.filter(isCounted).length) / society.slots.length;
}

test("has the age bands of the province within half a point", () => {
  for (const [band, wanted] of AGE_BANDS.entries()) {
    const found = share(typicalSociety, (slot) => slot.ageFrom === band * 5);
    expect(Math.abs(found - wanted), `band ${band}`).toBeLessThan(0.5);
  }
});

test("has the household sizes of the province", () => {
  const sizes = typicalSociety.firstSlots.map((first, i, all) => (all[i + 1] ?? typicalSociety.slots.length) - first);
  expect(HOUSEHOLD_SIZES.map((_, i) => sizes.filter((size) => size === i + 1).length)).toEqual(HOUSEHOLD_SIZES);
});

test("has more children and larger households in Linxia", () => {
  expect(share(largeSociety, (slot) => slot.ageFrom < 15)).toBeCloseTo(27.4, 0);
  expect(largeSociety.slots.length).toBeGreaterThan(370);
});

test("has 103 men to 100 women, counting drawn sexes at 52 in a hundred", () => {
  for (const society of [typicalSociety, largeSociety]) {
    const male = share(society, (slot) => slot.sex === "MALE") + 0.52 * share(society, (slot) => slot.sex === "DRAWN");
    expect(male).toBeGreaterThan(50.2);
    expect(male).toBeLessThan(51.3);
  }
});

test("has one adult head in every household, and no mother younger than 21 at a birth", () => {
  for (const { slots, firstSlots } of [typicalSociety, largeSociety]) {
    for (const [household, first] of firstSlots.entries()) {
      const members = slots.filter((slot) => slot.household === household);
      expect(members.filter((slot) => slot.relation === "HEAD")).toEqual([slots[first]]);
      expect(slots[first]!.ageFrom).toBeGreaterThanOrEqual(25);
      const mother = members.find((slot) => slot.sex === "FEMALE" && ["HEAD", "SPOUSE"].includes(slot.relation));
      for (const child of members.filter((slot) => slot.relation === "CHILD")) {
        if (mother) expect(mother.ageFrom - child.ageFrom).toBeGreaterThanOrEqual(25);
      }
    }
  }
});

test("begins with a couple and two small children, then someone who lives alone at eighty", () => {
  const { slots, firstSlots } = typicalSociety;
  expect(slots.slice(0, 4).map((slot) => slot.ageFrom)).toEqual([35, 35, 5, 0]);
  expect(slots.slice(4, firstSlots[2]).map((slot) => slot.ageFrom)).toEqual([80]);
});
