import { HubError } from "@tongshu/kit";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
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
}

/**
 * Refuses an operation that is too wide or too deep. Counts what the planner would see: a text of 900 characters with nested
 * fragments and aliases can expand to millions of selections.
 */
export function checkLimits(document: DocumentNode, operation: OperationDefinitionNode, limits: OperationLimits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const { selections, depth } = new ExtentCounter(fragments, limits.maxSelections).of(operation.selectionSet);
  if (selections > limits.maxSelections) throw tooMuch("selections", `at most ${limits.maxSelections} selections`);
  if (depth > limits.maxDepth) throw tooMuch("depth", `at most ${limits.maxDepth} levels`);
  if (operation.selectionSet.selections.length > limits.maxRootFields) {
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
    for (const node of set.selections) {
      const inner = this.#inner(node);
      const isField = node.kind === Kind.FIELD;
      selections += inner.selections + (isField ? 1 : 0);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      if (selections > this.#enough) break;
    }
    return { selections, depth };
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

const NOTHING: Extent = { selections: 0, depth: 0 };
