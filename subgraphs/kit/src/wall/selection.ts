import type { Coordinate } from "@tongshu/schema";
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** Everything one document asks for, whoever asks. */
export interface Selection {
  /** Each field, on each object type it may be answered by. */
  readonly fields: ReadonlySet<Coordinate>;
  /** Each argument and each input field written in the document. */
  readonly arguments: ReadonlySet<Coordinate>;
  /** Variables that carry input objects; what they ask by is known only when the values are. */
  readonly inputVariables: ReadonlyMap<string, GraphQLInputType>;
  /** The fields by object type. */
  readonly requested: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Collects from the whole document, so that no alias, fragment, condition or unused operation hides a field: `@skip` and
 * `@include` count as asked, and a field on an interface counts for each type behind it.
 */
export function collectSelection(schema: GraphQLSchema, document: DocumentNode): Selection {
  const fields = new Set<Coordinate>();
  const args = new Set<Coordinate>();
  const inputVariables = new Map<string, GraphQLInputType>();
  const requested = new Map<string, Set<string>>();
  const typeInfo = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(typeInfo, {
    Field(node) {
      const parent = typeInfo.getParentType();
      const answering = parent && isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
      for (const type of answering) {
        if (!type || node.name.value === "__typename") continue;
        fields.add(`${type.name}.${node.name.value}`);
        requested.set(type.name, (requested.get(type.name) ?? new Set()).add(node.name.value));
        for (const arg of node.arguments ?? []) args.add(`${type.name}.${node.name.value}(${arg.name.value}:)`);
      }
    },
    ObjectField(node) {
      const input = getNamedType(typeInfo.getParentInputType());
      args.add(`${input?.name}.${node.name.value}`);
    },
    Variable(node, _key, parent) {
      const type = typeInfo.getInputType();
      const isDefinition = parent !== undefined && "kind" in parent && parent.kind === "VariableDefinition";
      if (type && !isDefinition && isInputObjectType(getNamedType(type))) inputVariables.set(node.name.value, type);
    },
  });
  visit(document, visitor);
  return { fields, arguments: args, inputVariables, requested };
}

/** The input fields that a coerced value gives, at any depth. */
export function givenInputFields(type: GraphQLInputType, value: unknown): Coordinate[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item) => givenInputFields(type, item));
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = named.getFields()[name];
    return field ? [`${named.name}.${name}`, ...givenInputFields(field.type, inner)] : [`${named.name}.${name}`];
  });
}
