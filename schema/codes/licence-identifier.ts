import type { Checked } from "./check.ts";
import { normaliseCode } from "./normalise.ts";

export type LicenceIdentifierRule = "FORMAT" | "CHECK_DIGIT";
export type LicenceIdentifierFlag = "NORMALISED" | "WARN_ISSUER_FORMAT";

/** The parts of an electronic licence identifier, without root and check. */
export interface LicenceIdentifierParts {
  /** 21 characters: the credit code of the body that defines the type, and three digits. */
  readonly typeCode: string;
  readonly issuerUscc: string;
  readonly serial: string;
  readonly version: number;
}

const ROOT = "1.2.156.3005.2";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const PATTERN =
  /^1\.2\.156\.3005\.2\.([0-9A-Z]{18}[0-9]{3})\.([0-9A-Z]{18}|[0-9]{6})\.([0-9A-Z]+)\.([0-9]{3})\.([0-9A-Z])$/;
/** A serial has no fixed length; the bound keeps a hostile one from costing time. */
const MAX_LENGTH = 160;

/** The check character over type, issuer, serial and version without dots (ISO 7064 MOD 37,36, GB/T 36904-2018). */
export function licenceIdentifierCheck(payload: string): string {
  let product = 36;
  for (const char of payload) {
    const sum = (product + ALPHABET.indexOf(char)) % 36 || 36;
    product = (2 * sum) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

/** Writes an identifier in full, check character included. */
export function licenceIdentifier({ typeCode, issuerUscc, serial, version }: LicenceIdentifierParts): string {
  const digits = String(version).padStart(3, "0");
  const check = licenceIdentifierCheck(typeCode + issuerUscc + serial + digits);
  return [ROOT, typeCode, issuerUscc, serial, digits, check].join(".");
}

/** Normalises and checks an electronic licence identifier; a six-digit region as issuer passes with a warning. Standard: GB/T 36904-2018. */
export function checkLicenceIdentifier(raw: string): Checked<LicenceIdentifierRule, LicenceIdentifierFlag> {
  const value = normaliseCode(raw);
  const match = value.length <= MAX_LENGTH ? PATTERN.exec(value) : null;
  if (match === null) return { ok: false, rule: "FORMAT" };
  const [, typeCode = "", issuer = "", serial = "", version = "", check] = match;
  if (licenceIdentifierCheck(typeCode + issuer + serial + version) !== check) return { ok: false, rule: "CHECK_DIGIT" };
  const flags: LicenceIdentifierFlag[] = value === raw ? [] : ["NORMALISED"];
  if (issuer.length === 6) flags.push("WARN_ISSUER_FORMAT");
  return { ok: true, value, flags };
}
