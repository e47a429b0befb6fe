import { beijingDate } from "@tongshu/schema";
import { describe, expect, it } from "vitest";
import { SEED_CALENDAR } from "../../store/seed/seed-calendar.ts";
import { addDays, addWorkingDays, isWorkingDay } from "./working-days.ts";

const exceptions = new Map(SEED_CALENDAR.flatMap(({ days }) => days.map(({ day, isWorking }) => [day, isWorking])));

describe("addWorkingDays", () => {
  it("gives a request of Friday 26 September 2025, 16:00, until 16 October", () => {
    const submitted = beijingDate(Date.parse("2025-09-26T16:00:00+08:00"));
    expect(addWorkingDays(submitted, 10, exceptions)).toBe("2025-10-16");
  });

  it.each([
    ["2025-09-26", 1, "2025-09-28", "the next day that works is a Sunday made up for"],
    ["2025-09-27", 1, "2025-09-28", "a day off is no day of the period"],
    ["2025-09-28", 1, "2025-09-29", "the day itself never counts, though it works"],
    ["2025-09-30", 1, "2025-10-09", "eight days of holiday"],
    ["2025-10-10", 1, "2025-10-11", "a Saturday made up for"],
    ["2025-12-31", 1, "2026-01-04", "a turn of the year, and a Sunday made up for"],
    ["2026-02-13", 2, "2026-02-24", "Spring Festival between"],
    ["2026-11-23", 10, "2026-12-07", "plain weeks"],
    ["2027-01-01", 1, "2027-01-04", "a year not loaded counts by weekdays"],
  ])("from %s, %i on, ends on %s: %s", (from, count, until) => {
    expect(addWorkingDays(from, count, exceptions)).toBe(until);
  });

  it("counts from the day in Gansu, not in London", () => {
    const lateInLondon = Date.parse("2025-09-25T17:00:00Z");
    expect(addWorkingDays(beijingDate(lateInLondon), 10, exceptions)).toBe("2025-10-16");
  });

  it.each([0, -1, 1.5, 251, Number.NaN])("refuses %d days", (count) => {
    expect(() => addWorkingDays("2025-09-26", count, exceptions)).toThrow();
  });
});

it("knows the days that are not what their weekday says", () => {
  expect(isWorkingDay("2025-10-01", exceptions)).toBe(false);
  expect(isWorkingDay("2025-10-11", exceptions)).toBe(true);
  expect(isWorkingDay("2025-10-12", exceptions)).toBe(false);
});

it("adds days across months and leap days", () => {
  expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  expect(addDays("2026-01-05", -30)).toBe("2025-12-06");
});
