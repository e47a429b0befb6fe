import { GraphQLError, Kind, parseValue } from "graphql";
import { describe, expect, it } from "vitest";
import { createScalars } from "./scalars.ts";

const nowMs = Date.parse("2017-01-15T00:00:00Z");
const scalars = createScalars({ nowMs: () => nowMs });

function errorOf(run: () => unknown): GraphQLError {
  try {
    run();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
  }
  throw new Error("nothing was refused");
}

const NUMBER_SCALARS = [
  "CitizenIdNumber",
  "UnifiedSocialCreditCode",
  "ServiceObjectCode",
  "ElectronicLicenceId",
] as const;

describe("identifier scalars", () => {
  it("hand on the normalised number", () => {
    expect(scalars.CitizenIdNumber.parseValue(" ６２９９０１850228123")).toBe("629901198502281232");
    expect(scalars.ServiceObjectCode.parseValue("91629901yy000001xx")).toBe("91629901YY000001XX");
    expect(scalars.UnifiedSocialCreditCode.parseValue("91629901 YY000001XX")).toBe("91629901YY000001XX");
  });

  it("name the broken rule in both languages and never the number", () => {
    const number = "629901198502281231";
    for (const scalar of [scalars.CitizenIdNumber, scalars.ServiceObjectCode]) {
      const { message, extensions } = errorOf(() => scalar.parseValue(number));
      expect(extensions).toMatchObject({ code: "BAD_NUMBER", rule: "CHECK_DIGIT" });
      expect(message).toBe("号码未通过校验：校验码不符。 The number fails its check: the check character is wrong.");
      expect(JSON.stringify([message, extensions])).not.toContain(number);
    }
  });

  it("take the day from the clock", () => {
    const later = createScalars({ nowMs: () => Date.parse("2100-01-01T00:00:00Z") });
    expect(errorOf(() => scalars.CitizenIdNumber.parseValue("629901209912310017")).extensions["rule"]).toBe(
      "BIRTH_IN_FUTURE",
    );
    expect(later.CitizenIdNumber.parseValue("629901209912310017")).toBe("629901209912310017");
  });

  it.each(NUMBER_SCALARS)("refuse a %s written into the operation", (name) => {
    const { extensions } = errorOf(() => scalars[name].parseLiteral({ kind: Kind.STRING, value: "x" }));
    expect(extensions["code"]).toBe("BAD_USER_INPUT");
  });

  it.each([...NUMBER_SCALARS, "RegionCode"] as const)("refuse a %s that is no string, or endless", (name) => {
    expect(errorOf(() => scalars[name].parseValue(629901)).extensions["code"]).toBe("BAD_USER_INPUT");
    expect(errorOf(() => scalars[name].parseValue(["x"])).extensions["code"]).toBe("BAD_USER_INPUT");
    expect(errorOf(() => scalars[name].parseValue("1".repeat(100_000))).extensions["rule"]).toBe("LENGTH");
  });

  it("let a masked number out", () => {
    expect(scalars.CitizenIdNumber.serialize("629950********005X")).toBe("629950********005X");
  });

  it("refuse to hand out what is no string", () => {
    expect(() => scalars.CitizenIdNumber.serialize({})).toThrow(TypeError);
  });
});

describe("RegionCode", () => {
  it("may stand in the operation, in use or retired, and must exist", () => {
    expect(scalars.RegionCode.parseLiteral(parseValue('"620102"'))).toBe("620102");
    expect(scalars.RegionCode.parseValue("622201")).toBe("622201");
    expect(errorOf(() => scalars.RegionCode.parseValue("621300")).extensions["rule"]).toBe("UNKNOWN");
  });
});

describe("Date, DateTime and Decimal", () => {
  it("take what is well written", () => {
    expect(scalars.Date.parseLiteral(parseValue('"2016-02-29"'))).toBe("2016-02-29");
    expect(scalars.DateTime.parseValue("2017-01-15T01:30:00Z")).toBe("2017-01-15T09:30:00+08:00");
    expect(scalars.Decimal.parseValue("-1000000.50")).toBe("-1000000.50");
  });

  it.each([
    ["Date", "2017-02-29"],
    ["Date", "1985"],
    ["DateTime", "2017-01-15"],
    ["DateTime", "2017-02-30T00:00:00Z"],
    ["DateTime", "2017-01-15T09:30:00"],
    ["Decimal", "1e5"],
    ["Decimal", "1,000"],
  ] as const)("refuse as %s: %s", (name, text) => {
    expect(errorOf(() => scalars[name].parseValue(text)).extensions["code"]).toBe("BAD_USER_INPUT");
  });

  it("write instants at +08:00 whatever the database gives", () => {
    const instants = [new Date("2017-01-15T01:30:00Z"), "2017-01-15 01:30:00+00", "2017-01-15T09:30:00+08:00"];
    expect(instants.map((value) => scalars.DateTime.serialize(value))).toEqual(
      Array(3).fill("2017-01-15T09:30:00+08:00"),
    );
  });

  it("let a masked day out as its year", () => {
    expect(scalars.Date.serialize("1985")).toBe("1985");
  });
});

describe("LicenceSurface", () => {
  it("is for output only", () => {
    expect(scalars.LicenceSurface.serialize({ items: [1] })).toEqual({ items: [1] });
    expect(errorOf(() => scalars.LicenceSurface.parseValue({})).extensions["code"]).toBe("BAD_USER_INPUT");
    expect(errorOf(() => scalars.LicenceSurface.parseLiteral(parseValue("{}"))).extensions["code"]).toBe(
      "BAD_USER_INPUT",
    );
  });
});
