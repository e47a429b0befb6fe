import { describe, expect, it } from "vitest";
import { isGrantWithin } from "./grant-within.ts";
import type { Grant } from "./policy-content.ts";

const outer: Grant = {
  grantNo: "G-1",
  department: "HRS",
  purpose: "P",
  type: "Person",
  fields: { name: "MASKED", birthDate: "FULL" },
  isAggregate: false,
  scope: { kind: "PREFIXES", prefixes: ["6201"] },
  isLookupOnly: false,
  isCaseRequired: false,
  maxPerDay: 100,
  maxBatch: null,
  legalBasis: "a law",
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2026-12-31T00:00:00Z",
};

describe("a grant lies within another", () => {
  it.each<[string, Partial<Grant>]>([
    ["when they are alike", {}],
    ["when it gives less of a field", { fields: { name: "VERIFY" } }],
    ["when it covers part of the region", { scope: { kind: "PREFIXES", prefixes: ["620102"] } }],
    ["when it asks for a number or for a case", { isLookupOnly: true, isCaseRequired: true }],
    ["when its rows are narrowed", { conditions: { hukouType: ["FAMILY"] } }],
    ["when it has a lower ceiling or ends earlier", { maxPerDay: 10, validUntil: "2026-06-01T00:00:00Z" }],
  ])("%s", (_name, change) => {
    expect(isGrantWithin({ ...outer, ...change }, outer)).toBe(true);
  });

  it.each<[string, Partial<Grant>]>([
    ["when it gives more of a field", { fields: { name: "FULL" } }],
    ["when it gives another field", { fields: { photo: "VERIFY" } }],
    ["when it covers another region", { scope: { kind: "PREFIXES", prefixes: ["6202"] } }],
    ["when it covers all rows", { scope: { kind: "ALL" } }],
    ["when it covers each caller's own region", { scope: { kind: "OWN" } }],
    ["when it reaches sensitive rows", { coversSensitiveRows: true }],
    ["when it counts", { isAggregate: true }],
    ["when it has no ceiling", { maxPerDay: null }],
    ["when it ends later", { validUntil: "2027-01-01T00:00:00Z" }],
  ])("not %s", (_name, change) => {
    expect(isGrantWithin({ ...outer, ...change }, outer)).toBe(false);
  });

  it("not when the other is narrower in how it may be used or in its rows", () => {
    expect(isGrantWithin(outer, { ...outer, isLookupOnly: true })).toBe(false);
    expect(isGrantWithin(outer, { ...outer, isCaseRequired: true })).toBe(false);
    expect(isGrantWithin(outer, { ...outer, conditions: { hukouType: ["FAMILY"] } })).toBe(false);
    const two = { ...outer, conditions: { hukouType: ["FAMILY", "COLLECTIVE"] } };
    expect(isGrantWithin(two, { ...outer, conditions: { hukouType: ["FAMILY"] } })).toBe(false);
  });
});
