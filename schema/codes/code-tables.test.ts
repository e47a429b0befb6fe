import { describe, expect, it } from "vitest";
import { codeOf, wordOf } from "./code-table.ts";
import { CODE_TABLES } from "./code-tables.ts";
import { ETHNICITY } from "./ethnicity.ts";
import { EVENT_CATEGORY, EVENT_CATEGORY_CODE } from "./event-tables.ts";

describe.each(Object.entries(CODE_TABLES))("the table of %s", (_, table) => {
  const entries: [string, { code?: string; zh: string; en: string }][] = Object.entries(table);

  it("has each code once", () => {
    const codes = entries.flatMap(([, { code }]) => code ?? []);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("has a text in both languages for every word", () => {
    for (const [word, { zh, en }] of entries) {
      expect(word).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[A-Za-z]/);
    }
  });
});

describe("code tables", () => {
  it("map a code to its word and back", () => {
    expect(wordOf(ETHNICITY, "26")).toBe("DONGXIANG");
    expect(codeOf(ETHNICITY, "BONAN")).toBe("47");
    expect(wordOf(ETHNICITY, "00")).toBeUndefined();
  });

  it("hold 56 nationalities and two further codes", () => {
    expect(Object.keys(ETHNICITY)).toHaveLength(58);
  });

  it("put every event category code under its category", () => {
    const categories = new Set<string>(Object.values(EVENT_CATEGORY).map(({ code }) => code));
    for (const { code } of Object.values(EVENT_CATEGORY_CODE)) expect(categories.has(code.slice(0, 2))).toBe(true);
  });
});
