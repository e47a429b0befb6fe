import { expect, test } from "vitest";
import { AS_OF, ageOn } from "../calendar.ts";
import { openProvince } from "../province.ts";
import { CIRCLE_COMPANIES } from "./demo-organisations.ts";
import { positionsOf } from "./key-persons.ts";
import { shareholdersOf } from "./shareholders.ts";

const province = openProvince({ scale: 0.005, seed: 1 });
const { owners, streams, directory, organisationAt } = province;
const enterprises = directory.select((kind) => kind === "ENTERPRISE");
const companies = Array.from({ length: enterprises.count }, (_, nth) => organisationAt(enterprises.organisation(nth)));

test("finds representatives of the same county, alive and of working age", () => {
  for (const company of companies) {
    const { household, deathDay, birthDay } = owners.representative(company);
    expect(household.people).toBe(company.cell.people);
    expect(deathDay).toBeNull();
    expect(ageOn(AS_OF, birthDay)).toBeGreaterThanOrEqual(25);
    expect(ageOn(AS_OF, birthDay)).toBeLessThan(61);
  }
});

test("has about 2 % of representatives with three or more companies", () => {
  const counts = new Map<number, number>();
  for (const company of companies) {
    const { index } = owners.representative(company);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  const serial = [...counts.values()].filter((count) => count >= 3).length;
  expect((100 * serial) / counts.size).toBeGreaterThan(0.9);
  expect((100 * serial) / counts.size).toBeLessThan(3);
});

test("has shareholders that add up, no person twice, and hardly any company without", () => {
  for (const company of companies) {
    const holders = shareholdersOf(company, province, owners, streams);
    if (holders.length === 0) continue;
    expect(holders.reduce((sum, { millionths }) => sum + millionths, 0)).toBe(1_000_000);
    expect(holders.every(({ millionths }) => millionths > 0)).toBe(true);
    const people = holders.flatMap(({ person }) => (person ? [person.index] : []));
    expect(new Set(people).size).toBe(people.length);
  }
});

test("lets companies own only companies with a lower number, but for the planted circle", () => {
  const circle = CIRCLE_COMPANIES as readonly number[];
  for (const company of companies) {
    const isPlanted = company.cell.people.county.index === 0 && circle.includes(company.rank);
    for (const { entity } of shareholdersOf(company, province, owners, streams)) {
      if (entity && !isPlanted) expect(entity.index).toBeLessThan(company.index);
    }
  }
  const ownersOfCircle = circle.map((rank) => shareholdersOf(organisationAt(rank), province, owners, streams));
  expect(ownersOfCircle.map((holders) => holders.find(({ entity }) => entity)?.entity?.rank)).toEqual([12, 13, 11]);
});

test("has one current representative each, and former ones before", () => {
  for (const company of companies) {
    const positions = positionsOf(company, owners, streams);
    const current = positions.filter(({ isLegalRep, toDay }) => isLegalRep && toDay === null);
    expect(current).toHaveLength(1);
    for (const former of positions.filter(({ toDay }) => toDay !== null)) {
      expect(former.fromDay).toBeLessThan(former.toDay!);
      expect(former.toDay!).toBeLessThan(current[0]!.fromDay);
    }
  }
});
