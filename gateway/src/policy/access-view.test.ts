import { expect, test } from "vitest";
import { compileView } from "./access-view.ts";
import type { Grant } from "./policy-content.ts";

const GRANT: Grant = {
  grantNo: "G-1",
  department: "HRS",
  purpose: "P",
  type: "Person",
  fields: { name: "FULL" },
  isAggregate: false,
  scope: { kind: "OWN" },
  isLookupOnly: false,
  isCaseRequired: false,
  maxPerDay: null,
  maxBatch: null,
  legalBasis: "a law",
  validFrom: "2026-01-01T00:00:00+08:00",
  validUntil: "2027-01-01T00:00:00+08:00",
};
const viewAt = (at: string, more: Partial<Grant> = {}) =>
  compileView("HRS", "P", [{ ...GRANT, ...more }], Date.parse(at));
const hashOf = (more: Partial<Grant>) => viewAt("2026-06-01T00:00:00+08:00", more).hash;

test.each<[string, Partial<Grant>]>([
  ["a level", { fields: { name: "MASKED" } }],
  ["a field", { fields: { name: "FULL", sex: "FULL" } }],
  ["the type", { type: "Household" }],
  ["the kind of scope", { scope: { kind: "ALL" } }],
  ["another kind of scope", { scope: { kind: "SELF" } }],
  ["lookup only", { isLookupOnly: true }],
  ["a case", { isCaseRequired: true }],
  ["sensitive rows", { coversSensitiveRows: true }],
  ["the fields of its conditions", { conditions: { sex: ["FEMALE"] } }],
  ["the batch ceiling", { maxBatch: 1 }],
  ["nothing but its end", { validUntil: "2026-05-01T00:00:00+08:00" }],
])("views that differ in %s share nothing that was compiled", (_what, more) => {
  expect(hashOf(more)).not.toBe(hashOf({}));
});

test.each<[string, Partial<Grant>]>([
  ["department", { department: "PSD" }],
  ["prefixes", { scope: { kind: "PREFIXES", prefixes: ["6209"] } }],
  ["number and law", { grantNo: "G-2", legalBasis: "another law" }],
])("views that differ in %s share what was compiled: no statement holds it", (_what, more) => {
  expect(hashOf(more)).toBe(hashOf({}));
});

test("a grant holds from its first second to the one before its last", () => {
  expect(viewAt("2025-12-31T23:59:59+08:00").grants.size).toBe(0);
  expect(viewAt("2026-01-01T00:00:00+08:00").grants.size).toBe(1);
  expect(viewAt("2026-12-31T23:59:59+08:00").grants.size).toBe(1);
  expect(viewAt("2027-01-01T00:00:00+08:00").grants.size).toBe(0);
});

test("a view says when it stops to hold", () => {
  expect(viewAt("2025-12-01T00:00:00+08:00").changesAtMs).toBe(Date.parse(GRANT.validFrom));
  expect(viewAt("2026-12-01T00:00:00+08:00").changesAtMs).toBe(Date.parse(GRANT.validUntil));
  expect(viewAt("2027-12-01T00:00:00+08:00").changesAtMs).toBe(Number.POSITIVE_INFINITY);
});
