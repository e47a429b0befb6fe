import { eLicencesRegister } from "@tongshu/e-licences";
import { governanceEventsRegister } from "@tongshu/governance-events";
import { legalEntitiesRegister } from "@tongshu/legal-entities";
import { populationRegister } from "@tongshu/population";
import { ROW_CONDITION_FIELDS } from "@tongshu/schema";
import { supervisionRegister } from "@tongshu/supervision";
import { expect, test } from "vitest";

const REGISTERS = [
  populationRegister,
  legalEntitiesRegister,
  eLicencesRegister,
  supervisionRegister,
  governanceEventsRegister,
];

test("every field that a grant may narrow its rows by is one that its register tests, and the other way round", () => {
  const declared = REGISTERS.flatMap(({ entities }) => entities)
    .filter(({ conditions }) => conditions !== undefined)
    .map(({ type, conditions = {} }) => [type, Object.keys(conditions).sort()] as const);
  const agreed = [...ROW_CONDITION_FIELDS].map(([type, fields]) => [type, fields.toSorted()] as const);
  expect(new Map(declared)).toEqual(new Map(agreed));
});
