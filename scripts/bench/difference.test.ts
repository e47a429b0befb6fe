import { describe, expect, test } from "vitest";
import { firstDifference } from "./difference.ts";

describe("the first difference of two answers", () => {
  test("the order of keys says nothing", () => {
    expect(firstDifference({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBeNull();
  });

  test("the order of a list says something", () => {
    expect(firstDifference({ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }, { b: 1 }] })).toBe("a[0].b");
  });

  test("a missing field differs from null", () => {
    expect(firstDifference({ a: { b: null } }, { a: {} })).toBe("a.b");
  });

  test("lists of two lengths are told by their lengths", () => {
    expect(firstDifference({ a: [1] }, { a: [1, 2] })).toBe("a.length (1 and 2)");
  });

  test("null differs from an object and an object from a list", () => {
    expect(firstDifference({ a: null }, { a: {} })).toBe("a");
    expect(firstDifference([], {})).toBe("the whole answer");
  });

  test("values never appear in it", () => {
    expect(firstDifference({ name: "one" }, { name: "two" })).toBe("name");
  });
});
