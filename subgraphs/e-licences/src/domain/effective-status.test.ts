import { expect, test } from "vitest";
import { effectiveStatus } from "./effective-status.ts";

test.each([
  ["VALID", "2017-01-15", "2017-01-14", "VALID"],
  ["VALID", "2017-01-15", "2017-01-15", "VALID"],
  ["VALID", "2017-01-15", "2017-01-16", "EXPIRED"],
  ["VALID", null, "2099-12-31", "VALID"],
  ["SUSPENDED", "2017-01-15", "2017-01-16", "SUSPENDED"],
  ["REVOKED", "2017-01-15", "2017-01-16", "REVOKED"],
  ["SUPERSEDED", "2017-01-15", "2017-01-16", "SUPERSEDED"],
])("%s until %s is on %s %s", (status, validTo, asOfDate, expected) => {
  expect(effectiveStatus({ status, validTo }, asOfDate)).toBe(expected);
});
