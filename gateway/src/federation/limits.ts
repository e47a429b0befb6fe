import { HubError } from "@tongshu/kit";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** Bounds on one operation, checked before anything is planned: the planner itself has no limit of time. */
export interface OperationLimits {
  /** Selections with every fragment spread opened. */
  readonly maxSelections: number;
  readonly maxDepth: number;
  readonly maxRootFields: number;
  /** Boolean variables in `@skip` and `@include`: each doubles the number of forms one text can take. */
  readonly maxConditions: number;
  /** Values that one answer could hold: lists times lists. */
  readonly maxNodes: number;
}

interface Extent {
  readonly selections: number;
  readonly depth: number;
  /** Fields of the set itself, with spreads opened. */
  readonly width: number;
}

/**
 * Refuses an operation that is too wide or too deep. Counts what the planner would see: a text of 900 characters with nested
 * fragments and aliases can expand to millions of selections.
 */
export function checkLimits(document: DocumentNode, operation: OperationDefinitionNode, limits: OperationLimits): void {
  const counter = new ExtentCounter(fragmentsOf(document), limits.maxSelections);
  const { selections, depth, width } = counter.of(operation.selectionSet);
  if (selections > limits.maxSelections) throw tooMuch("selections", `at most ${limits.maxSelections} selections`);
  if (depth > limits.maxDepth) throw tooMuch("depth", `at most ${limits.maxDepth} levels`);
  if (width > limits.maxRootFields) {
    throw tooMuch("rootFields", `at most ${limits.maxRootFields} root fields`);
  }
}

/** Refuses aliases in the reserved `__` name space: the executor reads `__typename` from what registers answer. */
export function checkAliases(document: DocumentNode): void {
  const waiting: SelectionSetNode[] = [];
  for (const node of document.definitions) if ("selectionSet" in node) waiting.push(node.selectionSet);
  for (let set = waiting.pop(); set; set = waiting.pop()) {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD && node.alias?.value.startsWith("__")) {
        throw new HubError("BAD_USER_INPUT", { field: "alias", rule: "RESERVED_NAME" });
      }
      if ("selectionSet" in node && node.selectionSet) waiting.push(node.selectionSet);
    }
  }
}

/**
 * Refuses aliases on `__schema` and below it and `__type`. Without them an answer is bounded by the schema itself; with
 * them a few thousand characters ask for all of it hundreds of times over.
 */
export function checkIntrospection(introspection: DocumentNode): void {
  const fragments = fragmentsOf(introspection);
  const opened = new Set<string>();
  const waiting: SelectionNode[] = [];
  for (const node of rootSelections(introspection)) {
    if (node.kind === Kind.FIELD && node.name.value === "__type")
      waiting.push(...(node.selectionSet?.selections ?? []));
    else waiting.push(node);
  }
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === Kind.FIELD && node.alias) {
      throw new HubError("BAD_USER_INPUT", { field: "alias", rule: "NO_ALIASES_IN_INTROSPECTION" });
    }
    if (node.kind !== Kind.FRAGMENT_SPREAD) waiting.push(...(node.selectionSet?.selections ?? []));
    else if (!opened.has(node.name.value)) {
      opened.add(node.name.value);
      waiting.push(...(fragments.get(node.name.value)?.selectionSet.selections ?? []));
    }
  }
}

function rootSelections({ definitions }: DocumentNode): readonly SelectionNode[] {
  return definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : []));
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((node) => [node.name.value, node]));
}

export function tooMuch(field: string, rule: string): HubError {
  return new HubError("LIMIT_EXCEEDED", { field, rule });
}

class ExtentCounter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Extent>();
  readonly #enough: number;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>, enough: number) {
    this.#fragments = fragments;
    this.#enough = enough;
  }

  of(set: SelectionSetNode): Extent {
    let selections = 0;
    let depth = 0;
    let width = 0;
    for (const node of set.selections) {
      const inner = this.#inner(node);
      const isField = node.kind === Kind.FIELD;
      selections += inner.selections + (isField ? 1 : 0);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      width += isField ? 1 : inner.width;
      if (selections > this.#enough) break;
    }
    return { selections, depth, width };
  }

  #inner(node: SelectionSetNode["selections"][number]): Extent {
    if (node.kind !== Kind.FRAGMENT_SPREAD) return node.selectionSet ? this.of(node.selectionSet) : NOTHING;
    const name = node.name.value;
    const known = this.#known.get(name);
    if (known) return known;
    // Set before the walk, so that a circle, which validation refuses anyway, ends here too.
    this.#known.set(name, NOTHING);
    const fragment = this.#fragments.get(name);
    const extent = fragment ? this.of(fragment.selectionSet) : NOTHING;
    this.#known.set(name, extent);
    return extent;
  }
}

const NOTHING: Extent = { selections: 0, depth: 0, width: 0 };
