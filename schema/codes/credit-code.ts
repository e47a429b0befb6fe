import type { Checked } from "./check.ts";
import { normaliseCode } from "./normalise.ts";
import { organisationCodeCheckDigit } from "./organisation-code.ts";
import { checkRegionCode } from "./region-code.ts";

export type CreditCodeRule = "LENGTH" | "CHARSET" | "DEPT" | "CATEGORY" | "REGION" | "CHECK_DIGIT";
export type CreditCodeFlag =
  | "NORMALISED"
  | "WARN_INNER_ORG_CHECK"
  | "REGION_UNKNOWN"
  | "REGION_RETIRED"
  | "CATEGORY_MISMATCH";

/** The day regions are looked up for, and the record's kind of entity where known. */
export interface CreditCodeContext {
  readonly asOfDate: string;
  readonly entityKind?: string;
}

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Categories each registering department may give, by the first character of the code. */
const CATEGORIES: Readonly<Record<string, string>> = {
  "1": "1239",
  "2": "19",
  "3": "123459",
  "4": "19",
  "5": "1239",
  "6": "129",
  "7": "129",
  "8": "19",
  "9": "123",
  A: "19",
  N: "1239",
  Y: "1",
};

/** The first two characters that a kind of entity carries; kinds that are not listed carry any. */
const PREFIXES_BY_KIND: Readonly<Record<string, readonly string[]>> = {
  ENTERPRISE: ["91"],
  INDIVIDUAL_BUSINESS: ["92"],
  COOPERATIVE: ["93"],
  GOVERNMENT_BODY: ["11", "13"],
  INSTITUTION: ["12"],
  SOCIAL_GROUP: ["51"],
  PRIVATE_NON_ENTERPRISE: ["52"],
  FOUNDATION: ["53"],
};

/** The eighteenth character for the first seventeen (GB 32100-2015). */
export function creditCodeCheckDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function firstBrokenRule(code: string): CreditCodeRule | undefined {
  if (code.length !== 18) return "LENGTH";
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code)) return "CHARSET";
  const categories = CATEGORIES[code.charAt(0)];
  if (categories === undefined) return "DEPT";
  if (!categories.includes(code.charAt(1))) return "CATEGORY";
  if (!/^[0-9]{6}$/.test(code.slice(2, 8))) return "REGION";
  return creditCodeCheckDigit(code) === code[17] ? undefined : "CHECK_DIGIT";
}

function warnings(code: string, { asOfDate, entityKind }: CreditCodeContext): CreditCodeFlag[] {
  const flags: CreditCodeFlag[] = [];
  if (organisationCodeCheckDigit(code.slice(8, 16)) !== code[16]) flags.push("WARN_INNER_ORG_CHECK");
  const region = checkRegionCode(code.slice(2, 8), { asOfDate, isSyntheticAllowed: true });
  if (!region.ok && region.rule === "RETIRED") flags.push("REGION_RETIRED");
  if (!region.ok && (region.rule === "UNKNOWN" || region.rule === "PLACEHOLDER")) flags.push("REGION_UNKNOWN");
  const prefixes = entityKind === undefined ? undefined : PREFIXES_BY_KIND[entityKind];
  if (prefixes !== undefined && !prefixes.includes(code.slice(0, 2))) flags.push("CATEGORY_MISMATCH");
  return flags;
}

/** Normalises and checks a unified social credit code. The region inside it never moves with the entity. Standard: GB 32100-2015. */
export function checkCreditCode(raw: string, context: CreditCodeContext): Checked<CreditCodeRule, CreditCodeFlag> {
  const value = normaliseCode(raw);
  const rule = firstBrokenRule(value);
  if (rule !== undefined) return { ok: false, rule };
  const flags: CreditCodeFlag[] = value === raw ? [] : ["NORMALISED"];
  return { ok: true, value, flags: [...flags, ...warnings(value, context)] };
}
