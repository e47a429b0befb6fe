import { systemClock } from "@tongshu/kit";
import { type Level, loadSupergraphSdl } from "@tongshu/schema";
import { isInputObjectType } from "graphql";
import { expect, test } from "vitest";
import { HubGraph } from "../federation/supergraph.ts";
import { compileView } from "./access-view.ts";
import { FilteredSchemas } from "./filtered-schema.ts";
import type { Grant } from "./policy-content.ts";

const graph = new HubGraph(loadSupergraphSdl(), systemClock);
const schemas = new FilteredSchemas(graph.apiSchema, graph.classification);

/** The claims about a person that a view with these levels is shown; null where the verify field is hidden. */
function shownClaims(fields: Readonly<Record<string, Level>>): readonly string[] | null {
  const grant = { type: "Person", fields, scope: { kind: "ALL" }, isAggregate: false } as unknown as Grant;
  const valid = { validFrom: "2017-01-01T00:00:00Z", validUntil: "2017-12-31T00:00:00Z" };
  const schema = schemas.build(compileView("AIC", "P", [{ ...grant, ...valid }], Date.parse("2017-01-15T00:00:00Z")));
  const isAskable = schema.getQueryType()?.getFields()["verifyPersons"] !== undefined;
  const input = schema.getType("PersonClaims");
  expect(isInputObjectType(input)).toBe(isAskable);
  return isInputObjectType(input) ? Object.keys(input.getFields()) : null;
}

test("the schema shows the claims that may be made, and the number", () => {
  expect(shownClaims({ idNumber: "VERIFY", name: "VERIFY", sex: "FULL", birthDate: "MASKED" })).toEqual([
    "idNumber",
    "name",
    "sex",
  ]);
});

test("it hides the verify field without the right to the number", () => {
  for (const idNumber of ["NONE", "MASKED"] as const) expect(shownClaims({ idNumber, name: "VERIFY" })).toBeNull();
});

test("it hides the verify field without the right to a single claim", () => {
  expect(shownClaims({ idNumber: "FULL", name: "MASKED" })).toBeNull();
});

test("each verify field of the graph knows its number and the coordinate of each claim", () => {
  const fields = [...graph.verifyFields].map(([coordinate, { argument, input, number, type }]) => [
    coordinate,
    [argument, input, number, type],
  ]);
  expect(Object.fromEntries(fields)).toEqual({
    "Query.verifyPersons": ["subjects", "PersonClaims", "idNumber", "Person"],
    "Query.verifyLegalEntities": ["subjects", "LegalEntityClaims", "uscc", "LegalEntity"],
  });
  expect(graph.verifyFields.get("Query.verifyPersons")?.claims.get("name")).toBe("Person.name");
});
