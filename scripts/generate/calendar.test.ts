import { expect, test } from "vitest";
import { AS_OF, addYears, ageOn, compactDayText, dateOf, dayOf, dayText, instantText, weekdayOf } from "./calendar.ts";

test("counts days as Date does, over four centuries", () => {
  for (let day = dayOf(1800, 1, 1); day < dayOf(2200, 1, 1); day += 17) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    expect(dayText(day)).toBe(text);
    const { year, month, dayOfMonth } = dateOf(day);
    expect(dayOf(year, month, dayOfMonth)).toBe(day);
  }
});

test("describes the province on Sunday 15 January 2017", () => {
  expect(dayText(AS_OF)).toBe("2017-01-15");
  expect(compactDayText(AS_OF)).toBe("20170115");
  expect(weekdayOf(AS_OF)).toBe(6);
});

test("writes instants in China Standard Time, past midnight too", () => {
  expect(instantText(AS_OF, 9 * 60 + 5)).toBe("2017-01-15T09:05:00+08:00");
  expect(instantText(AS_OF, 1440 + 1)).toBe("2017-01-16T00:01:00+08:00");
});

test("adds years and counts completed ones", () => {
  expect(dayText(addYears(dayOf(2016, 2, 29), 1))).toBe("2017-02-28");
  expect(ageOn(AS_OF, dayOf(2003, 1, 15))).toBe(14);
  expect(ageOn(AS_OF, dayOf(2003, 1, 16))).toBe(13);
});
