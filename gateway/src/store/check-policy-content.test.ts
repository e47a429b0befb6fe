import { type Classification, classify, loadSupergraphSdl } from "@tongshu/schema";
import { describe, expect, test } from "vitest";
import type { Grant, PolicyContent, Purpose } from "../policy/policy-content.ts";
import { checkPolicyContent } from "./check-policy-content.ts";

const classification = classify(loadSupergraphSdl());
const purpose: Purpose = {
  code: "PENSION_CHECK",
  text: { zh: "认证", en: "Check" },
  legalBasis: "a law",
  basisKind: "STATUTORY_DUTY",
  departments: ["HRS"],
  isCaseRequired: false,
};
const grant: Grant = {
  grantNo: "G-1",
  department: "HRS",
  purpose: "PENSION_CHECK",
  type: "Person",
  fields: { name: "VERIFY" },
  isAggregate: false,
  scope: { kind: "ALL" },
  isLookupOnly: true,
  isCaseRequired: false,
  maxPerDay: null,
  maxBatch: null,
  legalBasis: "a law",
  validFrom: "2026-03-01T00:00:00+08:00",
  validUntil: "2027-03-01T00:00:00+08:00",
};
const content = (change: Partial<Grant> = {}): PolicyContent => ({
  purposes: [purpose],
  grants: [{ ...grant, ...change }],
});
const licences: Partial<Grant> = { type: "Licence", fields: { status: "FULL" } };
const events: Partial<Grant> = { type: "GovernanceEvent", fields: { title: "FULL" } };
const secondYear: Grant = {
  ...grant,
  grantNo: "G-2",
  validFrom: grant.validUntil,
  validUntil: "2028-03-01T00:00:00+08:00",
};
const tooEarly: Grant = {
  ...secondYear,
  validFrom: "2027-02-28T23:59:59+08:00",
  validUntil: "2028-02-01T00:00:00+08:00",
};

test("a content that says what it means passes, next year's grant beside this year's", () => {
  checkPolicyContent({ purposes: [purpose], grants: [secondYear, grant] }, classification);
  checkPolicyContent(
    content({ scope: { kind: "PREFIXES", prefixes: ["62", "6201", "620102001001001"] } }),
    classification,
  );
  checkPolicyContent(content({ isAggregate: true, fields: {} }), classification);
  const typeCode = Array.from({ length: 1_000 }, (_, index) => `T${index}`);
  checkPolicyContent(content({ ...licences, conditions: { typeCode, holderKind: ["ENTITY"] } }), classification);
  checkPolicyContent(content({ ...events, conditions: { handlerId: ["$OFFICER"] } }), classification);
});

test("a leap day's year ends on the last of February", () => {
  const validFrom = "2028-02-29T00:00:00+08:00";
  checkPolicyContent(content({ validFrom, validUntil: "2029-02-28T00:00:00+08:00" }), classification);
  const tooLong = content({ validFrom, validUntil: "2029-03-01T00:00:00+08:00" });
  expect(() => checkPolicyContent(tooLong, classification)).toThrow("超过一年");
});

describe("refuses with the grant and the rule", () => {
  test.each<[string, Partial<Grant>]>([
    ["UNKNOWN_TYPE", { type: "Persons" }],
    ["UNKNOWN_TYPE", { type: "Query" }],
    ["UNKNOWN_TYPE", { type: "PageInfo" }],
    ["UNKNOWN_FIELD", { fields: { nmae: "VERIFY" } }],
    ["UNKNOWN_FIELD", { fields: { toString: "FULL" } as never }],
    ["UNKNOWN_LEVEL", { fields: { name: "READ" as "FULL" } }],
    ["AGGREGATE_OR_FIELDS", { isAggregate: true }],
    ["AGGREGATE_OR_FIELDS", { fields: {} }],
    ["UNKNOWN_PURPOSE", { purpose: "CURIOSITY" }],
    ["PURPOSE_NOT_ALLOWED", { department: "PSD" }],
    ["BAD_PREFIX", { scope: { kind: "PREFIXES", prefixes: [] } }],
    ["BAD_PREFIX", { scope: { kind: "PREFIXES", prefixes: [""] } }],
    ["BAD_PREFIX", { scope: { kind: "PREFIXES", prefixes: ["620"] } }],
    ["BAD_PREFIX", { scope: { kind: "PREFIXES", prefixes: ["62", "62%"] } }],
    ["UNKNOWN_CONDITION", { conditions: { name: ["张三"] } }],
    ["UNKNOWN_CONDITION", { type: "Licence", fields: { status: "FULL" }, conditions: { certNo: ["1"] } }],
    ["UNKNOWN_CONDITION", { ...licences, conditions: { typeCode: ["T1"], toString: ["x"] } as never }],
    ["CONDITION_WITHOUT_ROWS", { ...licences, conditions: {} }],
    ["CONDITION_WITHOUT_ROWS", { ...licences, isAggregate: true, fields: {}, conditions: { typeCode: ["T1"] } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: [] } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: "T1" as never } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: ["T1", " "] } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: ["T1", "T1"] } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: ["T".repeat(101)] } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: Array.from({ length: 1_001 }, (_, i) => `T${i}`) } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: [1 as never] } }],
    ["BAD_CONDITION", { ...licences, conditions: { typeCode: ["$OFFICER"] } }],
    ["BAD_CONDITION", { ...events, conditions: { handlerId: ["$OFICER"] } }],
    ["VALIDITY", { validUntil: grant.validFrom }],
    ["VALIDITY", { validUntil: "never" }],
    ["LONGER_THAN_A_YEAR", { validUntil: "2027-03-01T00:00:00.001+08:00" }],
  ])("%s", (rule, change) => {
    expect(() => checkPolicyContent(content(change), classification)).toThrowError(
      expect.objectContaining({ code: "BAD_USER_INPUT", extensions: expect.objectContaining({ rule, field: "G-1" }) }),
    );
  });

  test.each<[string, PolicyContent]>([
    ["GRANT_TWICE", { purposes: [purpose], grants: [grant, grant] }],
    ["PURPOSE_TWICE", { purposes: [purpose, purpose], grants: [] }],
    ["PURPOSE_INCOMPLETE", { purposes: [{ ...purpose, legalBasis: "" }], grants: [] }],
    ["UNKNOWN_DEPARTMENT", { purposes: [{ ...purpose, departments: ["BNK"] }], grants: [] }],
    ["GRANTS_OVERLAP", { purposes: [purpose], grants: [grant, tooEarly] }],
  ])("%s", (rule, wrong) => {
    expect(() => checkPolicyContent(wrong, classification)).toThrowError(
      expect.objectContaining({ extensions: expect.objectContaining({ rule }) }),
    );
  });

  test("NOT_SHARED, whatever the level", () => {
    const name = classification.fields.get("Person.name");
    const closed: Classification = {
      ...classification,
      fields: new Map([["Person.name", { ...name, sharing: "NOT_SHARED", citation: "a law" } as never]]),
    };
    expect(() => checkPolicyContent(content(), closed)).toThrow("不予共享");
  });
});
