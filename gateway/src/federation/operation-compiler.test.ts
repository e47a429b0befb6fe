import { createHash } from "node:crypto";
import { systemClock } from "@tongshu/kit";
import { type Level, loadSupergraphSdl } from "@tongshu/schema";
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse, print } from "graphql";
import { describe, expect, it } from "vitest";
import { compileView } from "../policy/access-view.ts";
import type { Grant } from "../policy/policy-content.ts";
import { DEFAULT_LIMITS } from "../start-gateway.ts";
import type { FetchPlan } from "./fetch-plan.ts";
import { OperationCompiler } from "./operation-compiler.ts";
import type { PlannedOperation } from "./planned-operation.ts";
import { HubGraph } from "./supergraph.ts";

const graph = new HubGraph(loadSupergraphSdl(), systemClock);
const NOW_MS = Date.parse("2017-01-15T00:00:00Z");
/** Passes both number checks: the person's comes first. */
const PERSON_CODE = "629901198502281232";
const ENTITY_CODE = "91629901YY000001XX";

function grant(type: string, fields: Record<string, Level>, more: Partial<Grant> = {}): Grant {
  return {
    grantNo: `G-${type}`,
    department: "AIC",
    purpose: "P",
    type,
    fields,
    isAggregate: false,
    scope: { kind: "ALL" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay: null,
    maxBatch: null,
    legalBasis: "test",
    validFrom: "2017-01-01T00:00:00Z",
    validUntil: "2017-12-31T00:00:00Z",
    ...more,
  };
}

function registersIn(planned: PlannedOperation | null): string[] {
  return planned ? [...new Set(registersOf(planned.plan))] : [];
}

function registersOf(plan: FetchPlan): string[] {
  return plan.kind === "FETCH" ? [plan.register] : plan.steps.flatMap(registersOf);
}

function operationIn(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error("no operation");
  return operation;
}

function compile(text: string, grants: readonly Grant[], values: Record<string, unknown> = {}) {
  const document = parse(text);
  const operation = operationIn(document);
  const compiler = new OperationCompiler(graph, DEFAULT_LIMITS);
  const incoming = { document, operation, hash: createHash("sha256").update(text).digest("hex") };
  const facts = compiler.facts(incoming);
  const compiled = compiler.compile(incoming, facts, compileView("AIC", "P", grants, NOW_MS), values);
  const pruned = compiled.planned ? print(compiled.planned.document) : null;
  return { ...compiled, pruned, entries: compiled.findings.map(({ entry }) => entry) };
}

const LOOKUP = { idNumber: "FULL" } as const;

describe("pruning", () => {
  it("keeps granted fields and notes denied ones", () => {
    const { pruned, entries } = compile(
      "query($c: CitizenIdNumber!) { person(idNumber: $c) { name birthDate } }",
      [grant("Person", { ...LOOKUP, name: "FULL" })],
      { c: PERSON_CODE },
    );
    expect(pruned).toContain("name");
    expect(pruned).not.toContain("birthDate");
    expect(entries).toMatchObject([
      { path: ["person", "birthDate"], coordinate: "Person.birthDate", verdict: "DENIED", rule: "NO_GRANT" },
    ]);
  });

  it("sees through aliases, fragments and merged keys", () => {
    const { pruned, entries } = compile(
      `query($c: CitizenIdNumber!) { p: person(idNumber: $c) { ...a ... on Person { n: name x: birthDate } } }
       fragment a on Person { ...b n: name } fragment b on Person { birthDate y: birthDate }`,
      [grant("Person", { ...LOOKUP, name: "FULL" })],
      { c: PERSON_CODE },
    );
    expect(pruned).not.toContain("birthDate");
    expect(entries.map(({ path }) => path.join("."))).toEqual(["p.birthDate", "p.y", "p.x"]);
  });

  it("calls no register when nothing is left", () => {
    const { planned, entries, complete } = compile(
      "query($c: CitizenIdNumber!) { person(idNumber: $c) { __typename name } }",
      [],
      { c: PERSON_CODE },
    );
    expect(planned).toBeNull();
    expect(complete({})).toEqual({ person: null });
    expect(entries[0]).toMatchObject({ coordinate: "Query.person(idNumber:)", rule: "ARGUMENT_NEEDS_VERIFY" });
  });

  it("does not let a masked number be looked up", () => {
    const { planned } = compile(
      "query($c: CitizenIdNumber!) { person(idNumber: $c) { name } }",
      [grant("Person", { idNumber: "MASKED", name: "FULL" })],
      { c: PERSON_CODE },
    );
    expect(planned).toBeNull();
  });

  it("asks nothing for __typename where the type shows nothing", () => {
    const { planned } = compile(
      "query($c: CitizenIdNumber!) { person(idNumber: $c) { __typename } }",
      [grant("Person", { idNumber: "VERIFY" })],
      { c: PERSON_CODE },
    );
    expect(planned).toBeNull();
  });

  it("leaves out the registers that own no visible field", () => {
    const { planned } = compile(
      `query($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { name licences { certNo } penalties { decisionNo } } }`,
      [],
      { u: ENTITY_CODE },
    );
    expect(registersIn(planned).sort()).toEqual(["legal-entities", "supervision"]);
  });

  it("asks for no page of a type that shows nothing", () => {
    const { planned, complete } = compile(
      "{ governanceEvents { edges { node { title } } pageInfo { hasNextPage } } }",
      [],
    );
    expect(planned).toBeNull();
    expect(complete({})).toEqual({ governanceEvents: null });
  });

  it("gives a lookup-only grant to the object looked up and to no relation", () => {
    const grants = [grant("Person", { ...LOOKUP, name: "FULL", spouse: "FULL" }, { isLookupOnly: true })];
    const text = "query($c: CitizenIdNumber!) { person(idNumber: $c) { name spouse { name } } }";
    const { entries } = compile(text, grants, { c: PERSON_CODE });
    expect(entries).toMatchObject([{ path: ["person", "spouse", "name"], rule: "LOOKUP_ONLY" }]);
  });

  it("names an expired grant", () => {
    const ended = grant("Person", { ...LOOKUP, name: "FULL" }, { validUntil: "2017-01-15T00:00:00Z" });
    const both = [ended, grant("Household", { householdId: "FULL" })];
    const { entries } = compile('{ region(code: "620102") { name } }', both);
    expect(entries).toEqual([]);
    const refused = compile("query($c: CitizenIdNumber!) { person(idNumber: $c) { name } }", both, { c: PERSON_CODE });
    expect(refused.planned).toBeNull();
  });
});

describe("a verdict", () => {
  it("of an object that may only be masked is no: it has no shortened form", () => {
    const { pruned, entries } = compile(
      "query($c: CitizenIdNumber!) { person(idNumber: $c) { name spouse { name } } }",
      [grant("Person", { ...LOOKUP, name: "FULL", spouse: "MASKED" })],
      { c: PERSON_CODE },
    );
    expect(pruned).not.toContain("spouse");
    expect(entries).toMatchObject([{ coordinate: "Person.spouse", verdict: "DENIED" }]);
  });

  it("in the record is the strongest of a field that stands at several places", () => {
    const first = "a: person(idNumber: $c) { name }";
    const again = "b: legalEntity(uscc: $u) { legalRep { name } }";
    const grants = [
      grant("Person", { ...LOOKUP, name: "FULL" }, { isLookupOnly: true }),
      grant("LegalEntity", { legalRep: "FULL" }),
    ];
    for (const order of [`${first} ${again}`, `${again} ${first}`]) {
      const text = `query($c: CitizenIdNumber!, $u: UnifiedSocialCreditCode!) { ${order} }`;
      const { verdicts } = compile(text, grants, { c: PERSON_CODE, u: ENTITY_CODE });
      expect(verdicts["Person.name"]).toBe("FULL");
    }
  });

  it("under a grant that asks for a case says that one is needed, and only where the grant is used", () => {
    const grants = [grant("LegalEntity", { taxNo: "FULL" }, { isCaseRequired: true })];
    const text = (field: string) => `query($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { ${field} } }`;
    expect(compile(text("taxNo"), grants, { u: ENTITY_CODE }).isCaseNeeded).toBe(true);
    expect(compile(text("name"), grants, { u: ENTITY_CODE }).isCaseNeeded).toBe(false);
  });

  it("on one value of a condition is not the verdict on the other", () => {
    const text =
      "query($u: UnifiedSocialCreditCode!, $more: Boolean!) { legalEntity(uscc: $u) { name status @include(if: $more) } }";
    const document = parse(text);
    const incoming = { document, operation: operationIn(document), hash: text };
    const compiler = new OperationCompiler(graph, DEFAULT_LIMITS);
    const view = compileView("AIC", "P", [], NOW_MS);
    const prunedFor = (more: boolean) => {
      const { planned } = compiler.compile(incoming, compiler.facts(incoming), view, { u: ENTITY_CODE, more });
      return planned ? print(planned.document) : "";
    };
    expect(prunedFor(true)).toContain("status");
    expect(prunedFor(false)).not.toContain("status");
  });
});

describe("a person whom another register refers to", () => {
  const text = "query($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { legalRep { __typename personId } } }";
  const relation = grant("LegalEntity", { legalRep: "FULL" });
  const referred = { legalEntity: { legalRep: { __typename: "Person", personId: "P1" } } };

  it("is asked for where it lives, and is nothing until it is shown there", () => {
    const { planned, complete } = compile(text, [relation, grant("Person", { personId: "FULL", sex: "FULL" })], {
      u: ENTITY_CODE,
    });
    expect(registersIn(planned).sort()).toEqual(["legal-entities", "population"]);
    expect(complete(referred)).toEqual({ legalEntity: { legalRep: null } });
    const shown = { ...referred.legalEntity.legalRep, p_shown: true };
    expect(complete({ legalEntity: { legalRep: shown } })).toEqual({
      legalEntity: { legalRep: { __typename: "Person", personId: "P1" } },
    });
  });

  it("is not shown to a view that could not tell whether it may be", () => {
    const { planned } = compile(text, [relation, grant("Person", { personId: "FULL" })], { u: ENTITY_CODE });
    expect(planned).toBeNull();
  });
});

describe("serviceObject", () => {
  const text = `query($code: ServiceObjectCode!) {
    serviceObject(code: $code) { __typename ... on Person { name } ... on LegalEntity { name uscc } } }`;
  const grants = [grant("Person", { ...LOOKUP, name: "FULL" })];

  it("becomes a lookup in the register of its kind", () => {
    const person = compile(text, grants, { code: PERSON_CODE });
    expect(registersIn(person.planned)).toEqual(["population"]);
    const entity = compile(text, grants, { code: ENTITY_CODE });
    expect(registersIn(entity.planned)).toEqual(["legal-entities"]);
    expect(entity.complete({ x_serviceObject: { name: "a", uscc: "b" } })).toEqual({
      serviceObject: { __typename: "LegalEntity", name: "a", uscc: "b" },
    });
  });

  it("needs only the rights on the kind it turned out to be", () => {
    expect(compile(text, [], { code: ENTITY_CODE }).entries).toEqual([]);
    expect(compile(text, [], { code: PERSON_CODE }).planned).toBeNull();
  });
});

describe("plans", () => {
  it("are shared by equal prunings whatever the variables are called", () => {
    const compiler = new OperationCompiler(graph, DEFAULT_LIMITS);
    const plans = ["a", "representations"].map((name) => {
      const text = `query($${name}: UnifiedSocialCreditCode!) { legalEntity(uscc: $${name}) { name } }`;
      const document = parse(text);
      const incoming = { document, operation: operationIn(document), hash: text };
      const view = compileView("AIC", "P", [], NOW_MS);
      return compiler.compile(incoming, compiler.facts(incoming), view, { [name]: ENTITY_CODE }).planned;
    });
    expect(plans[0]).toBe(plans[1]);
  });
});

describe("limits", () => {
  it("refuse a fragment bomb before anything is planned", () => {
    const fragments = Array.from(
      { length: 25 },
      (_, i) => `fragment f${i} on LegalEntity { a${i}: name ...f${i + 1} b${i}: branches { ...f${i + 1} } }`,
    );
    const text = `query($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { ...f0 } } ${fragments.join(" ")} fragment f25 on LegalEntity { name }`;
    expect(() => compile(text, [], { u: ENTITY_CODE })).toThrow(expect.objectContaining({ code: "LIMIT_EXCEEDED" }));
  });

  it("refuse lists of lists that could fill memory", () => {
    const inner = "branches(first: 200) { name ";
    const text = `query($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { ${inner.repeat(4)} name ${"}".repeat(4)} } }`;
    expect(() => compile(text, [], { u: ENTITY_CODE })).toThrow(expect.objectContaining({ code: "LIMIT_EXCEEDED" }));
  });

  it("refuse an alias in the reserved name space", () => {
    const text = "query($u: UnifiedSocialCreditCode!) { legalEntity(uscc: $u) { __typename: name } }";
    expect(() => compile(text, [], { u: ENTITY_CODE })).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
  });
});
