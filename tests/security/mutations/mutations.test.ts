import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadMutations, mutatedText } from "@tongshu/scripts";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
const MUTATIONS = await loadMutations(ROOT);

test("every guard of the list stands in its file once", () => {
  const lost = MUTATIONS.flatMap((mutation) => {
    try {
      mutatedText(readFileSync(join(ROOT, mutation.file), "utf8"), mutation);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  expect(lost).toEqual([]);
});

test("every test that guards one is there, and holds the title that is named", () => {
  const missing = MUTATIONS.filter(({ test: file, title = "" }) => {
    const path = join(ROOT, file);
    return !file.endsWith(".test.ts") || !existsSync(path) || !readFileSync(path, "utf8").includes(title);
  });
  expect(missing.map(({ test: file, title }) => `${file} ${title ?? ""}`)).toEqual([]);
});

test("taking a guard away changes the file, and no guard is listed twice", () => {
  expect(MUTATIONS.filter(({ find, replace }) => find === replace)).toEqual([]);
  const names = MUTATIONS.map(({ file, find, replace }) => JSON.stringify([file, find, replace]));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("every class of attack has its guards", () => {
  const classes = new Set(MUTATIONS.map(({ threat }) => threat));
  expect([...classes].sort()).toEqual([
    "asking without reading",
    "leaks on the side",
    "off the record",
    "on paper",
    "somebody else's answer",
    "too much",
    "who are you",
    "wider than granted",
  ]);
});
