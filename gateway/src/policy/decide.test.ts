import type { Classification, Coordinate, FieldClassification, Level } from "@tongshu/schema";
import { describe, expect, test } from "vitest";
import { compileView } from "./access-view.ts";
import { decideArgument, decideField } from "./decide.ts";
import type { Grant } from "./policy-content.ts";

const FIELDS: readonly (Partial<FieldClassification> & { field: string })[] = [
  { field: "open", sharing: "UNCONDITIONAL" },
  { field: "closed", sharing: "CONDITIONAL" },
  { field: "forbidden", sharing: "NOT_SHARED" },
  { field: "key", sharing: "CONDITIONAL", isKey: true },
];

const CLASSIFICATION: Classification = {
  fields: new Map(
    FIELDS.map((field) => {
      const coordinate = `Thing.${field.field}`;
      const base = { coordinate, type: "Thing", owner: "PSD", sensitivity: "L2", subgraphs: ["one"] };
      return [coordinate, { ...base, isKey: false, isStructural: false, ...field } as FieldClassification];
    }),
  ),
  inputs: new Map([
    ["Query.things(closed:)", { coordinate: "Query.things(closed:)", reads: ["Thing.closed"], by: "FILTER" }],
    ["Query.thing(closed:)", { coordinate: "Query.thing(closed:)", reads: ["Thing.closed"], by: "LOOKUP" }],
    ["Query.things(open:)", { coordinate: "Query.things(open:)", reads: ["Thing.open"], by: "FILTER" }],
    ["Query.things(unknown:)", { coordinate: "Query.things(unknown:)", reads: ["Thing.unknown"], by: "FILTER" }],
    ["Query.things(forbidden:)", { coordinate: "Query.things(forbidden:)", reads: ["Thing.forbidden"], by: "FILTER" }],
    ["Query.things(first:)", { coordinate: "Query.things(first:)", reads: [], by: null }],
  ]),
  grantableTypes: ["Thing"],
  keys: new Map([["Thing", ["key"]]]),
};

function viewOf(fields: Record<string, Level>, more: Partial<Grant> = {}) {
  const terms = { isAggregate: false, scope: { kind: "ALL" }, isLookupOnly: false, isCaseRequired: false } as const;
  const ceilings = { maxPerDay: null, maxBatch: null, legalBasis: "a law" };
  const life = { validFrom: "2026-01-01T00:00:00+08:00", validUntil: "2027-01-01T00:00:00+08:00" };
  const grant = {
    grantNo: "G",
    department: "HRS",
    purpose: "P",
    type: "Thing",
    fields,
    ...terms,
    ...ceilings,
    ...life,
  };
  return compileView("HRS", "P", [{ ...grant, ...more }], Date.parse("2026-06-01T00:00:00+08:00"));
}

const fieldOf = (field: string, level: Level, more: Partial<Grant> = {}, isLookup = true) =>
  decideField(CLASSIFICATION, viewOf({ [field]: level }, more), "Thing", field, isLookup);
const argumentOf = (coordinate: Coordinate, level: Level) =>
  decideArgument(CLASSIFICATION, viewOf({ closed: level, open: level, forbidden: level, unknown: level }), coordinate);

describe("a field", () => {
  test("that is open is shown to everybody", () => {
    expect(fieldOf("open", "NONE")).toEqual({ verdict: "FULL" });
  });

  test.each([
    ["NONE", { verdict: "DENIED", rule: "NO_GRANT" }],
    ["VERIFY", { verdict: "DENIED", rule: "VERIFY_ONLY" }],
    ["MASKED", { verdict: "MASKED" }],
    ["FULL", { verdict: "FULL" }],
  ] as const)("that is closed is shown as %s says", (level, decision) => {
    expect(fieldOf("closed", level)).toEqual(decision);
  });

  test.each(["unknown", "forbidden", "constructor"])("%s is shown to nobody, whatever a grant says", (field) => {
    expect(fieldOf(field, "FULL")).toEqual({ verdict: "DENIED", rule: "NOT_SHARED" });
  });

  test("that is a key has no masked form", () => {
    expect(fieldOf("key", "MASKED")).toEqual({ verdict: "DENIED", rule: "NO_MASKED_FORM" });
    expect(fieldOf("key", "FULL")).toEqual({ verdict: "FULL" });
  });

  test("under a lookup-only grant is shown by a number alone", () => {
    expect(fieldOf("closed", "FULL", { isLookupOnly: true }, false)).toEqual({
      verdict: "DENIED",
      rule: "LOOKUP_ONLY",
    });
    expect(fieldOf("closed", "FULL", { isLookupOnly: true }, true)).toEqual({ verdict: "FULL" });
  });

  test("under a grant that has ended says so", () => {
    const ended = { validUntil: "2026-05-01T00:00:00+08:00" };
    expect(fieldOf("closed", "FULL", ended)).toEqual({ verdict: "DENIED", rule: "GRANT_ENDED" });
  });
});

describe("an argument", () => {
  test.each([
    ["Query.things(closed:)", "MASKED", "ARGUMENT_NEEDS_FULL"],
    ["Query.things(closed:)", "VERIFY", "ARGUMENT_NEEDS_FULL"],
    ["Query.things(closed:)", "FULL", null],
    ["Query.thing(closed:)", "NONE", "ARGUMENT_NEEDS_VERIFY"],
    ["Query.thing(closed:)", "MASKED", "ARGUMENT_NEEDS_VERIFY"],
    ["Query.thing(closed:)", "VERIFY", null],
    ["Query.things(open:)", "NONE", null],
    ["Query.things(first:)", "NONE", null],
    ["Query.things(forbidden:)", "FULL", "ARGUMENT_NEEDS_FULL"],
    ["Query.things(unknown:)", "FULL", "ARGUMENT_NEEDS_FULL"],
    ["Query.things(undeclared:)", "FULL", "ARGUMENT_NEEDS_FULL"],
  ] as const)("%s with %s on what it reads is answered %s", (coordinate, level, rule) => {
    expect(argumentOf(coordinate, level)).toBe(rule);
  });
});
