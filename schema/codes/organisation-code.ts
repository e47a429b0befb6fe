import type { Checked } from "./check.ts";
import { normaliseCode } from "./normalise.ts";

export type OrganisationCodeRule = "FORMAT" | "CHECK_DIGIT";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The ninth character for the first eight (GB 11714-1997). */
export function organisationCodeCheckDigit(first8: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first8.charAt(i)), 0);
  const check = 11 - (sum % 11);
  if (check === 11) return "0";
  return check === 10 ? "X" : String(check);
}

/** Normalises to nine characters and checks; one hyphen before the last is allowed. Standard: GB 11714-1997. */
export function checkOrganisationCode(raw: string): Checked<OrganisationCodeRule, "NORMALISED"> {
  const text = normaliseCode(raw);
  if (!/^[0-9A-Z]{8}-?[0-9X]$/.test(text)) return { ok: false, rule: "FORMAT" };
  const value = text.replace("-", "");
  if (organisationCodeCheckDigit(value) !== value[8]) return { ok: false, rule: "CHECK_DIGIT" };
  return { ok: true, value, flags: text === raw ? [] : ["NORMALISED"] };
}
