import { expect, test } from "vitest";
import { secondsToMidnight, shanghaiDay } from "./shanghai-day.ts";

test.each([
  ["2026-03-01T15:59:59.999Z", "2026-03-01", 1],
  ["2026-03-01T16:00:00.000Z", "2026-03-02", 86_400],
  ["2026-03-02T04:00:00.000Z", "2026-03-02", 43_200],
  ["2026-12-31T16:00:00.001Z", "2027-01-01", 86_400],
])("%s lies in %s, %i seconds before its end", (instant, day, seconds) => {
  expect([shanghaiDay(Date.parse(instant)), secondsToMidnight(Date.parse(instant))]).toEqual([day, seconds]);
});
