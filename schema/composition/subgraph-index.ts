import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from "graphql";
import {
  countedTypeIn,
  type Governed,
  governedIn,
  isNeutral,
  keyFieldsIn,
  type Reads,
  readsIn,
} from "../governance.ts";
import type { Coordinate } from "../levels.ts";

export interface IndexedField {
  readonly subgraph: string;
  readonly coordinate: Coordinate;
  /** The field's own classification, or its type's default. */
  readonly governed: Governed | undefined;
  readonly isKey: boolean;
  /** The type whose rows it counts. */
  readonly counts: string | undefined;
}

/** An argument or an input field. */
export interface IndexedInput {
  readonly subgraph: string;
  readonly coordinate: Coordinate;
  readonly reads: Reads | undefined;
  readonly isNeutral: boolean;
}

export interface IndexedOutputType {
  readonly subgraph: string;
  readonly coordinate: Coordinate;
  /** The default for all its fields, which only a structural type may have. */
  readonly governed: Governed | undefined;
  readonly hasKey: boolean;
}

export interface SubgraphIndex {
  readonly name: string;
  readonly document: DocumentNode;
  readonly fields: readonly IndexedField[];
  readonly inputs: readonly IndexedInput[];
  readonly types: readonly IndexedOutputType[];
}

interface IndexedType {
  readonly name: string;
  readonly isInput: boolean;
  readonly directives: ConstDirectiveNode[];
  readonly fields: (FieldDefinitionNode | InputValueDefinitionNode)[];
}

const OUTPUT_KINDS: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
]);

function hasFields(definition: {
  kind: string;
}): definition is (TypeDefinitionNode | TypeExtensionNode) & { fields?: readonly FieldDefinitionNode[] } {
  return (
    OUTPUT_KINDS.has(definition.kind) ||
    definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION
  );
}

/** Definitions and extensions of one name count as one type. */
function typesOf(document: DocumentNode): IndexedType[] {
  const types = new Map<string, IndexedType>();
  for (const definition of document.definitions) {
    if (!hasFields(definition)) continue;
    const name = definition.name.value;
    const type = types.get(name) ?? { name, isInput: !OUTPUT_KINDS.has(definition.kind), directives: [], fields: [] };
    type.directives.push(...(definition.directives ?? []));
    type.fields.push(...(definition.fields ?? []));
    types.set(name, type);
  }
  return [...types.values()];
}

function inputOf(subgraph: string, coordinate: Coordinate, { directives }: InputValueDefinitionNode): IndexedInput {
  return { subgraph, coordinate, reads: readsIn(directives), isNeutral: isNeutral(directives) };
}

function inputsOf(subgraph: string, { name, isInput, fields }: IndexedType): IndexedInput[] {
  if (isInput)
    return fields.map((field) => inputOf(subgraph, `${name}.${field.name.value}`, field as InputValueDefinitionNode));
  return (fields as FieldDefinitionNode[]).flatMap((field) =>
    (field.arguments ?? []).map((argument) =>
      inputOf(subgraph, `${name}.${field.name.value}(${argument.name.value}:)`, argument),
    ),
  );
}

function fieldsOf(subgraph: string, { name, isInput, fields, directives }: IndexedType): IndexedField[] {
  if (isInput) return [];
  const keys = new Set(keyFieldsIn(directives));
  const typeDefault = governedIn(directives);
  return fields.map((field) => ({
    subgraph,
    coordinate: `${name}.${field.name.value}`,
    governed: governedIn(field.directives) ?? typeDefault,
    isKey: keys.has(field.name.value),
    counts: countedTypeIn(field.directives),
  }));
}

function outputTypeOf(subgraph: string, { name, directives }: IndexedType): IndexedOutputType {
  return { subgraph, coordinate: name, governed: governedIn(directives), hasKey: keyFieldsIn(directives).length > 0 };
}

/** What one subgraph declares, by coordinate. */
export function indexSubgraph(name: string, document: DocumentNode): SubgraphIndex {
  const types = typesOf(document);
  return {
    name,
    document,
    fields: types.flatMap((type) => fieldsOf(name, type)),
    inputs: types.flatMap((type) => inputsOf(name, type)),
    types: types.filter(({ isInput }) => !isInput).map((type) => outputTypeOf(name, type)),
  };
}
