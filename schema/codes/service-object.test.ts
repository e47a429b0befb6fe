import { describe, expect, it } from "vitest";
import { creditCodeCheckDigit } from "./credit-code.ts";
import { checkServiceObject } from "./service-object.ts";
import vectors from "./test-vectors.json" with { type: "json" };

const asOfDate = "2017-01-15";

describe("checkServiceObject", () => {
  it("tells persons from organisations", () => {
    for (const value of vectors.citizenId.valid) {
      expect(checkServiceObject(value, { asOfDate })).toMatchObject({ ok: true, subjectType: "PERSON", value });
    }
    for (const value of [...vectors.uscc.valid, ...vectors.published.uscc]) {
      expect(checkServiceObject(value, { asOfDate })).toMatchObject({ ok: true, subjectType: "ENTITY", value });
    }
  });

  it("takes a number that passes both checks for a person's", () => {
    for (const value of vectors.ambiguousIdAndUscc.values) {
      expect(checkServiceObject(value, { asOfDate })).toMatchObject({ subjectType: "PERSON" });
      expect(checkServiceObject(value, { asOfDate, subjectType: "ENTITY" })).toMatchObject({ subjectType: "ENTITY" });
    }
  });

  it("refuses a credit code whose region never was a division", () => {
    const first17 = "91991301YY000001X";
    const code = first17 + creditCodeCheckDigit(first17);
    expect(checkServiceObject(code, { asOfDate })).toEqual({ ok: false, rule: "REGION" });
  });

  it("checks as what the caller says", () => {
    const [entity = ""] = vectors.uscc.valid;
    expect(checkServiceObject(entity, { asOfDate, subjectType: "PERSON" })).toEqual({ ok: false, rule: "CHARSET" });
  });

  it("names the rule of the kind the text looks like", () => {
    expect(checkServiceObject("", { asOfDate })).toEqual({ ok: false, rule: "LENGTH" });
    expect(checkServiceObject("629901198502291238", { asOfDate })).toEqual({ ok: false, rule: "BIRTHDATE" });
    expect(checkServiceObject("94629901YY000001XL", { asOfDate })).toEqual({ ok: false, rule: "CATEGORY" });
  });

  it("upgrades an old number and folds width, case and spaces", () => {
    for (const { input, output } of vectors.citizenId.normalise) {
      expect(checkServiceObject(input, { asOfDate })).toMatchObject({ subjectType: "PERSON", value: output });
    }
  });
});
