import { systemClock } from "@tongshu/kit";
import { type Level, loadSupergraphSdl } from "@tongshu/schema";
import { describe, expect, it } from "vitest";
import { HubGraph } from "../federation/supergraph.ts";
import type { Grant, PolicyContent } from "../policy/policy-content.ts";
import { takeSnapshot } from "../policy/snapshot.ts";
import { DEFAULT_LIMITS } from "../start-gateway.ts";
import { Explainer, type ExplainQuestion } from "./explainer.ts";

const explainer = new Explainer(new HubGraph(loadSupergraphSdl(), systemClock), DEFAULT_LIMITS);
const NOW_MS = Date.parse("2026-06-01T00:00:00Z");

function grant(type: string, fields: Record<string, Level>, more: Partial<Grant> = {}): Grant {
  return {
    grantNo: `G-${type.toUpperCase()}`,
    department: "AIC",
    purpose: "CHECK",
    type,
    fields,
    isAggregate: false,
    scope: { kind: "OWN" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay: null,
    maxBatch: null,
    legalBasis: "a law",
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2026-12-31T00:00:00Z",
    ...more,
  };
}

const content: PolicyContent = {
  purposes: [
    {
      code: "CHECK",
      text: { zh: "核查", en: "Check" },
      legalBasis: "a law",
      basisKind: "STATUTORY_DUTY",
      departments: ["AIC"],
      isCaseRequired: false,
    },
  ],
  grants: [
    grant("Person", { idNumber: "FULL", name: "FULL", licences: "FULL", mobilePhone: "MASKED", birthDate: "VERIFY" }),
  ],
};
const LICENCES = [grant("Licence", { status: "FULL" }, { conditions: { typeCode: ["T1"] }, scope: { kind: "ALL" } })];
const snapshot = takeSnapshot("a".repeat(64), content, []);
const PERSON = "query($n: CitizenIdNumber!) { p: person(idNumber: $n) { name mobilePhone birthDate ethnicity } }";

function explain(question: Partial<ExplainQuestion> = {}) {
  const asked = { department: "AIC", region: "620100", purpose: "CHECK", query: PERSON, ...question };
  return explainer.explain(snapshot, asked, NOW_MS);
}

const codeOf = (run: () => unknown) => {
  try {
    return run() && "no error";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("an explanation", () => {
  it("gives verdict, rule, level, grant and rows of each field without a number", () => {
    const fields = new Map(explain().fields.map((field) => [field.path.join("."), field]));
    expect(fields.get("p.name")).toMatchObject({
      coordinate: "Person.name",
      verdict: "FULL",
      rule: "GRANTED",
      level: "FULL",
      grantNo: "G-PERSON",
      scope: "6201",
    });
    expect(fields.get("p.mobilePhone")).toMatchObject({ verdict: "MASKED", rule: "MASKED", level: "MASKED" });
    expect(fields.get("p.birthDate")).toMatchObject({ verdict: "DENIED", rule: "VERIFY_ONLY", level: "VERIFY" });
    expect(fields.get("p.ethnicity")).toMatchObject({ verdict: "DENIED", rule: "NO_GRANT", level: "NONE" });
    for (const { reason } of fields.values()) expect([reason.zh, reason.en]).not.toContain("");
  });

  it("says which fields are open to everybody, and on which rows a condition counts", () => {
    const { fields } = explain({ query: "{ departments(first: 1) { code } }" });
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.every(({ rule, grantNo }) => rule === "OPEN" && grantNo === null)).toBe(true);
    const query = "query($n: CitizenIdNumber!) { person(idNumber: $n) { licences(first: 5) { status } } }";
    const widened = { ...content, grants: [...content.grants, ...LICENCES] };
    const asked = { department: "AIC", region: "620100", purpose: "CHECK", query };
    const licences = explainer.explain(takeSnapshot("b".repeat(64), widened, []), asked, NOW_MS);
    expect(licences.fields.find(({ coordinate }) => coordinate === "Licence.status")).toMatchObject({
      verdict: "FULL",
      grantNo: "G-LICENCE",
      scope: "ALL",
      conditionFields: ["typeCode"],
    });
  });

  it("follows the kind of a service object and the conditions that the variables state", () => {
    const query = `query($c: ServiceObjectCode!, $more: Boolean = false) {
      serviceObject(code: $c) { ... on Person { name ethnicity @include(if: $more) } ... on LegalEntity { name } }
    }`;
    const person = explain({ query, variables: { c: "PERSON" } });
    expect(Object.keys(person.verdicts)).toContain("Person.name");
    expect(Object.keys(person.verdicts)).not.toContain("LegalEntity.name");
    expect(person.verdicts).not.toHaveProperty(["Person.ethnicity"]);
    const more = explain({ query, variables: { c: "PERSON", more: true } });
    expect(more.verdicts["Person.ethnicity"]).toBe("DENIED");
    expect(Object.keys(explain({ query, variables: { c: "ENTITY" } }).verdicts)).not.toContain("Person.name");
  });

  it("refuses what the data plane refuses", () => {
    expect(codeOf(() => explain({ purpose: "OTHER" }))).toBe("PURPOSE_UNKNOWN");
    expect(codeOf(() => explain({ department: "HRS" }))).toBe("PURPOSE_NOT_ALLOWED");
    expect(codeOf(() => explain({ query: "{" }))).toBe("GRAPHQL_PARSE_FAILED");
    expect(codeOf(() => explain({ query: "{ nothing }" }))).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(codeOf(() => explain({ query: "{ __typename }", operationName: "Q" }))).toBe("BAD_USER_INPUT");
    const wide = `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: departments { code }`).join(" ")} }`;
    expect(codeOf(() => explain({ query: wide }))).toBe("LIMIT_EXCEEDED");
  });

  it("names no neighbour of a misspelt field", () => {
    try {
      explain({ query: "{ person { birthDat } }" });
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain("birthDate");
    }
  });
});
