import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { checkCitizenId } from "./codes/citizen-id.ts";
import { checkCreditCode } from "./codes/credit-code.ts";
import { checkLicenceIdentifier } from "./codes/licence-identifier.ts";
import { checkRegionCode } from "./codes/region-code.ts";
import { type NumberRule, RULE_TEXTS } from "./codes/rule-texts.ts";
import { checkServiceObject } from "./codes/service-object.ts";
import { beijingDate, beijingDateTime, isDate } from "./dates.ts";
import { type BilingualText, bilingual, ERRORS, type ErrorCode } from "./errors.ts";

/** The time of day, so that a birth date in the future can be told and a test can move it. */
interface ScalarClock {
  nowMs(): number;
}

type NumberCheck = (
  raw: string,
  asOfDate: string,
) => { readonly ok: true; readonly value: string } | { readonly ok: false; readonly rule: NumberRule };

/** Longer than any number, spaces and all; checked first so that a huge text costs nothing. */
const MAX_NUMBER_LENGTH = 256;
const DECIMAL = /^-?[0-9]{1,18}(?:\.[0-9]{1,10})?$/;

const NUMBERS_IN_VARIABLES: BilingualText = {
  zh: "号码须放在变量中，不得写在查询语句里。",
  en: "Numbers travel in variables, never in the operation.",
};
const TEXT_WANTED: BilingualText = { zh: "须为字符串。", en: "A string is wanted." };
const DATE_WANTED: BilingualText = { zh: "日期须形如 2017-01-15。", en: "A day is written 2017-01-15." };
const INSTANT_WANTED: BilingualText = {
  zh: "时刻须形如 2017-01-15T09:30:00+08:00。",
  en: "An instant is written 2017-01-15T09:30:00+08:00.",
};
const DECIMAL_WANTED: BilingualText = { zh: "须为十进制数字符串。", en: "A decimal number in a string is wanted." };
const OUTPUT_ONLY: BilingualText = { zh: "只用于输出。", en: "For output only." };

function refuse(code: ErrorCode, { zh, en }: BilingualText, rule?: NumberRule): never {
  const detail = rule === undefined ? {} : { rule };
  throw new GraphQLError(bilingual({ zh, en }), { extensions: { code, zh, en, ...detail } });
}

function refuseNumber(rule: NumberRule): never {
  const { zh, en } = RULE_TEXTS[rule];
  const text = {
    zh: ERRORS.BAD_NUMBER.zh.replace("。", `：${zh}。`),
    en: ERRORS.BAD_NUMBER.en.replace(/\.$/, `: ${en}.`),
  };
  refuse("BAD_NUMBER", text, rule);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : refuse("BAD_USER_INPUT", TEXT_WANTED);
}

function literalText(node: ValueNode): string {
  return node.kind === Kind.STRING ? node.value : refuse("BAD_USER_INPUT", TEXT_WANTED);
}

/** What a register hands out is not checked again: a masked number is no valid number, and must pass. */
function asStored(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError("a register handed out a number that is not a string");
}

function numberScalar(name: string, clock: ScalarClock, check: NumberCheck): GraphQLScalarType<string, string> {
  const parseValue = (value: unknown) => {
    const raw = textOf(value);
    if (raw.length > MAX_NUMBER_LENGTH) return refuseNumber("LENGTH");
    const checked = check(raw, beijingDate(clock.nowMs()));
    return checked.ok ? checked.value : refuseNumber(checked.rule);
  };
  // An operation's text is hashed, cached and logged; a number in it would be too.
  const parseLiteral = () => refuse("BAD_USER_INPUT", NUMBERS_IN_VARIABLES);
  return new GraphQLScalarType({ name, serialize: asStored, parseValue, parseLiteral });
}

/** A region says nothing about anybody, so it may stand in the operation. */
function regionScalar(clock: ScalarClock): GraphQLScalarType<string, string> {
  const scalar = numberScalar("RegionCode", clock, (raw) =>
    checkRegionCode(raw, { asOfDate: undefined, isOtherProvinceAllowed: true, isSyntheticAllowed: true }),
  );
  scalar.parseLiteral = (node) => scalar.parseValue(literalText(node));
  return scalar;
}

function textScalar(
  name: string,
  parse: (text: string) => string,
  serialize: (value: unknown) => string,
): GraphQLScalarType<string, string> {
  return new GraphQLScalarType({
    name,
    serialize,
    parseValue: (value) => parse(textOf(value)),
    parseLiteral: (node) => parse(literalText(node)),
  });
}

function parseInstant(text: string): string {
  const hasOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const timeMs = hasOffset && isDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? refuse("BAD_USER_INPUT", INSTANT_WANTED) : beijingDateTime(timeMs);
}

function serializeInstant(value: unknown): string {
  if (value instanceof Date) return beijingDateTime(value.getTime());
  const text = asStored(value);
  return text.endsWith("+08:00") && text[10] === "T" ? text : beijingDateTime(Date.parse(text));
}

function outputOnly(): never {
  return refuse("BAD_USER_INPUT", OUTPUT_ONLY);
}

/** Every custom scalar of the SDL, by name: for the gateway's input and for a register's output. */
export function createScalars(clock: ScalarClock) {
  return {
    CitizenIdNumber: numberScalar("CitizenIdNumber", clock, (raw, asOfDate) => checkCitizenId(raw, { asOfDate })),
    UnifiedSocialCreditCode: numberScalar("UnifiedSocialCreditCode", clock, (raw, asOfDate) =>
      checkCreditCode(raw, { asOfDate }),
    ),
    ServiceObjectCode: numberScalar("ServiceObjectCode", clock, (raw, asOfDate) =>
      checkServiceObject(raw, { asOfDate }),
    ),
    ElectronicLicenceId: numberScalar("ElectronicLicenceId", clock, checkLicenceIdentifier),
    RegionCode: regionScalar(clock),
    Date: textScalar("Date", (text) => (isDate(text) ? text : refuse("BAD_USER_INPUT", DATE_WANTED)), asStored),
    DateTime: textScalar("DateTime", parseInstant, serializeInstant),
    Decimal: textScalar(
      "Decimal",
      (text) => (DECIMAL.test(text) ? text : refuse("BAD_USER_INPUT", DECIMAL_WANTED)),
      asStored,
    ),
    LicenceSurface: new GraphQLScalarType({
      name: "LicenceSurface",
      serialize: (value) => value,
      parseValue: outputOnly,
      parseLiteral: outputOnly,
    }),
  };
}
