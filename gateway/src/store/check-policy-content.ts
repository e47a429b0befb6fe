import { HubError } from "@tongshu/kit";
import {
  type BilingualText,
  CALLING_OFFICER,
  type Classification,
  findDepartment,
  LEVELS,
  OFFICER_FIELDS,
  ROW_CONDITION_FIELDS,
} from "@tongshu/schema";
import type { Grant, PolicyContent, Purpose } from "../policy/policy-content.ts";

/**
 * Refuses a content that could not mean what it says. A typing error in a field name would otherwise close the field in
 * silence, and open whatever gets that name later. Error: BAD_USER_INPUT naming the purpose or grant and the rule.
 */
export function checkPolicyContent({ purposes, grants }: PolicyContent, classification: Classification): void {
  const byCode = new Map(purposes.map((purpose) => [purpose.code, purpose]));
  refuseTwice(
    purposes.map(({ code }) => code),
    "PURPOSE_TWICE",
    { zh: "用途重复", en: "The purpose is given twice" },
  );
  refuseTwice(
    grants.map(({ grantNo }) => grantNo),
    "GRANT_TWICE",
    { zh: "授权编号重复", en: "The grant is given twice" },
  );
  for (const purpose of purposes) checkPurpose(purpose);
  for (const grant of grants) {
    checkUser(grant, byCode.get(grant.purpose));
    checkFields(grant, classification);
    checkScope(grant);
    checkConditions(grant);
    checkValidity(grant);
  }
  for (const sameTriple of Map.groupBy(grants, tripleOf).values()) checkOverlap(sameTriple);
}

function checkPurpose({ code, text, legalBasis, departments }: Purpose): void {
  if (text.zh === "" || text.en === "" || legalBasis === "") {
    refuse(code, "PURPOSE_INCOMPLETE", {
      zh: "用途缺少名称或法律依据",
      en: "The purpose lacks a text or its legal basis",
    });
  }
  const unknown = departments.find((department) => findDepartment(department) === undefined);
  if (unknown !== undefined)
    refuse(code, "UNKNOWN_DEPARTMENT", { zh: `没有部门 ${unknown}`, en: `There is no department ${unknown}` });
}

function checkUser({ grantNo, department, purpose }: Grant, registered: Purpose | undefined): void {
  if (registered === undefined) {
    refuse(grantNo, "UNKNOWN_PURPOSE", {
      zh: `用途 ${purpose} 未登记`,
      en: `The purpose ${purpose} is not registered`,
    });
  }
  if (!registered.departments.includes(department)) {
    const text = {
      zh: `部门 ${department} 不得使用用途 ${purpose}`,
      en: `The department ${department} may not use ${purpose}`,
    };
    refuse(grantNo, "PURPOSE_NOT_ALLOWED", text);
  }
}

function checkFields({ grantNo, type, fields, isAggregate }: Grant, classification: Classification): void {
  if (!classification.grantableTypes.includes(type)) {
    refuse(grantNo, "UNKNOWN_TYPE", { zh: `没有可授权的类型 ${type}`, en: `There is no type ${type} to grant` });
  }
  if (isAggregate !== (Object.keys(fields).length === 0)) {
    refuse(grantNo, "AGGREGATE_OR_FIELDS", {
      zh: "统计授权不含字段，其他授权必含字段",
      en: "A grant names fields or counts only, not both",
    });
  }
  for (const [field, level] of Object.entries(fields)) {
    const coordinate = `${type}.${field}`;
    const classified = classification.fields.get(coordinate);
    if (classified === undefined)
      refuse(grantNo, "UNKNOWN_FIELD", { zh: `没有字段 ${coordinate}`, en: `There is no field ${coordinate}` });
    if (!LEVELS.includes(level))
      refuse(grantNo, "UNKNOWN_LEVEL", { zh: `没有级别 ${level}`, en: `There is no level ${level}` });
    if (classified.sharing === "NOT_SHARED") {
      const text = { zh: `字段 ${coordinate} 不予共享`, en: `The field ${coordinate} is not shared` };
      refuse(grantNo, "NOT_SHARED", text);
    }
  }
}

const PREFIX = /^\d\d(\d\d(\d\d(\d{3}(\d{3}(\d{3})?)?)?)?)?$/;

/** An empty list or an empty prefix would match every row. */
function checkScope({ grantNo, scope }: Grant): void {
  if (scope.kind !== "PREFIXES") return;
  if (scope.prefixes.length > 0 && scope.prefixes.every((prefix) => PREFIX.test(prefix))) return;
  refuse(grantNo, "BAD_PREFIX", { zh: "区划前缀为空或位数不对", en: "A region prefix is empty or has a wrong length" });
}

/** More would not fit the token that carries them to a register. */
const MAX_CONDITION_VALUES = 1_000;
const MAX_VALUE_CHARACTERS = 100;

/** A condition that no register tests would leave no row, and one without a value none either: both say something else. */
function checkConditions({ grantNo, type, isAggregate, conditions }: Grant): void {
  if (conditions === undefined) return;
  if (isAggregate || Object.keys(conditions).length === 0) {
    refuse(grantNo, "CONDITION_WITHOUT_ROWS", {
      zh: "统计授权不得附条件，条件不得为空",
      en: "A grant to count takes no condition, and the conditions are not empty",
    });
  }
  for (const [field, values] of Object.entries(conditions)) {
    if (!ROW_CONDITION_FIELDS.get(type)?.includes(field)) {
      const text = { zh: `不能按 ${type}.${field} 限定行`, en: `Rows cannot be narrowed by ${type}.${field}` };
      refuse(grantNo, "UNKNOWN_CONDITION", text);
    }
    if (isValueList(values) && isKnownSign(`${type}.${field}`, values)) continue;
    refuse(grantNo, "BAD_CONDITION", {
      zh: `${field} 的取值为空、重复、过长或多于 ${MAX_CONDITION_VALUES} 个`,
      en: `The values of ${field} are none, repeated, too long, or more than ${MAX_CONDITION_VALUES}`,
    });
  }
}

/** A `$` begins what is put in for each call; misspelt it would be compared as it stands and close the grant in silence. */
function isKnownSign(coordinate: string, values: readonly string[]): boolean {
  return values.every(
    (value) => !value.startsWith("$") || (value === CALLING_OFFICER && OFFICER_FIELDS.has(coordinate)),
  );
}

/** The content may come from outside, so the type of each value is looked at too. */
function isValueList(values: unknown): values is readonly string[] {
  if (!Array.isArray(values) || values.length === 0 || values.length > MAX_CONDITION_VALUES) return false;
  const isValue = (value: unknown) =>
    typeof value === "string" && value.trim() !== "" && value.length <= MAX_VALUE_CHARACTERS;
  return values.every(isValue) && new Set(values).size === values.length;
}

function checkValidity({ grantNo, validFrom, validUntil }: Grant): void {
  const [from, until] = [Date.parse(validFrom), Date.parse(validUntil)];
  if (!(until > from))
    refuse(grantNo, "VALIDITY", { zh: "截止时间不晚于起始时间", en: "The end is not after the beginning" });
  if (until > oneYearAfter(from))
    refuse(grantNo, "LONGER_THAN_A_YEAR", { zh: "授权期限超过一年", en: "The grant is longer than one year" });
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The same day and hour of the next calendar year in Gansu; 29 February counts to 28 February, as in the database. */
function oneYearAfter(instantMs: number): number {
  const local = new Date(instantMs + SHANGHAI_OFFSET_MS);
  const day = local.getUTCDate();
  local.setUTCFullYear(local.getUTCFullYear() + 1);
  if (local.getUTCDate() !== day) local.setUTCDate(0);
  return local.getTime() - SHANGHAI_OFFSET_MS;
}

/** What a caller sees never depends on how two grants overlap. */
function checkOverlap(sameTriple: readonly Grant[]): void {
  const sorted = sameTriple.toSorted((a, b) => Date.parse(a.validFrom) - Date.parse(b.validFrom));
  for (const [index, grant] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || Date.parse(next.validFrom) >= Date.parse(grant.validUntil)) continue;
    refuse(next.grantNo, "GRANTS_OVERLAP", {
      zh: `与授权 ${grant.grantNo} 同时有效`,
      en: `It is active together with ${grant.grantNo}`,
    });
  }
}

function tripleOf({ department, purpose, type }: Grant): string {
  return `${department} ${purpose} ${type}`;
}

function refuseTwice(names: readonly string[], rule: string, text: BilingualText): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) refuse(name, rule, text);
    seen.add(name);
  }
}

function refuse(field: string, rule: string, { zh, en }: BilingualText): never {
  throw new HubError("BAD_USER_INPUT", { field, rule, text: { zh: `${field}：${zh}。`, en: `${field}: ${en}.` } });
}
