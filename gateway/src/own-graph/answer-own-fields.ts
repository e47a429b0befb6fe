import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { collectFields } from "../policy/collect-fields.ts";
import type { OwnContext } from "./own-context.ts";
import { OWN_GRAPH } from "./own-graph.ts";
import { ownResolvers } from "./own-resolvers.ts";

export interface OwnOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced variables. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Answers the fields of Query that are the gateway's own, under the caller's response keys. */
export async function answerOwnFields(own: OwnOperation, context: OwnContext): Promise<ExecutionResult> {
  const { schema, operation, values } = own;
  const asked = ownFieldsOf(own);
  const only: OperationDefinitionNode = { ...operation, selectionSet: selectionSet(asked) };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [only, ...own.fragments.values()] };
  return execute({
    schema,
    document,
    rootValue: ownResolvers,
    contextValue: context,
    variableValues: values,
  });
}

/** Collected as execution would, so that no fragment or alias hides one. */
function ownFieldsOf({ schema, operation, fragments, values }: OwnOperation): FieldNode[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const input = { schema, fragments, conditionValues: values };
  return [...collectFields(input, query, [operation.selectionSet]).values()]
    .filter(({ name }) => OWN_GRAPH.fields.has(name))
    .map(({ key, node, selectionSets }) => ({
      ...node,
      alias: { kind: Kind.NAME, value: key },
      directives: [],
      ...(selectionSets.length > 0
        ? { selectionSet: selectionSet(selectionSets.flatMap(({ selections }) => selections)) }
        : {}),
    }));
}

function selectionSet(selections: SelectionSetNode["selections"]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
