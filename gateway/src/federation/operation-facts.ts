import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from "graphql";
import { OWN_GRAPH } from "../own-graph/own-graph.ts";
import { SERVICE_OBJECT_SCALAR, SUBJECT_TYPE_ENUM } from "../policy/service-object.ts";

/** What one operation's text says, whoever asks and with whatever values. */
export interface OperationFacts {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables that `@skip` and `@include` use. */
  readonly conditionVariables: readonly string[];
  /** Variables that hold a service object code. */
  readonly codeVariables: readonly string[];
  /** Variables that state the kind of a service object. */
  readonly subjectTypeVariables: readonly string[];
  /** Variables that hold input objects. */
  readonly inputVariables: readonly { readonly name: string; readonly type: GraphQLInputType }[];
  /** Variables that hold claims about subjects. */
  readonly claimVariables: readonly string[];
  /** Introspection fields at the root, answered beside the plan; null when there is none. */
  readonly introspection: DocumentNode | null;
  /** Whether some field has the name of one that the gateway answers itself. */
  readonly mayAskOwnFields: boolean;
}

export function readFacts(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  claimInputs: ReadonlySet<string>,
): OperationFacts {
  const variables = (operation.variableDefinitions ?? []).map((definition) => ({
    name: definition.variable.name.value,
    type: typeFromAST(schema, definition.type) as GraphQLInputType,
  }));
  return {
    fragments: new Map(
      document.definitions
        .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
        .map((node) => [node.name.value, node]),
    ),
    conditionVariables: conditionVariables(document),
    codeVariables: variables.filter(({ type }) => getNamedType(type)?.name === SERVICE_OBJECT_SCALAR).map(nameOf),
    subjectTypeVariables: variables.filter(({ type }) => getNamedType(type)?.name === SUBJECT_TYPE_ENUM).map(nameOf),
    inputVariables: variables.filter(({ type }) => isInputObjectType(getNamedType(type))),
    claimVariables: variables.filter(({ type }) => claimInputs.has(getNamedType(type)?.name)).map(nameOf),
    introspection: introspectionOf(document, operation),
    mayAskOwnFields: namesOwnField(document),
  };
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function namesOwnField(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field(node) {
      isFound ||= OWN_GRAPH.fields.has(node.name.value);
    },
  });
  return isFound;
}

function introspectionOf(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode | null {
  const { selections } = operation.selectionSet;
  const asked = selections.filter((node) => node.kind === Kind.FIELD && INTROSPECTION_FIELDS.has(node.name.value));
  if (asked.length === 0) return null;
  const only = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: asked } } as const;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [only, ...fragments] };
}

const INTROSPECTION_FIELDS: ReadonlySet<string> = new Set(["__schema", "__type"]);
