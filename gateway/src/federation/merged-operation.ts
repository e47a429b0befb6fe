import type { RegisterAnswer, RegisterOperation } from "@tongshu/kit";
import {
  type DocumentNode,
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type VariableDefinitionNode,
  visit,
} from "graphql";
import { deepFreeze, registerOperation } from "./fetch-plan.ts";

/** Several operations of one register as one: each part's root fields and variables under a prefix of its own. */
export function mergeOperations(operations: readonly RegisterOperation[]): RegisterOperation {
  const variableDefinitions: VariableDefinitionNode[] = [];
  const selections: SelectionNode[] = [];
  operations.forEach(({ document }, part) => {
    const operation = getOperationAST(withPrefixedVariables(document, part));
    variableDefinitions.push(...(operation?.variableDefinitions ?? []));
    for (const node of operation?.selectionSet.selections ?? []) selections.push(withPrefixedKey(node, part));
  });
  const text = print({
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ],
  });
  return registerOperation(text, deepFreeze(parse(text, { noLocation: true })));
}

/** The variables of all parts, each under its part's prefix. */
export function mergeVariables(parts: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  return Object.fromEntries(
    parts.flatMap((variables, part) => Object.entries(variables).map(([name, value]) => [prefix(part) + name, value])),
  );
}

/** What each part would have been answered. The account of what was read is the first part's: it is one account. */
export function splitAnswer(answer: RegisterAnswer, partCount: number): RegisterAnswer[] {
  return Array.from({ length: partCount }, (_, part) => {
    const mark = prefix(part);
    const isOwn = (key: unknown) => typeof key === "string" && key.startsWith(mark);
    const own = Object.entries(answer.data ?? {}).filter(([key]) => isOwn(key));
    const outOfScopePaths = answer.reads.outOfScopePaths.filter(isOwn).map((path) => path.slice(mark.length));
    return {
      data: answer.data && Object.fromEntries(own.map(([key, value]) => [key.slice(mark.length), value])),
      errors: answer.errors
        .filter(({ path }) => isOwn(path[0]) || (path.length === 0 && part === 0))
        .map(({ code, path }) => ({ code, path: [String(path[0] ?? "").slice(mark.length), ...path.slice(1)] })),
      reads: { ...(part === 0 ? answer.reads : NOTHING_READ), outOfScopePaths },
    };
  });
}

const NOTHING_READ = { subjects: [], omittedSubjectCount: 0, rowCounts: {} };

function prefix(part: number): string {
  return `m${part}_`;
}

function withPrefixedVariables(document: DocumentNode, part: number): DocumentNode {
  return visit(document, {
    Variable: (node) => ({ ...node, name: { ...node.name, value: prefix(part) + node.name.value } }),
  });
}

function withPrefixedKey(node: SelectionNode, part: number): SelectionNode {
  if (node.kind !== Kind.FIELD) return node;
  const key = prefix(part) + (node.alias?.value ?? node.name.value);
  return { ...node, alias: { kind: Kind.NAME, value: key } };
}
