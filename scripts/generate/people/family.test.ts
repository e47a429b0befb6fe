import { expect, test } from "vitest";
import { AS_OF, ageOn } from "../calendar.ts";
import { openProvince } from "../province.ts";
import { familyTies } from "./family.ts";

const province = openProvince({ scale: 0.0003, seed: 4 });

/** Each household's members with their ties. */
const households = Array.from({ length: province.householdCount }, (_, index) => {
  const { firstPerson, memberCount } = province.householdAt(index);
  const members = Array.from({ length: memberCount }, (__, i) => province.citizenAt(firstPerson + i));
  return members.map((member) => ({ member, ties: familyTies(member, members, member.random) }));
});

test("ties spouses to each other, alive, grown up and of the other sex", () => {
  for (const household of households) {
    for (const { member, ties } of household) {
      if (!ties.spouse) continue;
      const other = household.find(({ member: candidate }) => candidate === ties.spouse)!;
      expect(ties.spouse.deathDay).toBeNull();
      expect(ties.spouse.isMale).not.toBe(member.isMale);
      if (member.deathDay === null) expect(other.ties.spouse).toBe(member);
      if (member.deathDay === null) expect(other.ties.maritalStatus).toBe(ties.maritalStatus);
      expect(ageOn(AS_OF, member.birthDay)).toBeGreaterThanOrEqual(20);
    }
  }
});

test("gives every minor a grown-up guardian of the household", () => {
  for (const household of households) {
    for (const { member, ties } of household) {
      const isMinor = ageOn(AS_OF, member.birthDay) < 18;
      if (!isMinor) expect(ties.guardian).toBeNull();
      else expect(ageOn(AS_OF, ties.guardian!.birthDay)).toBeGreaterThanOrEqual(18);
    }
  }
});

test("names one head, and children and parents by their sex", () => {
  for (const household of households) {
    const relations = household.map(({ ties }) => ties.relationToHead);
    expect(relations.filter((relation) => relation === "HEAD")).toHaveLength(1);
    for (const { member, ties } of household) {
      if (ties.relationToHead === "SON" || ties.relationToHead === "FATHER") expect(member.isMale).toBe(true);
      if (ties.relationToHead === "WIFE" || ties.relationToHead === "MOTHER") expect(member.isMale).toBe(false);
    }
  }
});

test("gives children the family name of the household", () => {
  const han = households.filter(([head]) => head!.member.household.ethnicity === "HAN");
  for (const { member } of han.flat()) {
    if (member.slot.relation === "CHILD" && member.ethnicity === "HAN")
      expect(member.name.startsWith(member.household.familyName)).toBe(true);
  }
});
