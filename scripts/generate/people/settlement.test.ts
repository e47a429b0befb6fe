import { expect, test } from "vitest";
import { settle } from "./settlement.ts";
import { canRunBusiness, largeSociety, typicalSociety } from "./society.ts";

const settlements = [
  settle(typicalSociety, 0, 0),
  settle(typicalSociety, 1, 5),
  settle(typicalSociety, 307, 0),
  settle(typicalSociety, 1000, 41),
  settle(largeSociety, 2345, 99),
];

test("finds the household of each person and the persons of each household", () => {
  for (const settlement of settlements) {
    let person = 0;
    for (let household = 0; household < settlement.householdCount; household++) {
      expect(settlement.firstPerson(household)).toBe(person);
      const next = settlement.firstPerson(household + 1);
      expect(next).toBeGreaterThan(person);
      for (let member = 0; person < next; person++, member++) {
        expect(settlement.household(person)).toBe(household);
        expect(settlement.slot(person).member).toBe(member);
      }
    }
    expect(person).toBe(settlement.personCount);
  }
});

test("counts, finds and ranks those of one kind", () => {
  for (const settlement of settlements) {
    const heads = settlement.select(canRunBusiness);
    const everyone = Array.from({ length: settlement.personCount }, (_, i) => i);
    const expected = everyone.filter((person) => canRunBusiness(settlement.slot(person)));
    expect(Array.from({ length: heads.count }, (_, nth) => heads.person(nth))).toEqual(expected);
    expect(expected.map((person) => heads.rank(person))).toEqual(expected.map((_, nth) => nth));
  }
});

test("selects from a person on", () => {
  const settlement = settle(typicalSociety, 900, 12);
  const all = settlement.select(canRunBusiness);
  const later = settlement.select(canRunBusiness, 400);
  expect(later.person(0)).toBe(all.person(all.rank(400)));
  expect(later.count).toBe(all.count - all.rank(400));
});
