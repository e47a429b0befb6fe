import { hmacSha256 } from "../random/hmac-sha256.ts";

/** Identifiers that lead nobody back to the number they stand for. */
export interface Pseudonyms {
  /** The personId of a citizen ID number of 18 characters. */
  person(idNumber: string): string;
  /** The householdId of a household booklet number. */
  household(bookletNo: string): string;
}

/** Resident identity card, as GA/T 517 numbers documents. */
const ID_CARD = "111";
const HOUSEHOLD_BOOKLET = "113";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** 24 characters of 5 bits are the first 15 bytes of the HMAC. */
const CHARACTERS = 24;

export function openPseudonyms(key: string): Pseudonyms {
  const mac = hmacSha256(Buffer.from(key));
  return {
    person: (idNumber) => `P${base32(mac(`${ID_CARD}|${idNumber}`))}`,
    household: (bookletNo) => `H${base32(mac(`${HOUSEHOLD_BOOKLET}|${bookletNo}`))}`,
  };
}

function base32(words: Int32Array): string {
  let text = "";
  for (let bit = 0; bit < CHARACTERS * 5; bit += 5) {
    const word = words[bit >> 5]!;
    const shift = 27 - (bit & 31);
    const five = shift >= 0 ? word >>> shift : (word << -shift) | (words[(bit >> 5) + 1]! >>> (32 + shift));
    text += BASE32.charAt(five & 31);
  }
  return text;
}
