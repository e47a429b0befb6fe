import { buildSchema, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { collectSelection, givenInputFields } from "./selection.ts";

const schema = buildSchema(`
  type Query { holder(by: Filter): Holder any: Any }
  interface Holder { name: String }
  type Person implements Holder { name: String born: String }
  type Company implements Holder { name: String }
  union Any = Person | Company
  input Filter { name: String and: [Filter!] }
`);
const collect = (text: string) => collectSelection(schema, parse(text));

describe("collects", () => {
  test("a field of an interface on each type behind it", () => {
    expect([...collect("{ holder { name } }").fields].sort()).toEqual(["Company.name", "Person.name", "Query.holder"]);
  });

  test("a field by its name and not by its alias, on the type its fragment narrows to", () => {
    const { fields } = collect(
      "{ a: any { ... on Person { name: born ...F } __typename } } fragment F on Holder { __typename }",
    );
    expect([...fields].sort()).toEqual(["Person.born", "Query.any"]);
  });

  test("the arguments and input fields that are written, and the variables that carry more", () => {
    const { arguments: args, inputVariables } = collect(
      "query ($f: [Filter!], $n: String) { holder(by: { name: $n, and: $f }) { __typename } }",
    );
    expect([...args].sort()).toEqual(["Filter.and", "Filter.name", "Query.holder(by:)"]);
    expect([...inputVariables.keys()]).toEqual(["f"]);
  });

  test("each operation and fragment of the document, used or not", () => {
    const { fields } = collect(
      "query A { any { __typename } } query B { holder { __typename } } fragment F on Person { born }",
    );
    expect([...fields].sort()).toEqual(["Person.born", "Query.any", "Query.holder"]);
  });
});

test("finds the input fields a value gives, at any depth and in lists", () => {
  const [type] = collect("query ($f: Filter) { holder(by: $f) { name } }").inputVariables.values();
  if (!type) throw new Error("no variable");
  expect(givenInputFields(type, { and: [{ name: "x" }, { and: [] }] })).toEqual([
    "Filter.and",
    "Filter.name",
    "Filter.and",
  ]);
  expect(givenInputFields(type, { other: 1 })).toEqual(["Filter.other"]);
  expect(givenInputFields(type, null)).toEqual([]);
});
