import { describe, expect, test } from "vitest";
import { EMPTY_ROOT, merklePath, merkleRoot, rootByPath, sha256 } from "./merkle.ts";

const leaves = Array.from({ length: 17 }, (_, index) => sha256(String(index)));

describe.each([1, 2, 3, 4, 5, 8, 16, 17])("of %i leaves", (count) => {
  const some = leaves.slice(0, count);

  test("each leads to the root by its own path, and by no other", () => {
    const root = merkleRoot(some);
    some.forEach((leaf, index) => {
      expect(rootByPath(leaf, merklePath(some, index))).toBe(root);
      const other = (index + 1) % count;
      if (other !== index) expect(rootByPath(leaf, merklePath(some, other))).not.toBe(root);
    });
  });

  test("another leaf, a missing one or another order gives another root", () => {
    const root = merkleRoot(some);
    expect(merkleRoot([...some.slice(1), sha256("other")])).not.toBe(root);
    expect(merkleRoot(some.slice(1))).not.toBe(root);
    if (count > 1) expect(merkleRoot(some.toReversed())).not.toBe(root);
  });
});

test("an inner node is no leaf: the hashes of two leaves do not pass for what they are of", () => {
  const [a = "", b = ""] = leaves;
  // As one leaf, the text that an inner node hashes has another hash.
  const inner = merkleRoot([a, b]);
  const leafHashes = merklePath([a, b], 0)[0]?.hash ?? "";
  const other = merklePath([a, b], 1)[0]?.hash ?? "";
  expect(merkleRoot([`${other}${leafHashes}`])).not.toBe(inner);
});

test("no leaves have a root of their own", () => {
  expect(merkleRoot([])).toBe(EMPTY_ROOT);
  expect(merkleRoot([EMPTY_ROOT])).not.toBe(EMPTY_ROOT);
});
