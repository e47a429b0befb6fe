import { describe, expect, test } from "vitest";
import { cloneDatabase } from "../../../../tests/support/database.ts";
import type { Capability } from "../capability.ts";
import { EXECUTORS, NOW_MS, useTestRegister } from "../test-register/caller.ts";

describe.each(EXECUTORS)("$way", ({ executor }) => {
  const caller = useTestRegister(cloneDatabase, executor);
  const everything: Partial<Capability> = {
    levels: {
      "Person.personId": "FULL",
      "Person.idNumber": "FULL",
      "Person.name": "FULL",
      "Person.faith": "FULL",
      "Company.ownerName": "FULL",
    },
    scopes: { Person: { kind: "ALL" }, Company: { kind: "ALL" } },
  };
  const PERSON = "query ($n: Number!) { person(idNumber: $n) { personId name } }";
  const ZHANG = { n: "629901199001010011" };
  const ENTITIES = "query ($r: [_Any!]!) { _entities(representations: $r)";

  /** Refused with a code, nothing handed out and no statement run. */
  async function expectRefused(code: string, ...question: Parameters<typeof caller.ask>) {
    const answer = await caller.ask(...question);
    expect(Object.values(answer.data ?? {}).every((value) => value === null)).toBe(true);
    expect(answer.errors.map((error) => error.code)).toEqual(answer.errors.map(() => code));
    expect(answer.errors).not.toHaveLength(0);
    expect(caller.statements).toEqual([]);
    expect(answer.reads.subjects).toEqual([]);
  }

  test("what the levels allow is answered", async () => {
    const answer = await caller.ask(PERSON, everything, ZHANG);
    expect(answer).toMatchObject({ data: { person: { personId: "P1", name: "张示例" } }, errors: [] });
  });

  describe("wider than granted", () => {
    const { levels = {}, scopes = {} } = everything;
    const without = (field: string) => ({ scopes, levels: { ...levels, [field]: "NONE" } as Capability["levels"] });

    test.each([
      ["a field", "{ person(idNumber: $n) { name } }"],
      ["an alias", "{ person(idNumber: $n) { personId: name } }"],
      ["a second alias of the root field", "{ a: person(idNumber: $n) { personId } b: person(idNumber: $n) { name } }"],
      ["a fragment", "{ person(idNumber: $n) { ...F } } fragment F on Person { name }"],
      [
        "a fragment in a fragment",
        "{ person(idNumber: $n) { ...F } } fragment F on Person { ...G } fragment G on Person { name }",
      ],
      ["an inline fragment without a type", "{ person(idNumber: $n) { ... { name } } }"],
      ["a field that is included or not", "{ person(idNumber: $n) { name @include(if: false) personId } }"],
      ["a relation behind which it lies", "{ person(idNumber: $n) { spouse { name } } }"],
    ])("refuses the whole operation for %s", (_name, selection) =>
      expectRefused("FIELD_FORBIDDEN", `query ($n: Number!) ${selection}`, without("Person.name"), ZHANG),
    );

    test("refuses a member of a union that lacks the field, and answers the one that has it", async () => {
      const both = 'query { subject(id: "C1") { ... on Company { name } ... on Person { name } } }';
      await expectRefused("FIELD_FORBIDDEN", both, without("Person.name"));
      const answer = await caller.ask('{ subject(id: "C1") { ... on Company { name } } }', without("Person.name"));
      expect(answer.data).toEqual({ subject: { name: "甲示例公司" } });
    });

    test("refuses a level that compares and does not read", () =>
      expectRefused("FIELD_FORBIDDEN", PERSON, { scopes, levels: { ...levels, "Person.name": "VERIFY" } }, ZHANG));

    test("refuses a field that no grant may give", () =>
      expectRefused("FIELD_FORBIDDEN", "query ($n: Number!) { person(idNumber: $n) { faith } }", everything, ZHANG));

    test("refuses a field and an argument that the SDL does not classify", async () => {
      await expectRefused("FIELD_FORBIDDEN", "{ undeclared }", everything);
      await expectRefused("ARGUMENT_FORBIDDEN", '{ argument(undeclared: "x") }', everything);
    });

    test("refuses levels inherited from a prototype", () =>
      expectRefused("FIELD_FORBIDDEN", PERSON, { scopes, levels: Object.create({ ...levels }) }, ZHANG));

    test("a type without a scope has no row, and no statement is run for it", async () => {
      for (const none of [
        {},
        { Person: { kind: "PREFIXES", prefixes: [] } },
        { Person: { kind: "PREFIXES", prefixes: ["%", "62%", "_____", ""] } },
      ]) {
        const answer = await caller.ask(PERSON, { levels, scopes: none as Capability["scopes"] }, ZHANG);
        expect(answer).toMatchObject({ data: { person: null }, errors: [], reads: { subjects: [] } });
      }
      await caller.ask(PERSON, { levels, scopes: {} }, ZHANG);
      expect(caller.statements).toEqual([]);
    });
  });

  describe("asking without reading", () => {
    const named = '{ personsNamed(name: "张示例") { personId } }';
    const level = (name: string, idNumber = "FULL"): Partial<Capability> => ({
      scopes: { Person: { kind: "ALL" } },
      levels: { "Person.idNumber": idNumber, "Person.name": name } as Capability["levels"],
    });

    test("a lookup needs VERIFY or FULL, and MASKED is less than either", async () => {
      const byNumber = "query ($n: Number!) { person(idNumber: $n) { personId } }";
      await expectRefused("ARGUMENT_FORBIDDEN", byNumber, level("FULL", "MASKED"), ZHANG);
      await expectRefused("ARGUMENT_FORBIDDEN", byNumber, level("FULL", "NONE"), ZHANG);
      for (const idNumber of ["VERIFY", "FULL"]) {
        expect((await caller.ask(byNumber, level("FULL", idNumber), ZHANG)).data).toEqual({
          person: { personId: "P1" },
        });
      }
    });

    test("a filter needs FULL", async () => {
      for (const name of ["VERIFY", "MASKED", "NONE"]) await expectRefused("ARGUMENT_FORBIDDEN", named, level(name));
      expect((await caller.ask(named, level("FULL"))).errors).toEqual([]);
    });

    test("an input field is judged written in the document, in a variable and in a variable's default", async () => {
      const list = "{ companies(filter: $f) { edges { node { name } } } }";
      await expectRefused("ARGUMENT_FORBIDDEN", '{ companies(filter: { owner: "x" }) { edges { cursor } } }');
      await expectRefused("ARGUMENT_FORBIDDEN", `query ($f: CompanyFilter) ${list}`, {}, { f: { owner: "x" } });
      await expectRefused("ARGUMENT_FORBIDDEN", `query ($f: CompanyFilter = { owner: "x" }) ${list}`);
      await expectRefused("ARGUMENT_FORBIDDEN", `query ($o: String) ${list.replace("$f", "{ owner: $o }")}`, {}, {});
      const answer = await caller.ask(`query ($f: CompanyFilter) ${list}`, {}, { f: { region: "6205" } });
      expect(answer.data).toEqual({ companies: { edges: [{ node: { name: "乙示例公司" } }] } });
    });
  });

  describe("through _entities", () => {
    const { levels = {} } = everything;
    const scopes = { Person: { kind: "PREFIXES", prefixes: ["6201"] } } as const;

    test("a representation gives what scope and levels allow, whatever else it claims", async () => {
      const r = [
        { __typename: "Person", personId: "P1", name: "forged", region: "620102" },
        { __typename: "Person", personId: "P2", name: "forged", hukouRegion: "620102001001" },
        { __typename: "Person", personId: "P99" },
      ];
      const answer = await caller.ask(`${ENTITIES} { ... on Person { personId name } } }`, { levels, scopes }, { r });
      expect(answer).toMatchObject({
        data: { _entities: [{ personId: "P1", name: "张示例" }, null, null] },
        errors: [],
      });
      expect(answer.reads.subjects).toEqual([{ type: "Person", id: "P1", verb: "READ" }]);
    });

    test("refuses fields of any type behind it", () =>
      expectRefused(
        "FIELD_FORBIDDEN",
        `${ENTITIES} { ... on Company { name } ... on Person { birthDate } } }`,
        everything,
        { r: [] },
      ));

    test("refuses a type that has no key here, a key that is none, and too many of them", async () => {
      const text = `${ENTITIES} { __typename } }`;
      const forged = [
        { __typename: "Origin", dept: "PSD" },
        { __typename: "Query" },
        { __typename: "__proto__" },
        {},
        "Person",
        null,
      ];
      for (const key of [1, { in: ["P1"] }, ["P1"], null, "P1\0", "P".repeat(201)])
        forged.push({ __typename: "Person", personId: key } as never);
      for (const each of forged) {
        const answer = await caller.ask(text, everything, { r: [each] });
        expect(answer.data).toBeNull();
        expect(answer.errors[0]?.code).toBe("BAD_USER_INPUT");
      }
      const many = Array(10_001).fill({ __typename: "Person", personId: "P1" });
      await expectRefused("LIMIT_EXCEEDED", text, everything, { r: many });
    });

    test("an object of another register answers only what this one adds, for rows in its own scopes", async () => {
      const r = [{ __typename: "Place", placeId: "L1" }];
      const text = `${ENTITIES} { ... on Place { placeId companies { name ownerName } } } }`;
      const levels = { "Place.companies": "FULL", "Company.ownerName": "FULL" } as const;
      await expectRefused("FIELD_FORBIDDEN", text, { levels: {} }, { r });
      const withoutScope = await caller.ask(
        text,
        { levels: { ...levels }, scopes: { Company: { kind: "ALL" } } },
        { r },
      );
      expect(withoutScope).toMatchObject({
        data: { _entities: [{ placeId: "L1", companies: null }] },
        reads: { outOfScopePaths: ["_entities.companies"] },
      });
      const scoped = {
        Place: { kind: "PREFIXES", prefixes: ["6201"] },
        Company: { kind: "PREFIXES", prefixes: ["6201"] },
      } as const;
      const answer = await caller.ask(text, { levels, scopes: scoped }, { r });
      expect(answer.data).toEqual({
        _entities: [
          {
            placeId: "L1",
            companies: [
              { name: "乙示例公司", ownerName: null },
              { name: "甲示例公司", ownerName: "张示例" },
            ],
          },
        ],
      });
      expect(answer.reads.outOfScopePaths).toEqual(["_entities.companies.ownerName"]);
      const self = await caller.ask(
        text,
        { levels, scopes: { Place: { kind: "SELF", personId: "P1" }, Company: { kind: "ALL" } } },
        { r },
      );
      expect(self.data).toEqual({ _entities: [{ placeId: "L1", companies: null }] });
    });
  });

  describe("the capability", () => {
    test("is refused from the millisecond it expires", async () => {
      await expectRefused("UNAUTHENTICATED", PERSON, { ...everything, expiresAtMs: NOW_MS }, ZHANG);
      await expectRefused(
        "UNAUTHENTICATED",
        `${ENTITIES} { __typename } }`,
        { ...everything, expiresAtMs: 0 },
        { r: [{ __typename: "Person", personId: "P1" }] },
      );
      expect((await caller.ask(PERSON, { ...everything, expiresAtMs: NOW_MS + 1 }, ZHANG)).errors).toEqual([]);
    });

    test("of one call says nothing about the next call of the same document", async () => {
      expect((await caller.ask(PERSON, everything, ZHANG)).data).toEqual({
        person: { personId: "P1", name: "张示例" },
      });
      await expectRefused("FIELD_FORBIDDEN", PERSON, { ...everything, levels: { "Person.idNumber": "FULL" } }, ZHANG);
      const masked = { ...everything, levels: { "Person.idNumber": "FULL", "Person.name": "MASKED" } as const };
      expect((await caller.ask(PERSON, masked, ZHANG)).data).toEqual({ person: { personId: "P1", name: "张*" } });
      const elsewhere = { ...everything, scopes: { Person: { kind: "PREFIXES", prefixes: ["6299"] } } as const };
      expect((await caller.ask(PERSON, elsewhere, ZHANG)).data).toEqual({ person: null });
      expect((await caller.ask(PERSON, everything, ZHANG)).data).toEqual({
        person: { personId: "P1", name: "张示例" },
      });
    });
  });

  describe("about itself", () => {
    test("a register tells neither its SDL nor its types", async () => {
      await expectRefused("FIELD_FORBIDDEN", "{ _service { sdl } }", everything);
      for (const text of [
        "{ __schema { types { name } } }",
        '{ __type(name: "Person") { name } }',
        "{ a: __schema { queryType { name } } __typename }",
      ]) {
        await expectRefused("GRAPHQL_VALIDATION_FAILED", text, everything);
      }
    });

    test("more than one operation, or none that is valid, is refused", async () => {
      await expectRefused("GRAPHQL_VALIDATION_FAILED", "query A { __typename } query B { __typename }", everything);
      await expectRefused("GRAPHQL_VALIDATION_FAILED", "fragment F on Person { name }", everything);
      await expectRefused("GRAPHQL_VALIDATION_FAILED", "{ person { nothing } }", everything);
    });

    test("what goes wrong inside has a code and no text", async () => {
      const answer = await caller.ask("{ broken }", everything);
      expect(answer).toMatchObject({
        data: { broken: null },
        errors: [{ code: "INTERNAL_SERVER_ERROR", path: ["broken"] }],
      });
      expect(JSON.stringify(answer)).not.toContain("secret");
      expect(await caller.ask(PERSON, everything, { n: "6299A" })).toMatchObject({
        data: null,
        errors: [{ code: "BAD_NUMBER" }],
      });
      expect(await caller.ask(PERSON, everything, {})).toMatchObject({
        data: null,
        errors: [{ code: "BAD_USER_INPUT" }],
      });
    });
  });
});
