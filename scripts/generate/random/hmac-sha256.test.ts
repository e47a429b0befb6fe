import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hmacSha256 } from "./hmac-sha256.ts";

function hex(words: Int32Array): string {
  return [...words].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

test("gives what node:crypto gives, for every message length that fits", () => {
  for (const key of ["", "7", "a key of the usual length, 32 b.", "k".repeat(64), "k".repeat(65)]) {
    const mac = hmacSha256(Buffer.from(key));
    for (let length = 0; length <= 55; length++) {
      const message = "Person:0123456789 Household LegalEntity Licence Penalty!".slice(0, length);
      expect(hex(mac(message))).toBe(createHmac("sha256", key).update(message).digest("hex"));
    }
  }
});

test("refuses a message that does not fit one block", () => {
  expect(() => hmacSha256(Buffer.alloc(1))("x".repeat(56))).toThrow(RangeError);
});
