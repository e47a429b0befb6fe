import type { Coordinate, ReadMode, SharingAttribute } from "@tongshu/schema";
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  valueFromASTUntyped,
} from "graphql";

export interface FieldRule {
  readonly sharing: SharingAttribute;
  /** Pseudonyms and public numbers that join registers; they travel inside whatever the levels. */
  readonly isKey: boolean;
}

export interface ArgumentRule {
  /** Coordinates asked by; empty for an argument that reads nothing. */
  readonly reads: readonly Coordinate[];
  readonly by: ReadMode;
}

/** What a subgraph's own SDL says about its fields and arguments; what it does not say is refused. */
export interface Classification {
  readonly fields: ReadonlyMap<Coordinate, FieldRule>;
  readonly arguments: ReadonlyMap<Coordinate, ArgumentRule>;
}

export function classify(sdl: DocumentNode): Classification {
  const fields = new Map<Coordinate, FieldRule>();
  const args = new Map<Coordinate, ArgumentRule>();
  for (const definition of sdl.definitions) {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of definition.fields ?? [])
        addArgument(args, `${definition.name.value}.${field.name.value}`, field);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const keys = keyFields(definition.directives ?? []);
    for (const field of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${field.name.value}`;
      const sharing = sharingOf(field) ?? sharingOf(definition);
      const isKey = keys.has(field.name.value);
      if (sharing || isKey) fields.set(coordinate, { sharing: sharing ?? "CONDITIONAL", isKey });
      for (const arg of field.arguments ?? []) addArgument(args, `${coordinate}(${arg.name.value}:)`, arg);
    }
  }
  return { fields, arguments: args };
}

function addArgument(
  into: Map<Coordinate, ArgumentRule>,
  coordinate: Coordinate,
  node: InputValueDefinitionNode,
): void {
  const reads = find(node.directives, "reads");
  if (reads) {
    const { fields, by = "FILTER" } = valuesOf(reads) as { fields: Coordinate[]; by?: ReadMode };
    into.set(coordinate, { reads: fields, by });
  } else if (find(node.directives, "neutral")) {
    into.set(coordinate, { reads: [], by: "FILTER" });
  }
}

type Governed = FieldDefinitionNode | Pick<ObjectTypeDefinitionNode, "directives">;

function sharingOf(node: Governed): SharingAttribute | undefined {
  const governed = find(node.directives, "governed");
  return governed && (valuesOf(governed)["sharing"] as SharingAttribute);
}

/** Every key of our types is one field, or a few side by side. */
function keyFields(directives: readonly ConstDirectiveNode[]): ReadonlySet<string> {
  const keys = directives.filter(({ name }) => name.value === "key");
  return new Set(keys.flatMap((key) => String(valuesOf(key)["fields"]).split(/\s+/)));
}

function find(directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode | undefined {
  return directives?.find((directive) => directive.name.value === name);
}

function valuesOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
