import { expect, test } from "vitest";
import type { Capability } from "../capability.ts";
import type { Classification } from "../wall/classification.ts";
import { accessOf, scopeInputs, spanInputs, viewOf } from "./type-access.ts";

const CLASSIFICATION: Classification = {
  fields: new Map([
    ["constructor.name", { sharing: "CONDITIONAL", isKey: false }],
    ["Thing.name", { sharing: "CONDITIONAL", isKey: false }],
    ["Thing.law", { sharing: "NOT_SHARED", isKey: false }],
  ]),
  arguments: new Map(),
};
const accessBy = (levels: Capability["levels"], scopes: Capability["scopes"], type = "Thing") =>
  accessOf(type, CLASSIFICATION, viewOf({ levels, scopes } as Capability));

test("a type has the scope that is its own, and none of every object", () => {
  expect(accessBy({ "constructor.name": "FULL" }, {}, "constructor")).toMatchObject({ scope: "NONE" });
  expect(accessBy({ "constructor.name": "FULL" }, {}, "constructor").granted.size).toBe(0);
  expect(accessBy({ "Thing.name": "FULL" }, { Thing: { kind: "ALL" } })).toMatchObject({ scope: "ALL" });
});

test("a level without a scope reaches no cell, and what a law forbids none at all", () => {
  expect(accessBy({ "Thing.name": "FULL" }, {}).granted.size).toBe(0);
  expect(accessBy({ "Thing.law": "FULL" }, { Thing: { kind: "ALL" } }).granted.size).toBe(0);
});

test("a level that only compares reaches no cell", () => {
  expect(accessBy({ "Thing.name": "VERIFY" }, { Thing: { kind: "ALL" } }).granted.size).toBe(0);
  expect(accessBy({ "Thing.name": "MASKED" }, { Thing: { kind: "ALL" } }).granted).toEqual(
    new Map([["name", "MASKED"]]),
  );
});

test("a region prefix that is not digits matches nothing", () => {
  const scope = { kind: "PREFIXES", prefixes: ["%", "6_01", "", "6", "6201", "62%"] } as const;
  expect(scopeInputs(scope)).toEqual({ patterns: ["6201%"] });
  expect(spanInputs({ kind: "PREFIXES", prefixes: ["%", "6201", "6209"] }, 4)).toEqual({
    spanFrom: "6201",
    spanTo: "6209:",
  });
});
