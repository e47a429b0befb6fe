import { expect, test } from "vitest";
import { createSeal, SealMismatchError } from "./seal.ts";

const SECRET = "a secret of the test, long enough";

test("what was locked opens again, and no two locks look alike", () => {
  const seal = createSeal(SECRET);
  const locked = seal.lock("私钥 private", "key-1");
  expect(seal.open(locked, "key-1")).toBe("私钥 private");
  expect(seal.lock("私钥 private", "key-1")).not.toBe(locked);
  expect(Buffer.from(locked, "base64url").toString("latin1")).not.toContain("private");
});

test("a locked text opens under no other label and no other secret", () => {
  const locked = createSeal(SECRET).lock("private", "key-1");
  expect(() => createSeal(SECRET).open(locked, "key-2")).toThrow(SealMismatchError);
  expect(() => createSeal(`${SECRET}.`).open(locked, "key-1")).toThrow(SealMismatchError);
});

test("a short secret is refused", () => {
  expect(() => createSeal("short")).toThrow("fewer than");
});
