import { describe, expect, it } from "vitest";
import { checkCitizenId, citizenIdCheckDigit } from "./citizen-id.ts";
import vectors from "./test-vectors.json" with { type: "json" };

const asOfDate = "2017-01-15";
const valid = [...vectors.citizenId.valid, ...vectors.published.citizenId];

// Numbers never stand in a title: titles are printed and kept.
describe("checkCitizenId", () => {
  it("accepts every valid vector as it is", () => {
    expect(valid.map((number) => checkCitizenId(number, { asOfDate }))).toEqual(
      valid.map((value) => expect.objectContaining({ ok: true, value })),
    );
  });

  it("refuses every invalid vector by the expected rule", () => {
    const rules = vectors.citizenId.invalid.map(({ value }) => checkCitizenId(value, { asOfDate }));
    expect(rules).toEqual(vectors.citizenId.invalid.map(({ expect: rule }) => ({ ok: false, rule })));
  });

  it("normalises every vector and flags it", () => {
    for (const { input, output } of vectors.citizenId.normalise) {
      const checked = checkCitizenId(input, { asOfDate });
      expect(checked).toMatchObject({ ok: true, value: output });
      expect(checked.ok && checked.flags.some((flag) => flag === "NORMALISED" || flag === "UPGRADED_15")).toBe(true);
    }
  });

  it("takes the birth date for the future only before that day", () => {
    const number = "629986201612310100";
    expect(checkCitizenId(number, { asOfDate: "2016-12-30" })).toEqual({ ok: false, rule: "BIRTH_IN_FUTURE" });
    expect(checkCitizenId(number, { asOfDate: "2016-12-31" }).ok).toBe(true);
  });

  it("warns of a sex or birth date that differs from the number", () => {
    const context = { asOfDate, sex: "FEMALE", birthDate: "1985-03-01" } as const;
    expect(checkCitizenId("629901198502281232", context)).toMatchObject({
      flags: ["GENDER_MISMATCH", "BIRTHDATE_MISMATCH"],
    });
  });

  it("warns of a region that is unknown or ended before the birth", () => {
    const withCheck = (first17: string) => checkCitizenId(first17 + citizenIdCheckDigit(first17), { asOfDate });
    expect(withCheck("62999920050101001")).toMatchObject({ flags: ["REGION_UNKNOWN"] });
    expect(withCheck("62998920050101001")).toMatchObject({ flags: ["REGION_RETIRED_BEFORE_BIRTH"] });
    expect(withCheck("62998919850101001")).toMatchObject({ flags: [] });
    expect(withCheck("11010119850101001")).toMatchObject({ flags: [] });
  });
});
