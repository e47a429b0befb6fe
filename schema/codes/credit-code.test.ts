import { describe, expect, it } from "vitest";
import { checkCreditCode, creditCodeCheckDigit } from "./credit-code.ts";
import vectors from "./test-vectors.json" with { type: "json" };

const asOfDate = "2017-01-15";
const valid = [...vectors.uscc.valid, ...vectors.published.uscc];

describe("checkCreditCode", () => {
  it("accepts every valid vector", () => {
    for (const value of valid) expect(checkCreditCode(value, { asOfDate })).toMatchObject({ ok: true, value });
  });

  it("accepts the synthetic vectors without a warning", () => {
    for (const value of vectors.uscc.valid) expect(checkCreditCode(value, { asOfDate })).toMatchObject({ flags: [] });
  });

  it("refuses every invalid vector by the expected rule", () => {
    const rules = vectors.uscc.invalid.map(({ value }) => checkCreditCode(value, { asOfDate }));
    expect(rules).toEqual(vectors.uscc.invalid.map(({ expect: rule }) => ({ ok: false, rule })));
  });

  it("normalises every vector", () => {
    for (const { input, output } of vectors.uscc.normalise) {
      expect(checkCreditCode(input, { asOfDate })).toMatchObject({ ok: true, value: output, flags: ["NORMALISED"] });
    }
  });

  it("warns when the organisation code inside fails its own check", () => {
    for (const value of vectors.uscc.warnInnerOrgCheck) {
      expect(checkCreditCode(value, { asOfDate })).toMatchObject({ ok: true, flags: ["WARN_INNER_ORG_CHECK"] });
    }
  });

  it("warns of a region that is unknown or retired, and of another kind of entity", () => {
    const withCheck = (first17: string) => first17 + creditCodeCheckDigit(first17);
    const check = (code: string, entityKind?: string) =>
      checkCreditCode(code, { asOfDate, ...(entityKind === undefined ? {} : { entityKind }) });
    expect(check(withCheck("91629999YY000001X"))).toMatchObject({ flags: ["REGION_UNKNOWN"] });
    expect(check(withCheck("91629989YY000001X"))).toMatchObject({ flags: ["REGION_RETIRED"] });
    expect(check(withCheck("91629901YY000001X"), "INSTITUTION")).toMatchObject({ flags: ["CATEGORY_MISMATCH"] });
  });
});
