import { expect, test } from "vitest";
import { canonicalJson, contentHash } from "./canonical-json.ts";

test("members are sorted at every depth, lists keep their order, and absent members leave no trace", () => {
  expect(canonicalJson({ b: [{ d: 1, c: "甲\n" }, null], a: undefined, B: true })).toBe(
    '{"B":true,"b":[{"c":"甲\\n","d":1},null]}',
  );
});

test("equal content has one hash however it was written", () => {
  expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }));
  expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
});
