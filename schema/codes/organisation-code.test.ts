import { describe, expect, it } from "vitest";
import { checkOrganisationCode } from "./organisation-code.ts";
import vectors from "./test-vectors.json" with { type: "json" };

const valid = [...vectors.orgCode.valid, ...vectors.published.orgCode];

describe("checkOrganisationCode", () => {
  it.each(valid)("accepts %s with and without its hyphen", (code) => {
    const value = code.replace("-", "");
    expect(checkOrganisationCode(code)).toMatchObject({ ok: true, value });
    expect(checkOrganisationCode(value)).toMatchObject({ ok: true, value });
  });

  it.each(vectors.orgCode.invalid)("refuses '$value' by $expect", ({ value, expect: rule }) => {
    expect(checkOrganisationCode(value)).toEqual({ ok: false, rule });
  });
});
