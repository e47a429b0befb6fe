import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  parse,
  type StringValueNode,
  type TypeNode,
  visit,
} from "graphql";
import { describe, expect, it } from "vitest";
import { CODE_TABLES } from "./codes/code-tables.ts";
import { composeSupergraph } from "./compose.ts";
import { directiveArguments, findDirective } from "./governance.ts";
import { loadSupergraphSdl, SUBGRAPH_NAMES, subgraphSdl } from "./subgraph-sdl.ts";

const CHILD_LIST_DEFAULT = "50";
const PAGE_DEFAULT = "20";
const MAX_LIMIT = 200;
/** Cells of a table of counts, which are not rows. */
const MAX_CELLS = 2_000;
/** A verification answers as many as are asked; an answer holds no row. */
const MAX_VERIFIED = 1000;
const EXTRA_LINE = /^(?:Unit|Standard|Source|Limit|Code): \S/;

const documents: readonly (readonly [string, DocumentNode])[] = SUBGRAPH_NAMES.map((name) => [
  name,
  parse(subgraphSdl(name)),
]);

function linesOf(description: StringValueNode | undefined): string[] {
  return description?.value.split("\n") ?? [];
}

/** A Chinese sentence, an English one, then lines with a known label. */
function isBilingual(description: StringValueNode | undefined): boolean {
  const [zh = "", en = "", ...rest] = linesOf(description);
  const hasChinese = /\p{Script=Han}/u.test(zh) && /。$/.test(zh);
  const hasEnglish = /^[A-Z0-9]/.test(en) && /\.$/.test(en) && !/\p{Script=Han}/u.test(en);
  return hasChinese && hasEnglish && rest.every((line) => EXTRA_LINE.test(line));
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function namedType(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : namedType(type.type);
}

function limitOf({ description }: FieldDefinitionNode): number | undefined {
  const line = linesOf(description).find((text) => text.startsWith("Limit: "));
  return line === undefined ? undefined : Number(line.slice("Limit: ".length));
}

function defaultOf({ arguments: list }: FieldDefinitionNode, name: string): string | undefined {
  const value = list?.find((argument) => argument.name.value === name)?.defaultValue;
  return value?.kind === Kind.INT ? value.value : undefined;
}

function eachField(document: DocumentNode, look: (coordinate: string, field: FieldDefinitionNode) => void): void {
  const types = document.definitions.filter(
    (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  for (const type of types)
    for (const field of type.fields ?? []) look(`${type.name.value}.${field.name.value}`, field);
}

describe.each(documents)("the SDL of %s", (_, document) => {
  it("describes every type, field, argument and enum value in both languages", () => {
    const missing: string[] = [];
    const look = (node: { name: { value: string }; description?: StringValueNode }) => {
      if (!isBilingual(node.description)) missing.push(node.name.value);
    };
    visit(document, {
      ObjectTypeDefinition: look,
      InterfaceTypeDefinition: look,
      UnionTypeDefinition: look,
      EnumTypeDefinition: look,
      EnumValueDefinition: look,
      ScalarTypeDefinition: look,
      InputObjectTypeDefinition: look,
      FieldDefinition: look,
      InputValueDefinition: look,
      DirectiveDefinition: look,
    });
    expect(missing).toEqual([]);
  });

  it("makes every field nullable, so that a denied one can be null", () => {
    const strict: string[] = [];
    eachField(document, (coordinate, { type }) => {
      if (type.kind === Kind.NON_NULL_TYPE) strict.push(coordinate);
    });
    expect(strict).toEqual([]);
  });

  it("caps every list, or pages it", () => {
    const endless: string[] = [];
    eachField(document, (coordinate, field) => {
      const limit = limitOf(field) ?? Number.POSITIVE_INFINITY;
      const isCounting = findDirective(field.directives, "counts") !== undefined;
      const most = isCounting ? MAX_CELLS : coordinate.startsWith("Query.verify") ? MAX_VERIFIED : MAX_LIMIT;
      if (isList(field.type) && !(limit <= most)) endless.push(coordinate);
    });
    expect(endless).toEqual([]);
  });

  it("lets a list of rows be asked for in part, and pages connections", () => {
    eachField(document, (coordinate, field) => {
      const first = field.arguments?.find(({ name }) => name.value === "first");
      const isConnection = namedType(field.type).name.value.endsWith("Connection");
      if (first !== undefined)
        expect([coordinate, defaultOf(field, "first")]).toEqual([
          coordinate,
          isConnection ? PAGE_DEFAULT : CHILD_LIST_DEFAULT,
        ]);
      if (isConnection)
        expect([coordinate, field.arguments?.map(({ name }) => name.value)]).toEqual([
          coordinate,
          expect.arrayContaining(["first", "after"]),
        ]);
    });
  });

  it("counts nothing", () => {
    const counting: string[] = [];
    eachField(document, (coordinate, field) => {
      if (/^(?:totalCount|count)$/.test(field.name.value)) counting.push(coordinate);
    });
    expect(counting).toEqual([]);
  });

  it("takes no JSON as input", () => {
    const outputOnly = new Set(["LicenceSurface", "JSON"]);
    visit(document, {
      InputValueDefinition: ({ name, type }) => {
        expect([name.value, outputOnly.has(namedType(type).name.value)]).toEqual([name.value, false]);
      },
    });
  });

  it("writes enum values in words, as the code tables have them, with the standard's code", () => {
    const tables: Readonly<Record<string, Readonly<Record<string, { code?: string; zh: string; en: string }>>>> =
      CODE_TABLES;
    visit(document, {
      EnumTypeDefinition: ({ name, values = [] }) => {
        const table = tables[name.value] ?? {};
        expect([name.value, values.map((value) => value.name.value)]).toEqual([name.value, Object.keys(table)]);
        for (const { name: word, description } of values) {
          expect(word.value).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/);
          const { zh, en, code } = table[word.value] ?? { zh: "", en: "" };
          const text = linesOf(description);
          expect([text[0]?.startsWith(zh), text[1]?.startsWith(en)]).toEqual([true, true]);
          expect(text.find((line) => line.startsWith("Code: "))).toBe(code === undefined ? undefined : `Code: ${code}`);
        }
      },
    });
  });

  it("has person-related types that nobody reads without a grant", () => {
    const conditional = new Set([
      "Person",
      "Household",
      "HouseholdMember",
      "Licence",
      "GovernanceEvent",
      "EventStep",
      "InvolvedParty",
    ]);
    const open: string[] = [];
    eachField(document, (coordinate, { directives }) => {
      const governed = findDirective(directives, "governed");
      const sharing = governed && directiveArguments(governed)["sharing"];
      if (conditional.has(coordinate.split(".")[0] ?? "") && sharing !== "CONDITIONAL") open.push(coordinate);
    });
    expect(open).toEqual([]);
  });

  it("opens no name of a person and no link to one", () => {
    const open: string[] = [];
    eachField(document, (coordinate, { name, type, directives }) => {
      const isPersonal =
        namedType(type).name.value === "Person" || /PersonId$|^(?:legalRepName|holderName)$/.test(name.value);
      const governed = findDirective(directives, "governed");
      if (!isPersonal || coordinate.startsWith("Query.") || governed === undefined) return;
      if (directiveArguments(governed)["sharing"] !== "CONDITIONAL") open.push(coordinate);
    });
    expect(open).toEqual([]);
  });

  it("opens nothing above L1", () => {
    const open: string[] = [];
    eachField(document, (coordinate, { directives }) => {
      const governed = findDirective(directives, "governed");
      const { sensitivity, sharing } = governed === undefined ? {} : directiveArguments(governed);
      if (sharing === "UNCONDITIONAL" && sensitivity !== "L1") open.push(coordinate);
    });
    expect(open).toEqual([]);
  });
});

describe("the generated supergraph", () => {
  it("equals a fresh composition", () => {
    expect(loadSupergraphSdl() === composeSupergraph().supergraphSdl, "run `hub compose` and commit the result").toBe(
      true,
    );
  });
});
