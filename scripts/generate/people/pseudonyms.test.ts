import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { openPseudonyms } from "./pseudonyms.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function expected(key: string, message: string): string {
  const bytes = createHmac("sha256", key).update(message).digest().subarray(0, 15);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/gu) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join("");
}

test("gives P or H and the first 15 bytes of the HMAC in base 32", () => {
  const pseudonyms = openPseudonyms("key");
  for (const number of ["629901198502281232", "62995019600606005X"]) {
    expect(pseudonyms.person(number)).toBe(`P${expected("key", `111|${number}`)}`);
    expect(pseudonyms.household(number)).toBe(`H${expected("key", `113|${number}`)}`);
  }
});

test("gives another pseudonym under another key", () => {
  expect(openPseudonyms("one").person("1")).not.toBe(openPseudonyms("two").person("1"));
});
