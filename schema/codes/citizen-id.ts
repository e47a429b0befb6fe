import { isDate } from "../dates.ts";
import type { Checked } from "./check.ts";
import { findDivision } from "./divisions.ts";
import { normaliseCode } from "./normalise.ts";

export type CitizenIdRule =
  | "LENGTH"
  | "CHARSET"
  | "BIRTHDATE"
  | "BIRTH_IN_FUTURE"
  | "BIRTH_TOO_OLD"
  | "SEQUENCE_000"
  | "CHECK_DIGIT";
export type CitizenIdFlag =
  | "NORMALISED"
  | "UPGRADED_15"
  | "REGION_UNKNOWN"
  | "REGION_RETIRED_BEFORE_BIRTH"
  | "GENDER_MISMATCH"
  | "BIRTHDATE_MISMATCH";

/** What the check compares with: the day of asking, and the record's own sex and birth date where known. */
export interface CitizenIdContext {
  /** `YYYY-MM-DD`; a birth after it lies in the future. */
  readonly asOfDate: string;
  readonly sex?: "MALE" | "FEMALE";
  readonly birthDate?: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARS = "10X98765432";
const OLDEST_BIRTH_DATE = "1850-01-01";
/** In 15-digit numbers these order codes were kept for people born in the 1800s. */
const CENTENARIAN_ORDER = /(99[6-9])$/;

/** The eighteenth character for the first seventeen digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function citizenIdCheckDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_CHARS.charAt(sum % 11);
}

function upgrade(digits15: string): string {
  const century = CENTENARIAN_ORDER.test(digits15) ? "18" : "19";
  const first17 = digits15.slice(0, 6) + century + digits15.slice(6);
  return first17 + citizenIdCheckDigit(first17);
}

/** `YYYY-MM-DD` as the number writes it, or undefined when there is no such day. */
function birthDateIn(number: string): string | undefined {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isDate(birthDate) ? birthDate : undefined;
}

function firstBrokenRule(number: string, asOfDate: string): CitizenIdRule | undefined {
  const birthDate = birthDateIn(number);
  if (birthDate === undefined) return "BIRTHDATE";
  if (birthDate > asOfDate) return "BIRTH_IN_FUTURE";
  if (birthDate < OLDEST_BIRTH_DATE) return "BIRTH_TOO_OLD";
  if (number.slice(14, 17) === "000") return "SEQUENCE_000";
  return citizenIdCheckDigit(number) === number[17] ? undefined : "CHECK_DIGIT";
}

/** Only codes of this province are in the table; another province's are not called unknown. */
function regionFlags(number: string, birthDate: string): CitizenIdFlag[] {
  const code = number.slice(0, 6);
  if (!code.startsWith("62")) return [];
  const region = findDivision(code);
  if (region === undefined) return ["REGION_UNKNOWN"];
  return region.validTo !== null && region.validTo < birthDate ? ["REGION_RETIRED_BEFORE_BIRTH"] : [];
}

function mismatchFlags(number: string, birthDate: string, context: CitizenIdContext): CitizenIdFlag[] {
  const flags: CitizenIdFlag[] = [];
  const sex = Number(number[16]) % 2 === 1 ? "MALE" : "FEMALE";
  if (context.sex !== undefined && context.sex !== sex) flags.push("GENDER_MISMATCH");
  if (context.birthDate !== undefined && context.birthDate !== birthDate) flags.push("BIRTHDATE_MISMATCH");
  return flags;
}

/** Normalises and checks a citizen ID number of 18 characters, or of 15 digits from before 1999. Standard: GB 11643-1999. */
export function checkCitizenId(raw: string, context: CitizenIdContext): Checked<CitizenIdRule, CitizenIdFlag> {
  const text = normaliseCode(raw);
  if (text.length !== 15 && text.length !== 18) return { ok: false, rule: "LENGTH" };
  if (!/^(?:[0-9]{15}|[0-9]{17}[0-9X])$/.test(text)) return { ok: false, rule: "CHARSET" };
  const value = text.length === 15 ? upgrade(text) : text;
  const rule = firstBrokenRule(value, context.asOfDate);
  if (rule !== undefined) return { ok: false, rule };
  const birthDate = birthDateIn(value) ?? "";
  const flags: CitizenIdFlag[] = [];
  if (text !== raw) flags.push("NORMALISED");
  if (text.length === 15) flags.push("UPGRADED_15");
  return {
    ok: true,
    value,
    flags: [...flags, ...regionFlags(value, birthDate), ...mismatchFlags(value, birthDate, context)],
  };
}
