import { describe, expect, it } from "vitest";
import { normaliseCode, normaliseName } from "./normalise.ts";

describe("normaliseCode", () => {
  it("folds full width, drops white space and invisible characters, and upper-cases ASCII", () => {
    expect(normaliseCode("ｙｙ\u00A0０１\u3000a\u200B\uFEFF\tX")).toBe("YY01AX");
  });

  it("never turns a circled, Roman or Arabic-Indic digit into a digit", () => {
    expect(normaliseCode("①Ⅹ٢ⅹ")).toBe("①Ⅹ٢ⅹ");
  });
});

describe("normaliseName", () => {
  it("unifies the middle dot and keeps the inner text", () => {
    expect(["古丽•示例", "古丽．示例 ", "古丽・示例"].map(normaliseName)).toEqual(Array(3).fill("古丽·示例"));
  });
});
