import assert from "node:assert";
import { createHash } from "node:crypto";
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from "@apollo/query-planner";
import type { RegisterOperation } from "@tongshu/kit";
import { type DocumentNode, Kind, parse, type SelectionSetNode } from "graphql";
import type { Owners } from "../policy/owners.ts";

/** A plan of Apollo's planner in the form our executor runs: every document parsed, hashed and frozen once. */
export type FetchPlan = FetchStep | { readonly kind: "SEQUENCE" | "PARALLEL"; readonly steps: readonly FetchPlan[] };

export interface FetchStep {
  readonly kind: "FETCH";
  readonly register: string;
  readonly operation: RegisterOperation;
  readonly variableNames: readonly string[];
  /** Where in the answer the fetched objects stand; "@" goes through a list. Empty for a root fetch. */
  readonly path: readonly string[];
  /** What each entity must bring; null for a root fetch. */
  readonly requires: readonly QueryPlanSelectionNode[] | null;
  /** Types whose rows this register owns: an entity it answers is one it shows. */
  readonly ownedTypes: ReadonlySet<string>;
  /** Response keys this fetch adds at `path`. */
  readonly supplies: readonly string[];
  readonly renames: readonly KeyRename[];
}

/** The planner aliases fields of different types that would clash in one fetch; this takes the alias back. */
export interface KeyRename {
  readonly path: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Null when the operation asks nothing of any register. */
export function toFetchPlan(plan: QueryPlan, owners: Owners): FetchPlan | null {
  if (!plan.node) return null;
  assert(plan.node.kind !== "Subscription");
  return convert(plan.node, [], owners);
}

function convert(node: PlanNode, path: readonly string[], owners: Owners): FetchPlan {
  switch (node.kind) {
    case "Sequence":
      return { kind: "SEQUENCE", steps: node.nodes.map((inner) => convert(inner, path, owners)) };
    case "Parallel":
      return { kind: "PARALLEL", steps: node.nodes.map((inner) => convert(inner, path, owners)) };
    case "Flatten":
      return convert(node.node, [...path, ...node.path.map(String)], owners);
    case "Fetch":
      return fetchStep(node, path, owners);
    default:
      // Conditions were decided before pruning, and nothing of ours is deferred.
      throw new assert.AssertionError({ message: `unexpected plan node ${node.kind}` });
  }
}

function fetchStep(node: FetchNode, path: readonly string[], owners: Owners): FetchStep {
  assert(
    !node.inputRewrites?.length && !node.contextRewrites?.length,
    "the graph has no interface objects or contexts",
  );
  const document = deepFreeze(parse(node.operation, { noLocation: true }));
  return {
    kind: "FETCH",
    register: node.serviceName,
    operation: registerOperation(node.operation, document),
    variableNames: node.variableUsages ?? [],
    path,
    requires: node.requires ?? null,
    ownedTypes: new Set([...owners].flatMap(([type, owner]) => (owner === node.serviceName ? [type] : []))),
    supplies: suppliedKeys(document, node.requires !== undefined),
    renames: (node.outputRewrites ?? []).map((rewrite) => {
      assert(rewrite.kind === "KeyRenamer");
      return { path: rewrite.path.slice(0, -1), from: rewrite.path.at(-1) ?? "", to: rewrite.renameKeyTo };
    }),
  };
}

/** One register operation with its identity. */
export function registerOperation(text: string, document: DocumentNode): RegisterOperation {
  return { text, hash: createHash("sha256").update(text).digest("hex"), document };
}

function suppliedKeys(document: DocumentNode, isEntityFetch: boolean): string[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  assert(operation);
  const root = operation.selectionSet.selections[0];
  const set = isEntityFetch && root?.kind === Kind.FIELD ? root.selectionSet : operation.selectionSet;
  return set ? [...new Set(keysOf(set))].filter((key) => key !== "__typename") : [];
}

function keysOf(set: SelectionSetNode): string[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node.alias?.value ?? node.name.value];
    return node.kind === Kind.INLINE_FRAGMENT ? keysOf(node.selectionSet) : [];
  });
}

/** Freezes a document that is shared, so that no reader can change it for the next. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
