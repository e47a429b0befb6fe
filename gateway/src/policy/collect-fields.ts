import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** One response key of one object: every selection that shares the key, merged as execution would merge it. */
export interface CollectedField {
  readonly key: string;
  readonly name: string;
  readonly node: FieldNode;
  readonly selectionSets: SelectionSetNode[];
}

export interface CollectInput {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced values of the variables that `@skip` and `@include` use. */
  readonly conditionValues: Readonly<Record<string, unknown>>;
}

/**
 * The fields that execution would collect for `type`, in response order, with fragments opened and conditions decided.
 * Deciding on this form closes the ways around a check on text: aliases, spreads, merged keys, unused fragments.
 */
export function collectFields(
  input: CollectInput,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, CollectedField> {
  const collected = new Map<string, CollectedField>();
  for (const set of selectionSets) collectInto(collected, input, type, set.selections);
  return collected;
}

function collectInto(
  collected: Map<string, CollectedField>,
  input: CollectInput,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
): void {
  for (const node of selections) {
    if (isLeftOut(node, input.conditionValues)) continue;
    if (node.kind === Kind.FIELD) addField(collected, node);
    else {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : input.fragments.get(node.name.value);
      if (fragment && doesApply(input.schema, type, fragment.typeCondition?.name.value)) {
        collectInto(collected, input, type, fragment.selectionSet.selections);
      }
    }
  }
}

function addField(collected: Map<string, CollectedField>, node: FieldNode): void {
  const key = node.alias?.value ?? node.name.value;
  const known = collected.get(key);
  const field = known ?? { key, name: node.name.value, node, selectionSets: [] };
  if (!known) collected.set(key, field);
  if (node.selectionSet) field.selectionSets.push(node.selectionSet);
}

function isLeftOut(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (!node.directives?.length) return false;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.["if"] === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.["if"] === false;
}

function doesApply(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}
