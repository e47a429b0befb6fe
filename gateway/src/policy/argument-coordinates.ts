import type { Coordinate } from "@tongshu/schema";
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  Kind,
  type ValueNode,
} from "graphql";

/** The coordinates of every argument and input field that `node` gives a value to. */
export function argumentCoordinates(
  parent: string,
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variableFields: ReadonlyMap<string, readonly Coordinate[]>,
): Coordinate[] {
  return (node.arguments ?? []).flatMap((argument) => {
    const name = argument.name.value;
    const type = definition.args.find((known) => known.name === name)?.type;
    const inner = type ? literalCoordinates(argument.value, type, variableFields) : [];
    return [`${parent}.${definition.name}(${name}:)`, ...inner];
  });
}

/** The coordinates of the input fields that a coerced variable value holds, at any depth. */
export function valueCoordinates(value: unknown, type: GraphQLInputType): Coordinate[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || value === null || value === undefined) return [];
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => valueCoordinates(item, named)))];
  const fields = named.getFields();
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = fields[key];
    return field ? [`${named.name}.${key}`, ...valueCoordinates(inner, field.type)] : [];
  });
}

function literalCoordinates(
  value: ValueNode,
  type: GraphQLInputType,
  variableFields: ReadonlyMap<string, readonly Coordinate[]>,
): readonly Coordinate[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  if (value.kind === Kind.VARIABLE) return variableFields.get(value.name.value) ?? [];
  if (value.kind === Kind.LIST) return value.values.flatMap((item) => literalCoordinates(item, named, variableFields));
  if (value.kind !== Kind.OBJECT) return [];
  const fields = named.getFields();
  return value.fields.flatMap((field) => {
    const known = fields[field.name.value];
    return known ? [`${named.name}.${known.name}`, ...literalCoordinates(field.value, known.type, variableFields)] : [];
  });
}
