import { describe, expect, test } from "vitest";
import { cloneDatabase } from "../../../../tests/support/database.ts";
import type { RowConditions, Scope } from "../capability.ts";
import { EXECUTORS, useTestRegister } from "../test-register/caller.ts";
import { viewHash } from "../view-hash.ts";

const ALL = { kind: "ALL" } as const;

describe.each(EXECUTORS)("$way", ({ executor }) => {
  const caller = useTestRegister(cloneDatabase, executor);
  const n = ["629901199001010011", "629901199202020022", "629909198503030033", "629901197004040044"];
  const levels = { "Person.idNumber": "VERIFY", "Person.name": "FULL", "Person.penalties": "FULL" } as const;
  const text = "query ($n: [Number!]!) { persons(idNumbers: $n) { personId name } }";

  const visible = async (scope: Scope) => {
    const answer = await caller.ask(text, { levels, scopes: { Person: scope } }, { n });
    const { persons } = answer.data as { persons: ({ personId: string } | null)[] };
    return persons.flatMap((person) => person?.personId ?? []);
  };
  const narrowed = (conditions: RowConditions) => visible({ ...ALL, conditions });

  test("a condition leaves the rows that hold one of its values", async () => {
    expect(await narrowed({ sex: ["F"] })).toEqual(["P2", "P4"]);
    expect(await narrowed({ sex: ["F", "M"] })).toEqual(["P1", "P2", "P3", "P4"]);
    expect(caller.statements).toHaveLength(1);
    expect(caller.statements[0]).toMatch(/"persons"\."sex" = any\(\$\d::text\[\]\)/);
  });

  test("all conditions hold, and the scope beside them, whatever its kind", async () => {
    expect(await narrowed({ sex: ["F"], origin: ["PSD"] })).toEqual(["P2"]);
    expect(await visible({ kind: "PREFIXES", prefixes: ["6205"], conditions: { sex: ["M"] } })).toEqual(["P1"]);
    expect(await visible({ kind: "SELF", personId: "P1", conditions: { sex: ["F"] } })).toEqual([]);
    expect(await visible({ kind: "SELF", personId: "P1", conditions: { sex: ["M"] } })).toEqual(["P1"]);
  });

  test("a condition without a value leaves no row", async () => {
    expect(await narrowed({ sex: [] })).toEqual([]);
  });

  test.each(["name", "toString", "__proto__"])(
    "a condition on %s, which the register cannot test, leaves no row",
    async (field) => {
      expect(await narrowed(Object.fromEntries([[field, ["张示例"]]]))).toEqual([]);
      expect(
        await narrowed(
          Object.fromEntries([
            ["sex", ["F", "M"]],
            [field, ["张示例"]],
          ]),
        ),
      ).toEqual([]);
      expect(caller.statements).toEqual([]);
    },
  );

  test("one document serves each view its own rows, in whatever order they ask", async () => {
    expect(await narrowed({ sex: ["F"] })).toEqual(["P2", "P4"]);
    expect(await visible(ALL)).toEqual(["P1", "P2", "P3", "P4"]);
    expect(await narrowed({ origin: ["PSD"] })).toEqual(["P1", "P2"]);
    expect(await narrowed({ sex: ["M"] })).toEqual(["P1", "P3"]);
  });

  test("who enters by a representation meets the condition too", async () => {
    const entities = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { personId name } } }";
    const r = ["P1", "P2"].map((personId) => ({ __typename: "Person", personId, sex: "F" }));
    const scopes = { Person: { ...ALL, conditions: { sex: ["F"] } } };
    const { data } = await caller.ask(entities, { levels, scopes }, { r });
    expect(data).toEqual({ _entities: [null, { personId: "P2", name: "李示例" }] });
  });

  test("open cells stay open, and the granted ones show where the condition holds", async () => {
    const page = "{ companies { edges { node { companyId ownerName } } } }";
    const scopes = { Company: { ...ALL, conditions: { companyId: ["C1", "C3"] } } };
    const answer = await caller.ask(page, { levels: { "Company.ownerName": "FULL" }, scopes });
    expect(answer.data?.["companies"]).toEqual({
      edges: [
        { node: { companyId: "C3", ownerName: null } },
        { node: { companyId: "C2", ownerName: null } },
        { node: { companyId: "C1", ownerName: "张示例" } },
      ],
    });
    expect(answer.reads.outOfScopePaths).toEqual(["companies.edges.node.ownerName"]);
  });

  test("the rows behind a relation obey the condition of their own type", async () => {
    const relation = "query ($n: [Number!]!) { persons(idNumbers: $n) { penalties { note } } }";
    const ask = (note: string) => {
      const scopes = { Person: ALL, Penalty: { ...ALL, conditions: { note: [note] } } };
      return caller.ask(relation, { levels: { ...levels, "Penalty.note": "FULL" }, scopes }, { n: n.slice(0, 1) });
    };
    expect((await ask("of a person")).data).toEqual({ persons: [{ penalties: [{ note: "of a person" }] }] });
    expect((await ask("open")).data).toEqual({ persons: [{ penalties: [] }] });
  });

  describe("of a type that another register owns", () => {
    const places =
      "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Place { placeId companies { name } } } }";
    const r = ["L1", "L2"].map((placeId) => ({ __typename: "Place", placeId }));
    const ask = (scope: Scope) =>
      caller.ask(places, { levels: { "Place.companies": "FULL" }, scopes: { Place: scope } }, { r });

    test("a condition on the key is decided here", async () => {
      const answer = await ask({ ...ALL, conditions: { placeId: ["L1"] } });
      expect(answer.data?.["_entities"]).toEqual([
        { placeId: "L1", companies: [{ name: "乙示例公司" }, { name: "甲示例公司" }] },
        { placeId: "L2", companies: null },
      ]);
      expect(answer.reads.outOfScopePaths).toEqual(["_entities.companies"]);
    });

    test("one on any other field is the owner's, who shows the object or does not", async () => {
      const { data } = await ask({ ...ALL, conditions: { size: ["SMALL"] } });
      expect(data?.["_entities"]).toMatchObject([{ companies: [{}, {}] }, { companies: [{}] }]);
    });
  });
});

test("views with other values are equal, views with other conditions are not", () => {
  const hash = (conditions?: RowConditions) =>
    viewHash({ levels: {}, scopes: { Person: conditions ? { ...ALL, conditions } : ALL } });
  expect(hash({ sex: ["F"], origin: ["PSD"] })).toBe(hash({ origin: ["HRS"], sex: ["M", "F"] }));
  expect(
    new Set([hash(), hash({ sex: ["F"] }), hash({ origin: ["PSD"] }), hash({ sex: ["F"], origin: [] })]).size,
  ).toBe(4);
});
