import { buildSchema, parse, visit } from "graphql";
import { describe, expect, test } from "vitest";
import { cloneDatabase } from "../../../../tests/support/database.ts";
import type { Capability } from "../capability.ts";
import { useTestRegister } from "../test-register/caller.ts";
import { adaptiveExecutor, compile, compilingExecutor, interpretingExecutor } from "./executor.ts";

const interpreted = useTestRegister(cloneDatabase, interpretingExecutor);
const compiled = useTestRegister(cloneDatabase, compilingExecutor);
const adaptive = useTestRegister(cloneDatabase, adaptiveExecutor);

const views: Partial<Capability>[] = [
  {},
  {
    levels: {
      "Person.idNumber": "FULL",
      "Person.name": "MASKED",
      "Company.ownerName": "FULL",
      "Company.owner": "FULL",
    },
    scopes: { Person: { kind: "PREFIXES", prefixes: ["6201"] }, Company: { kind: "PREFIXES", prefixes: ["6205"] } },
  },
];

const questions: [string, Record<string, unknown>][] = [
  ['{ a: company(companyId: "C1") { __typename id: companyId } b: company(companyId: "C9") { name } }', {}],
  ['{ subject(id: "C1") { __typename ... on Company { name ownerName } } }', {}],
  [
    "query ($yes: Boolean!, $no: Boolean = false) { companies { edges @include(if: $yes) { node { name @skip(if: $no) region @include(if: $no) } } } }",
    { yes: true },
  ],
  [
    "query ($n: Number!) { person(idNumber: $n) { ...F } } fragment F on Person { name ...G } fragment G on Person { personId }",
    { n: "629901199001010011" },
  ],
  ["query ($n: [Number!]!) { persons(idNumbers: $n) { personId } }", { n: "629901199001010011" }],
  ["query ($n: [Number!]!) { persons(idNumbers: $n) { personId } }", { n: ["x"] }],
  [
    "query ($first: Int = 2, $f: CompanyFilter) { companies(first: $first, filter: $f) { edges { cursor node { ownerName owner { name } penalties { decisionNo fine } } } pageInfo { hasNextPage endCursor } } }",
    { f: { region: "620" } },
  ],
  ["{ companies(first: 1) { edges { node { penalties(first: 0) { fine } name } } } broken }", {}],
  [
    "query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Company { name ownerName } } }",
    {
      r: [
        { __typename: "Company", companyId: "C2" },
        { __typename: "Company", companyId: "?" },
      ],
    },
  ],
  ["query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", { r: [{ __typename: "Origin" }] }],
];

test("a document that is shared and frozen compiles too", () => {
  const document = parse("{ a { __typename } }", { noLocation: true });
  visit(document, { enter: (node) => void Object.freeze(node) });
  expect(compile(buildSchema("type Query { a: Query }"), document)).not.toBeNull();
});

describe("a compiled document answers and reports as an interpreted one", () => {
  test.each(questions)("%s", async (text, variables) => {
    for (const view of views) {
      const expected = await interpreted.ask(text, view, variables);
      expect(await compiled.ask(text, view, variables)).toEqual(expected);
    }
  });

  test("from the first question to the one that compiles it", async () => {
    const [text, variables] = questions[6] ?? ["", {}];
    const expected = await interpreted.ask(text, views[1], variables);
    for (let n = 0; n < 6; n++) expect(await adaptive.ask(text, views[1], variables)).toEqual(expected);
  });
});
