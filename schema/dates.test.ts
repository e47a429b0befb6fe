import { describe, expect, it } from "vitest";
import { beijingDate, beijingDateTime, isDate } from "./dates.ts";

describe("dates", () => {
  it("turn at midnight in Beijing", () => {
    expect(beijingDate(Date.parse("2017-01-14T15:59:59.999Z"))).toBe("2017-01-14");
    expect(beijingDate(Date.parse("2017-01-14T16:00:00Z"))).toBe("2017-01-15");
  });

  it("are written at +08:00", () => {
    expect(beijingDateTime(Date.parse("2017-01-15T01:30:00Z"))).toBe("2017-01-15T09:30:00+08:00");
    expect(beijingDateTime(Date.parse("2017-01-15T01:30:00.250Z"))).toBe("2017-01-15T09:30:00.250+08:00");
  });

  it.each(["2017-02-29", "2017-13-01", "2017-00-10", "2017-1-1", "2017-01-32", "20170101", ""])(
    "refuse '%s'",
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );

  it("accept a leap day", () => {
    expect(isDate("2016-02-29")).toBe(true);
  });
});
