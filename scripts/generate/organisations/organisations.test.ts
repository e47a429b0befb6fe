import { checkCreditCode, checkOrganisationCode } from "@tongshu/schema";
import { expect, test } from "vitest";
import { AS_OF } from "../calendar.ts";
import { openProvince } from "../province.ts";
import { lastActiveDay } from "./organisations.ts";

const province = openProvince({ scale: 0.002, seed: 1 });
const organisations = Array.from({ length: province.directory.count }, (_, index) => province.organisationAt(index));

test("gives each organisation an id of its own, with a credit code that fits its kind", () => {
  expect(new Set(organisations.map(({ entityId }) => entityId)).size).toBe(organisations.length);
  for (const { uscc, cell, entityId } of organisations) {
    if (uscc === null) {
      expect(entityId).toMatch(/^E[0-9A-HJKMNP-TV-Z]{26}$/);
      continue;
    }
    const checked = checkCreditCode(uscc, { asOfDate: "2017-01-15", entityKind: cell.kind });
    expect(checked).toEqual({ ok: true, value: uscc, flags: [] });
    expect(checkOrganisationCode(uscc.slice(8, 17)).ok).toBe(true);
  }
});

test("leaves one individual business in fifty without a credit code", () => {
  const businesses = organisations.filter(({ cell }) => cell.kind === "INDIVIDUAL_BUSINESS");
  const share = businesses.filter(({ uscc }) => uscc === null).length / businesses.length;
  expect(share).toBeGreaterThan(0.005);
  expect(share).toBeLessThan(0.025);
});

test("has about 82 % of the market active and 12 % cancelled", () => {
  const market = organisations.filter(({ cell }) => cell.codePrefix.startsWith("9"));
  const share = (status: string) =>
    (100 * market.filter((organisation) => organisation.status === status).length) / market.length;
  expect(share("ACTIVE")).toBeGreaterThan(79);
  expect(share("ACTIVE")).toBeLessThan(85);
  expect(share("CANCELLED")).toBeGreaterThan(10);
  expect(share("CANCELLED")).toBeLessThan(14.5);
});

test("founds branches after their head office, which is no branch, and closes them before it", () => {
  const branches = organisations.filter(({ parent }) => parent !== null);
  expect(branches.length).toBeGreaterThan(40);
  for (const branch of branches) {
    const parent = branch.parent!;
    expect(parent.parent).toBeNull();
    expect(branch.establishedDay).toBeGreaterThan(parent.establishedDay);
    if (parent.status !== "ACTIVE") expect(lastActiveDay(branch)).toBeLessThanOrEqual(lastActiveDay(parent));
  }
});

test("puts every founding and ending in order and before the day described", () => {
  for (const { establishedDay, statusDay } of organisations) {
    expect(establishedDay).toBeLessThan(AS_OF);
    if (statusDay !== null) expect(statusDay >= establishedDay && statusDay < AS_OF).toBe(true);
  }
});

test("writes 示例 into every name", () => {
  expect(organisations.filter(({ name }) => !name.includes("示例"))).toEqual([]);
});
