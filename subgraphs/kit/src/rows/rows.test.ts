import { describe, expect, test } from "vitest";
import { cloneDatabase } from "../../../../tests/support/database.ts";
import type { Capability, Scope } from "../capability.ts";
import { EXECUTORS, useTestRegister } from "../test-register/caller.ts";

describe.each(EXECUTORS)("$way", ({ executor }) => {
  const caller = useTestRegister(cloneDatabase, executor);
  const prefixes = (...values: string[]): Scope => ({ kind: "PREFIXES", prefixes: values });

  describe("persons, whose fields are all conditional", () => {
    const text = "query ($n: [Number!]!) { persons(idNumbers: $n) { personId name birthDate sex origin { dept } } }";
    const n = [
      "629901197004040044",
      "62990100",
      "629901199001010011",
      "629909198503030033",
      "629901199202020022",
      "629901199001010011",
    ];
    const levels = {
      "Person.idNumber": "VERIFY",
      "Person.name": "FULL",
      "Person.birthDate": "FULL",
      "Person.sex": "FULL",
      "Person.origin": "FULL",
    } as const;
    const visible = async (scope: Scope) => {
      const answer = await caller.ask(text, { levels, scopes: { Person: scope } }, { n });
      expect(answer.errors).toEqual([]);
      const found = answer.data as { persons: ({ personId: string } | null)[] };
      return found.persons.map((person) => person?.personId ?? null);
    };

    test("come in the order asked, null where there is none or none in scope", async () => {
      expect(await visible({ kind: "ALL" })).toEqual(["P4", null, "P1", "P3", "P2", "P1"]);
      expect(await visible(prefixes("6205"))).toEqual([null, null, "P1", null, "P2", "P1"]);
      expect(await visible(prefixes("6205", "620171"))).toEqual([null, null, "P1", "P3", "P2", "P1"]);
      expect(await visible(prefixes("62"))).toEqual([null, null, "P1", "P3", "P2", "P1"]);
      expect(await visible({ kind: "SELF", personId: "P2" })).toEqual([null, null, null, null, "P2", null]);
    });

    test("of Lanzhou New Area lie in Lanzhou too", async () => {
      expect(await visible(prefixes("6201"))).toEqual([null, null, "P1", "P3", null, "P1"]);
    });

    test("are read with one statement that takes every number in one parameter", async () => {
      await visible(prefixes("6201"));
      expect(caller.statements).toHaveLength(1);
      expect(caller.statements[0]).toContain("= any($1::text[])");
      expect(caller.statements[0]).toContain("like any(");
    });

    test("out of scope and unknown are alike: same answer, same report", async () => {
      const ask = (number: string) =>
        caller.ask(text, { levels, scopes: { Person: prefixes("6299") } }, { n: [number] });
      expect(await ask("629901199001010011")).toEqual(await ask("629901000000000000"));
      expect((await ask("629901199001010011")).reads).toEqual({
        subjects: [],
        omittedSubjectCount: 0,
        rowCounts: { Person: 0 },
        outOfScopePaths: [],
      });
    });

    test("show the masked form, and nothing where there is none", async () => {
      const masked = {
        ...levels,
        "Person.name": "MASKED",
        "Person.birthDate": "MASKED",
        "Person.sex": "MASKED",
        "Person.origin": "MASKED",
      } as const;
      const answer = await caller.ask(
        text,
        { levels: masked, scopes: { Person: { kind: "ALL" } } },
        { n: ["629901199001010011"] },
      );
      expect(answer.data).toEqual({
        persons: [{ personId: "P1", name: "张*", birthDate: "1990", sex: null, origin: null }],
      });
      expect(caller.statements[0]).not.toContain('"sex"');
      expect(answer.reads.outOfScopePaths).toEqual([]);
    });

    test("leave columns that were not asked, or not granted, in the database", async () => {
      await caller.ask(
        "query ($n: Number!) { person(idNumber: $n) { name } }",
        { levels, scopes: { Person: { kind: "ALL" } } },
        { n: n[0] },
      );
      expect(caller.statements[0]).toMatch(
        /^select "persons"."id_number", "persons"."person_id", "persons"."name" from/,
      );
    });
  });

  describe("companies, open in part", () => {
    const text = "{ companies(first: 10) { edges { node { companyId name ownerName owner { name } } } } }";
    const levels = { "Company.ownerName": "MASKED", "Company.owner": "FULL", "Person.name": "FULL" } as const;
    const ask = (changes: Partial<Capability>) => caller.ask(text, changes);

    test("show the baseline everywhere and the rest in scope, and report where it is missing", async () => {
      const answer = await ask({ levels, scopes: { Company: prefixes("6205"), Person: { kind: "ALL" } } });
      const rest = { ownerName: null, owner: null };
      expect(answer.data?.["companies"]).toEqual({
        edges: [
          { node: { companyId: "C3", name: "丙示例公司", ...rest } },
          { node: { companyId: "C2", name: "乙示例公司", ownerName: "李*", owner: { name: "李示例" } } },
          { node: { companyId: "C1", name: "甲示例公司", ...rest } },
        ],
      });
      expect(answer.reads).toEqual({
        subjects: [
          { type: "LegalEntity", id: "C3", verb: "LISTED" },
          { type: "LegalEntity", id: "C2", verb: "LISTED" },
          { type: "LegalEntity", id: "C1", verb: "LISTED" },
          { type: "Person", id: "P2", verb: "READ" },
        ],
        omittedSubjectCount: 0,
        rowCounts: { Company: 3, Person: 1 },
        outOfScopePaths: ["companies.edges.node.ownerName", "companies.edges.node.owner"],
      });
      expect(caller.statements).toHaveLength(2);
    });

    test("ask nothing about scope when only the baseline is asked", async () => {
      const scopes = { Company: prefixes("6205") };
      await caller.ask("{ companies { edges { node { name } } } }", { levels, scopes });
      expect(caller.statements[0]).not.toContain("like");
    });
  });

  describe("penalties, public row by row", () => {
    const ask = (decisionNo: string, scope?: Scope) =>
      caller.ask(
        "query ($n: ID!) { penalty(decisionNo: $n) { decisionNo fine note } }",
        { levels: { "Penalty.note": "FULL" }, scopes: scope ? { Penalty: scope } : {} },
        { n: decisionNo },
      );
    const without = (decisionNo: string) =>
      caller.ask("query ($n: ID!) { penalty(decisionNo: $n) { decisionNo fine } }", {}, { n: decisionNo });

    test("that are public show the baseline to all, the rest in scope", async () => {
      expect((await without("N1")).data).toEqual({ penalty: { decisionNo: "N1", fine: "3000.00" } });
      expect((await ask("N1", prefixes("6201"))).data).toEqual({
        penalty: { decisionNo: "N1", fine: "3000.00", note: "open" },
      });
      expect(await ask("N3", prefixes("6201"))).toMatchObject({
        data: { penalty: { fine: "12.00", note: null } },
        reads: { outOfScopePaths: ["penalty.note"] },
      });
    });

    test("that are not public are found only in scope, and only with what is granted", async () => {
      for (const decisionNo of ["N2", "N4"]) {
        expect((await without(decisionNo)).data).toEqual({ penalty: null });
        expect((await ask(decisionNo, prefixes("6205"))).data).toEqual({ penalty: null });
      }
      const answer = await ask("N2", prefixes("620102"));
      expect(answer).toMatchObject({ data: { penalty: { decisionNo: "N2", fine: null, note: "hidden" } }, errors: [] });
      expect(answer.reads.outOfScopePaths).toEqual(["penalty.fine"]);
      expect((await ask("N4", { kind: "ALL" })).reads.subjects).toEqual([{ type: "Person", id: "P1", verb: "READ" }]);
    });

    test("never widen by an `or` in the condition of another", async () => {
      const scoped = { levels: { "Company.ownerName": "FULL" }, scopes: { Company: { kind: "ALL" } } } as const;
      const answer = await caller.ask(
        '{ companies(filter: { region: "6201", owner: "李示例" }) { edges { node { name } } } }',
        scoped,
      );
      expect(answer.data).toEqual({ companies: { edges: [] } });
    });
  });

  describe("children", () => {
    const levels = { "Person.idNumber": "FULL", "Person.name": "FULL", "Person.penalties": "FULL" } as const;

    test("of all parents come with one statement, each parent's own, up to its limit", async () => {
      const answer = await caller.ask(
        "{ companies { edges { node { companyId penalties(first: 1) { decisionNo } all: penalties { decisionNo } } } } }",
      );
      expect(answer.data?.["companies"]).toEqual({
        edges: [
          { node: { companyId: "C3", penalties: [], all: [] } },
          { node: { companyId: "C2", penalties: [{ decisionNo: "N3" }], all: [{ decisionNo: "N3" }] } },
          { node: { companyId: "C1", penalties: [{ decisionNo: "N1" }], all: [{ decisionNo: "N1" }] } },
        ],
      });
      expect(caller.statements).toHaveLength(3);
    });

    test("are not asked for a parent that is out of scope", async () => {
      const text = "query ($n: Number!) { person(idNumber: $n) { penalties { decisionNo } } }";
      const answer = await caller.ask(
        text,
        { levels, scopes: { Person: prefixes("6299") } },
        { n: "629901199001010011" },
      );
      expect(answer.data).toEqual({ person: null });
      expect(caller.statements).toHaveLength(1);
    });

    test.each([0, -1, 201])("refuse a limit of %i", async (first) => {
      const answer = await caller.ask(
        `{ companies(first: 1) { edges { node { penalties(first: ${first}) { fine } } } } }`,
      );
      expect(answer.errors).toEqual([{ code: "BAD_USER_INPUT", path: ["companies", "edges", 0, "node", "penalties"] }]);
    });
  });

  describe("pages", () => {
    const ask = (args: string) =>
      caller.ask(`{ companies(${args}) { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }`);
    const pageOf = (answer: Awaited<ReturnType<typeof ask>>) =>
      answer.data?.["companies"] as {
        edges: { cursor: string; node: { name: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };

    test("follow one another without a gap or an overlap", async () => {
      const names: string[] = [];
      for (let after = "", hasNextPage = true; hasNextPage; ) {
        const answer = await ask(`first: 1${after}`);
        const { edges, pageInfo } = pageOf(answer);
        names.push(...edges.map(({ node }) => node.name));
        expect(answer.reads.rowCounts).toEqual({ Company: 1 });
        after = `, after: "${pageInfo.endCursor}"`;
        hasNextPage = pageInfo.hasNextPage;
      }
      expect(names).toEqual(["丙示例公司", "乙示例公司", "甲示例公司"]);
    });

    test("refuse a cursor that is none", async () => {
      const cursor = pageOf(await ask("first: 1")).edges[0]?.cursor ?? "";
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const forged = [
        "x",
        `${cursor}=`,
        `${cursor}A`,
        encode([]),
        encode(["a"]),
        encode(["a", "b", "c"]),
        encode({ 0: "a" }),
        encode(["a", 1]),
        encode(["a\0", "b"]),
        "A".repeat(600),
      ];
      for (const after of forged) {
        expect((await ask(`after: "${after}"`)).errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
      }
    });

    test.each([0, -1, 101])("refuse %i rows", async (first) => {
      expect((await ask(`first: ${first}`)).errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    });

    test("with a filter prepare one statement for each set of filters, whatever the values", async () => {
      await ask('filter: { region: "6201" }');
      const [first] = caller.statements;
      const answer = await ask('filter: { region: "620171" }');
      expect(caller.statements).toEqual([first]);
      expect(pageOf(answer).edges.map(({ node }) => node.name)).toEqual(["丙示例公司"]);
    });
  });
});
