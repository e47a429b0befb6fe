import type { Classification } from "@tongshu/schema";
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  printSchema,
  specifiedScalarTypes,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from "graphql";
import { OWN_GRAPH } from "../own-graph/own-graph.ts";
import type { AccessView } from "./access-view.ts";
import { decideArgument, decideField } from "./decide.ts";
import { isTypeVisible, possibleTypes } from "./visible-types.ts";

type Definitions = ReadonlyMap<string, DefinitionNode>;

/** The graph as one view sees it, for introspection: no name of a hidden type, field, argument or enum value is in it. */
export class FilteredSchemas {
  readonly #definitions: Definitions;
  readonly #classification: Classification;
  readonly #apiSchema: GraphQLSchema;

  constructor(apiSchema: GraphQLSchema, classification: Classification) {
    const { definitions } = parse(printSchema(apiSchema));
    this.#definitions = new Map(
      definitions.flatMap((node) => ("name" in node && node.name ? [[node.name.value, node]] : [])),
    );
    this.#classification = classification;
    this.#apiSchema = apiSchema;
  }

  build(view: AccessView): GraphQLSchema {
    const visible = new Map<string, DefinitionNode>();
    for (const [name, node] of this.#definitions) visible.set(name, this.#filter(node, view));
    while (removeDangling(visible)) {
      // Each round may leave a type without fields, and its users without a type.
    }
    const kept = reachable(visible);
    const definitions = kept.length > 0 ? kept : [EMPTY_QUERY];
    return buildASTSchema({ kind: Kind.DOCUMENT, definitions } satisfies DocumentNode, { assumeValidSDL: true });
  }

  #filter(node: DefinitionNode, view: AccessView): DefinitionNode {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) return this.#filterObject(node, view);
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return this.#filterInput(node, view);
    return node;
  }

  #filterObject(node: ObjectTypeDefinitionNode, view: AccessView): ObjectTypeDefinitionNode {
    const type = node.name.value;
    // What the gateway says of the caller itself is everybody's.
    if (OWN_GRAPH.types.has(type)) return node;
    const fields = (node.fields ?? []).flatMap((field): FieldDefinitionNode[] => {
      if (type === "Query" && OWN_GRAPH.fields.has(field.name.value)) return [field];
      const decision = decideField(this.#classification, view, type, field.name.value, true);
      if (decision.verdict === "DENIED") return [];
      const args = (field.arguments ?? []).filter((argument) => {
        const coordinate = `${type}.${field.name.value}(${argument.name.value}:)`;
        return decideArgument(this.#classification, view, coordinate) === null;
      });
      return isAskable(field, args) && this.#leadsSomewhere(field, view) ? [{ ...field, arguments: args }] : [];
    });
    return { ...node, fields };
  }

  /** A connection to a hidden type is hidden: its very name would tell. */
  #leadsSomewhere(field: FieldDefinitionNode, view: AccessView): boolean {
    const types = possibleTypes(this.#apiSchema, this.#apiSchema.getType(namedType(field.type)));
    return types.length === 0 || types.some((type) => isTypeVisible(this.#apiSchema, this.#classification, view, type));
  }

  #filterInput(node: InputObjectTypeDefinitionNode, view: AccessView): InputObjectTypeDefinitionNode {
    const coordinateOf = (field: InputValueDefinitionNode) => `${node.name.value}.${field.name.value}`;
    const isHidden = (field: InputValueDefinitionNode) =>
      decideArgument(this.#classification, view, coordinateOf(field)) !== null;
    const isClaim = (field: InputValueDefinitionNode) =>
      this.#classification.inputs.get(coordinateOf(field))?.by === "VERIFY";
    const all = node.fields ?? [];
    const claims = all.filter(isClaim);
    // Without its number, or without a single claim, nothing can be verified by it.
    const isUseless =
      all.some((field) => isRequired(field) && isHidden(field)) || (claims.length > 0 && claims.every(isHidden));
    return { ...node, fields: isUseless ? [] : all.filter((field) => !isHidden(field)) };
  }
}

const EMPTY_QUERY = parse("type Query").definitions[0] as DefinitionNode;

function isRequired({ type, defaultValue }: InputValueDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && !defaultValue;
}

/** A field that cannot be asked without a hidden argument is hidden with it. */
function isAskable(field: FieldDefinitionNode, visible: readonly InputValueDefinitionNode[]): boolean {
  const required = (field.arguments ?? []).filter((argument) => argument.type.kind === Kind.NON_NULL_TYPE);
  return required.every((argument) => argument.defaultValue || visible.includes(argument));
}

/** Takes away types that have nothing left and whatever names them; true when something was taken. */
function removeDangling(types: Map<string, DefinitionNode>): boolean {
  const sizeBefore = weigh(types);
  for (const [name, node] of types) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) {
      const isLost = ({ type }: InputValueDefinitionNode) => !isKnown(types, type);
      const isKept = ({ type, arguments: args = [] }: FieldDefinitionNode) =>
        isKnown(types, type) && !args.some((argument) => isRequired(argument) && isLost(argument));
      const fields = node.fields?.filter(isKept) ?? [];
      if (fields.length === 0) types.delete(name);
      else types.set(name, { ...node, fields: fields.map((field) => withKnownArguments(types, field)) });
    } else if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      const fields = node.fields?.filter((field) => isKnown(types, field.type)) ?? [];
      if (fields.length === 0) types.delete(name);
      else types.set(name, { ...node, fields });
    } else if (node.kind === Kind.UNION_TYPE_DEFINITION) replaceUnion(types, node);
  }
  return weigh(types) < sizeBefore;
}

function replaceUnion(types: Map<string, DefinitionNode>, node: UnionTypeDefinitionNode): void {
  const members = node.types?.filter((member) => isKnown(types, member)) ?? [];
  if (members.length === 0) types.delete(node.name.value);
  else types.set(node.name.value, { ...node, types: members });
}

function withKnownArguments(types: Definitions, field: FieldDefinitionNode): FieldDefinitionNode {
  return { ...field, arguments: (field.arguments ?? []).filter((argument) => isKnown(types, argument.type)) };
}

function weigh(types: Definitions): number {
  let weight = types.size;
  for (const node of types.values()) {
    if ("fields" in node) weight += node.fields?.length ?? 0;
    if (node.kind === Kind.UNION_TYPE_DEFINITION) weight += node.types?.length ?? 0;
  }
  return weight;
}

function isKnown(types: Definitions, type: TypeNode): boolean {
  const name = namedType(type);
  return types.has(name) || specifiedScalarTypes.some((scalar) => scalar.name === name);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** Only what a walk from Query can reach: an enum of a hidden field is as hidden as the field. */
function reachable(types: Definitions): DefinitionNode[] {
  const kept = new Map<string, DefinitionNode>();
  const waiting = ["Query"];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = types.get(name);
    if (!node || kept.has(name)) continue;
    kept.set(name, node);
    waiting.push(...namesIn(node));
  }
  return [...kept.values()];
}

function namesIn(node: DefinitionNode): string[] {
  if (node.kind === Kind.UNION_TYPE_DEFINITION) return (node.types ?? []).map((member) => member.name.value);
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return (node.fields ?? []).map((field) => namedType(field.type));
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return (node.fields ?? []).flatMap((field) => [
    namedType(field.type),
    ...(field.arguments ?? []).map((argument) => namedType(argument.type)),
  ]);
}
