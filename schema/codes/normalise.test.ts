import { describe, expect, it } from "vitest";
import { NAME_FOLDING, normaliseAddress, normaliseCode, normaliseName } from "./normalise.ts";

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

describe("normaliseAddress", () => {
  it("folds width and drops spaces and the punctuation that people add", () => {
    expect(normaliseAddress("甘肃省，某市 某区：和平街道１－２号\u3000（东）")).toBe("甘肃省某市某区和平街道1-2号(东)");
  });

  it("keeps what tells two addresses apart", () => {
    expect(normaliseAddress("1-2号")).not.toBe(normaliseAddress("12号"));
  });
});

describe("a folding for a database", () => {
  it("pairs each character, none twice", () => {
    const { from, to } = NAME_FOLDING;
    expect([new Set(from).size, from.length]).toEqual([from.length, to.length]);
  });
});
