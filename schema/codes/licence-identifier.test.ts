import { describe, expect, it } from "vitest";
import { checkLicenceIdentifier, licenceIdentifier, licenceIdentifierCheck } from "./licence-identifier.ts";
import vectors from "./test-vectors.json" with { type: "json" };

const valid = [...vectors.licenceId.valid, ...vectors.published.licenceId];

describe("checkLicenceIdentifier", () => {
  it("accepts every valid vector", () => {
    for (const value of valid) expect(checkLicenceIdentifier(value)).toEqual({ ok: true, value, flags: [] });
  });

  it("refuses every invalid vector by the expected rule", () => {
    const rules = vectors.licenceId.invalid.map(({ value }) => checkLicenceIdentifier(value));
    expect(rules).toEqual(vectors.licenceId.invalid.map(({ expect: rule }) => ({ ok: false, rule })));
  });

  it("accepts a six-digit region as issuer with a warning", () => {
    const [typeCode, issuer] = ["11629900YYG000019W001", "620102"];
    const check = licenceIdentifierCheck(`${typeCode}${issuer}1001`);
    expect(checkLicenceIdentifier(`1.2.156.3005.2.${typeCode}.${issuer}.1.001.${check}`)).toMatchObject({
      flags: ["WARN_ISSUER_FORMAT"],
    });
  });

  it("refuses an endless serial", () => {
    const parts = { typeCode: "11629900YYG000019W001", issuerUscc: "11629901YYG10001XU", version: 1 };
    expect(checkLicenceIdentifier(licenceIdentifier({ ...parts, serial: "1".repeat(200) }))).toEqual({
      ok: false,
      rule: "FORMAT",
    });
  });
});

describe("licenceIdentifier", () => {
  it("writes what the check accepts", () => {
    const parts = { typeCode: "11629900YYG000019W001", issuerUscc: "11629901YYG10001XU", serial: "2016000001" };
    expect([1, 2].map((version) => licenceIdentifier({ ...parts, version }))).toEqual(
      vectors.licenceId.valid.slice(0, 2),
    );
  });
});
