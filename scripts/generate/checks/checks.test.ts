import { expect, test } from "vitest";
import { openProvince, type Province } from "../province.ts";
import { checkCodes } from "./codes.ts";
import { checkDistribution } from "./distribution.ts";
import { checkReferences } from "./references.ts";
import { checkRepresentatives } from "./representatives.ts";
import { checkRollUp } from "./roll-up.ts";
import type { Findings } from "./rows-of.ts";

const province = openProvince({ scale: 0.00001, seed: 1 });

function findingsOf(check: (province: Province, findings: Findings) => void, fault: Partial<Province>): string[] {
  const findings: Findings = new Map();
  check({ ...province, ...fault }, findings);
  return [...findings.keys()];
}

/** The tenth person with another idNumber and another personId. */
function withCitizen(changes: { idNumber?: string; personId?: string }): Partial<Province> {
  return { citizenAt: (index) => ({ ...province.citizenAt(index), ...(index === 10 ? changes : {}) }) };
}

test("notice nothing in a sound province", () => {
  for (const check of [checkCodes, checkDistribution, checkReferences, checkRepresentatives, checkRollUp]) {
    expect(findingsOf(check, {})).toEqual([]);
  }
});

test("notice a number with a wrong check digit, and one that could be real", () => {
  expect(findingsOf(checkCodes, withCitizen({ idNumber: "629901198502281231" }))).toContain(
    "persons.id_number is not valid",
  );
  expect(findingsOf(checkCodes, withCitizen({ idNumber: "11010519491231002X" }))).toContain(
    "persons.id_number could be a real person's number",
  );
});

test("notice a link that leads nowhere and a key used twice", () => {
  const { personId } = province.citizenAt(0);
  const found = findingsOf(checkReferences, withCitizen({ personId }));
  expect(found).toContain("persons.person_id is not unique");
  const employed = { employerIn: () => "91629901YY000001XX" };
  expect(findingsOf(checkReferences, employed)).toEqual(["persons.employer_entity_id leads nowhere"]);
});

test("notice a representative whom the organisation's own row does not name", () => {
  let turn = 0;
  const representative: Province["owners"]["representative"] = () => province.citizenAt(turn++ % 50);
  expect(findingsOf(checkRepresentatives, { owners: { ...province.owners, representative } })).toEqual([
    "an organisation names another legal representative than its positions",
  ]);
});

test("notice people whom the grids do not count", () => {
  expect(findingsOf(checkRollUp, { householdCount: province.householdCount - 1 })).toContain(
    "the people of the province do not add up",
  );
});

test("notice a prefecture without a record of a kind", () => {
  const volumes = { ...province.supervision.volumes, inspections: 5 };
  expect(findingsOf(checkDistribution, { supervision: { ...province.supervision, volumes } })).toContain(
    "inspections has no row in prefecture 6230",
  );
});
