import type { Classification } from "@tongshu/schema";
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from "graphql";
import type { AccessView } from "./access-view.ts";
import { decideField } from "./decide.ts";

/**
 * Whether a view shows anything of `type`, so that even `__typename` may tell that a row exists. A structural type (a
 * connection, an edge) shows what the types behind it show.
 */
export function isTypeVisible(
  schema: GraphQLSchema,
  classification: Classification,
  view: AccessView,
  type: GraphQLObjectType,
): boolean {
  const fields = Object.values(type.getFields());
  if (!isStructural(classification, type)) {
    return fields.some((field) => decideField(classification, view, type.name, field.name, true).verdict !== "DENIED");
  }
  const governed = fields
    .flatMap((field) => possibleTypes(schema, getNamedType(field.type)))
    .filter((inner) => inner !== type && !isLeafStructure(classification, inner));
  return governed.length === 0 || governed.some((inner) => isTypeVisible(schema, classification, view, inner));
}

/** Page information and the like: structure that leads nowhere. */
function isLeafStructure(classification: Classification, type: GraphQLObjectType): boolean {
  const leadsOn = Object.values(type.getFields()).some((field) => isObjectType(getNamedType(field.type)));
  return isStructural(classification, type) && !leadsOn;
}

function isStructural(classification: Classification, type: GraphQLObjectType): boolean {
  const [field] = Object.keys(type.getFields());
  return classification.fields.get(`${type.name}.${field}`)?.isStructural === true;
}

/** The object types a value of `type` can have; none for a scalar or an enum. */
export function possibleTypes(schema: GraphQLSchema, type: unknown): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
