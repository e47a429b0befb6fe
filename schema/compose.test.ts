import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CompositionRefused, composeSupergraph, type SubgraphSource } from "./compose.ts";
import { SUBGRAPH_NAMES } from "./subgraph-sdl.ts";

const SHARED = readFileSync(new URL("shared.graphql", import.meta.url), "utf8");
const HEAD = SHARED.slice(0, SHARED.search(/\n"""[^"]*"""\nscalar /));
const OPEN = '@governed(owner: "GSO", sensitivity: "L1", sharing: "UNCONDITIONAL")';
const CLOSED = '@governed(owner: "PSD", sensitivity: "L3", sharing: "CONDITIONAL")';

/** A whole, sound subgraph; each case below spoils one thing. */
const SOUND = `${HEAD}
type Query {
  thing(id: ID! @reads(fields: ["Thing.id"], by: "LOOKUP")): Thing ${OPEN}
  things(filter: ThingFilter @neutral, first: Int = 20 @neutral): [Thing] ${OPEN}
}
input ThingFilter { name: String @reads(fields: ["Thing.name"]) }
type Thing @key(fields: "id") { id: ID ${OPEN} name: String ${CLOSED} box: Box ${CLOSED} }
type Box ${OPEN} { size: Int }
`;

const OTHER = `${HEAD}
type Thing @key(fields: "id") { id: ID ${OPEN} colour: String ${CLOSED} }
`;

function spoil(from: string, to: string): SubgraphSource[] {
  expect(SOUND).toContain(from);
  return [{ name: "things", sdl: SOUND.replace(from, to) }];
}

function problemsOf(sources: readonly SubgraphSource[]): string[] {
  try {
    composeSupergraph(sources);
  } catch (error) {
    if (error instanceof CompositionRefused) return error.problems.map(({ rule, at }) => `${rule} ${at}`);
    throw error;
  }
  return [];
}

describe("composeSupergraph", () => {
  it("composes sound subgraphs and keeps every declaration", () => {
    const { supergraphSdl } = composeSupergraph([
      { name: "things", sdl: SOUND },
      { name: "colours", sdl: OTHER },
    ]);
    expect(supergraphSdl).toContain('colour: String @join__field(graph: COLOURS) @governed(owner: "PSD"');
    expect(supergraphSdl).toMatch(/type Box\s+@join__type\(graph: THINGS\)\s+@governed/);
    expect(supergraphSdl).toContain('@reads(fields: ["Thing.id"], by: "LOOKUP")');
    expect(supergraphSdl).toContain('name: String @reads(fields: ["Thing.name"])');
  });

  it("composes the five registers", () => {
    const { supergraphSdl } = composeSupergraph();
    for (const name of SUBGRAPH_NAMES) expect(supergraphSdl).toContain(`@join__graph(name: "${name}"`);
  });

  const things = 'owner: "PSD", sensitivity: "L3", sharing: "CONDITIONAL"';
  it.each([
    ["a field without a class", `name: String ${CLOSED}`, "name: String", "UNGOVERNED_FIELD Thing.name"],
    ["a value type without a default", `type Box ${OPEN}`, "type Box", "UNGOVERNED_FIELD Box.size"],
    [
      "an argument that declares nothing",
      "first: Int = 20 @neutral",
      "first: Int = 20",
      "UNDECLARED_ARGUMENT Query.things(first:)",
    ],
    [
      "an argument that declares both",
      "first: Int = 20 @neutral",
      'first: Int = 20 @neutral @reads(fields: ["Thing.name"])',
      "UNDECLARED_ARGUMENT Query.things(first:)",
    ],
    [
      "an input field that declares nothing",
      '@reads(fields: ["Thing.name"])',
      "",
      "UNDECLARED_ARGUMENT ThingFilter.name",
    ],
    ["an unknown owner", things, 'owner: "XXX", sensitivity: "L3", sharing: "CONDITIONAL"', "UNKNOWN_OWNER Thing.name"],
    [
      "an unknown sensitivity",
      things,
      'owner: "PSD", sensitivity: "L9", sharing: "CONDITIONAL"',
      "UNKNOWN_SENSITIVITY Thing.name",
    ],
    [
      "an unknown sharing attribute",
      things,
      'owner: "PSD", sensitivity: "L3", sharing: "conditional"',
      "UNKNOWN_SHARING Thing.name",
    ],
    [
      "NOT_SHARED without a law",
      things,
      'owner: "PSD", sensitivity: "L3", sharing: "NOT_SHARED"',
      "CITATION_MISSING Thing.name",
    ],
    ["an unknown read mode", 'by: "LOOKUP"', 'by: "GUESS"', "UNKNOWN_READ_MODE Query.thing(id:)"],
    ["@reads of a field that is not there", '["Thing.name"]', '["Thing.nome"]', "UNKNOWN_COORDINATE ThingFilter.name"],
    ["@reads of nothing", '["Thing.name"]', "[]", "UNKNOWN_COORDINATE ThingFilter.name"],
    [
      "a default on an entity",
      'type Thing @key(fields: "id")',
      `type Thing @key(fields: "id") ${OPEN}`,
      "DEFAULT_ON_ENTITY Thing",
    ],
    ["a default on the root type", "type Query {", `type Query ${OPEN} {`, "DEFAULT_ON_ENTITY Query"],
    ["a sensitive key", `id: ID ${OPEN}`, `id: ID ${CLOSED}`, "SENSITIVE_KEY Thing.id"],
    [
      "open counts",
      "type Query {",
      `type Query {\n  countOpen: Int @counts(type: "Thing") ${OPEN}`,
      "OPEN_COUNTS Query.countOpen",
    ],
    [
      "counts of a type there is not",
      "type Query {",
      `type Query {\n  countOther: Int @counts(type: "Other") ${CLOSED}`,
      "OPEN_COUNTS Query.countOther",
    ],
    [
      "counts below the root",
      "box: Box",
      `count: Int @counts(type: "Thing") ${CLOSED} box: Box`,
      "OPEN_COUNTS Thing.count",
    ],
    ["a directive we do not use", "box: Box", "box: Box @deprecated @tag", "FOREIGN_DIRECTIVE @tag"],
    ["a directive defined another way", "citation: String", "citation: Int", "REDEFINED_DIRECTIVE @governed"],
    [
      "a second directive of our kind",
      "type Query {",
      "directive @ungoverned on FIELD_DEFINITION\ntype Query {",
      "REDEFINED_DIRECTIVE @ungoverned",
    ],
    [
      "a renamed import",
      '"@counts"]',
      '{ name: "@counts", as: "@harmless" }]',
      "FOREIGN_LINK https://tongshu.example/governance/v1.0",
    ],
    [
      "a link under another name",
      'governance/v1.0"',
      'governance/v1.0", as: "g"',
      "FOREIGN_LINK https://tongshu.example/governance/v1.0",
    ],
    [
      "another federation version",
      "federation/v2.14",
      "federation/v2.3",
      "FOREIGN_LINK https://specs.apollo.dev/federation/v2.3",
    ],
    [
      "an import that reads for others",
      '"@shareable"',
      '"@shareable", "@requires"',
      "FOREIGN_LINK https://specs.apollo.dev/federation/v2.14",
    ],
    ["a directive composition would drop", '@composeDirective(name: "@reads")', "", "NOT_COMPOSED @reads"],
  ])("refuses %s", (_, from, to, problem) => {
    expect(problemsOf(spoil(from, to))).toContain(problem);
  });

  it("refuses a field that two subgraphs class differently", () => {
    const sdl = OTHER.replace(
      `id: ID ${OPEN}`,
      'id: ID @governed(owner: "GSO", sensitivity: "L2", sharing: "CONDITIONAL")',
    );
    const sources = [
      { name: "things", sdl: SOUND },
      { name: "colours", sdl },
    ];
    expect(problemsOf(sources)).toEqual(["CLASSIFIED_TWICE Thing.id"]);
  });

  it("refuses a default that another subgraph puts on an entity", () => {
    const sdl = `${HEAD}\ntype Thing ${OPEN} { weight: Int }`;
    expect(
      problemsOf([
        { name: "things", sdl: SOUND },
        { name: "weights", sdl },
      ]),
    ).toContain("DEFAULT_ON_ENTITY Thing");
  });

  it("refuses an argument that two subgraphs declare differently", () => {
    const field = (directive: string) => `\nextend type Box { part(at: Int ${directive}): Int ${OPEN} @shareable }`;
    const box = `${HEAD}\ntype Box ${OPEN} { size: Int @shareable }`;
    const things = SOUND.replace("{ size: Int }", "{ size: Int @shareable }");
    const sources = [
      { name: "things", sdl: things + field("@neutral") },
      { name: "boxes", sdl: box + field('@reads(fields: ["Box.size"])') },
    ];
    expect(problemsOf(sources)).toEqual(["CLASSIFIED_TWICE Box.part(at:)"]);
  });

  it("counts a field added by an extension", () => {
    const sdl = `${SOUND}\nextend type Thing { secret: String }`;
    expect(problemsOf([{ name: "things", sdl }])).toEqual(["UNGOVERNED_FIELD Thing.secret"]);
  });

  it("reports what federation itself refuses", () => {
    const twice = `${HEAD}\ntype Box ${OPEN} { size: Int }`;
    expect(
      problemsOf([
        { name: "things", sdl: SOUND },
        { name: "boxes", sdl: twice },
      ]),
    ).toEqual(["FEDERATION supergraph"]);
  });

  it("says every problem at once, in both languages", () => {
    const sources = spoil(`name: String ${CLOSED} box: Box ${CLOSED}`, "name: String box: Box");
    expect(problemsOf(sources)).toEqual(["UNGOVERNED_FIELD Thing.name", "UNGOVERNED_FIELD Thing.box"]);
    expect(() => composeSupergraph(sources)).toThrow(
      "things: Thing.name UNGOVERNED_FIELD 字段没有 @governed。 The field has no @governed.",
    );
  });
});
