import { expect, test } from "vitest";
import { createGuessHasher } from "./guess-hash.ts";

const hasher = createGuessHasher("a sealing secret only for tests");

test("names the same subject and value the same in every gateway of one hub, and otherwise in another", () => {
  const again = createGuessHasher("a sealing secret only for tests");
  const other = createGuessHasher("another sealing secret for tests");
  expect(again.subject("Person", "n")).toBe(hasher.subject("Person", "n"));
  expect(other.subject("Person", "n")).not.toBe(hasher.subject("Person", "n"));
});

test("names equal values of two subjects or two fields differently", () => {
  const names = [hasher.value("a", "f", "v"), hasher.value("b", "f", "v"), hasher.value("a", "g", "v")];
  expect(new Set(names).size).toBe(3);
  expect(hasher.value("a", "bc", "v")).not.toBe(hasher.value("ab", "c", "v"));
  expect(hasher.subject("Person", "n")).not.toBe(hasher.subject("LegalEntity", "n"));
});

test("takes spellings of one name for one guess, and nothing else", () => {
  const hashed = (field: string, values: readonly string[]) =>
    new Set(values.map((value) => hasher.value("a", field, value))).size;
  const spellings = ["古丽·甲", "古丽．甲", " 古丽•甲　"];
  expect(hashed("Person.name", spellings)).toBe(1);
  expect(hashed("LegalEntity.legalRepName", spellings)).toBe(1);
  expect(hashed("Person.name", ["甲", "甲 乙", "甲乙", "1-2号", "12号", "A", "a", "true"])).toBe(8);
  // Of these a register may confirm one and not the other.
  expect(hashed("Person.hukouAddress", ["甲.乙", "甲•乙", "甲·乙", " 甲.乙"])).toBe(4);
});
