import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import type { Json } from "./response-tree.ts";

interface Representations {
  /** Each entity once, however often it stands in the answer. */
  readonly representations: readonly Json[];
  /** For each target, the index of its representation, or -1 when it lacks a key. */
  readonly indexes: readonly number[];
}

/** The keys that an entity fetch sends, without repeats: one company owned by three people is asked for once. */
export function buildRepresentations(
  targets: readonly Json[],
  requires: readonly QueryPlanSelectionNode[] | null,
): Representations {
  const representations: Json[] = [];
  const known = new Map<string, number>();
  if (!requires) return { representations, indexes: [] };
  const indexes = targets.map((target) => {
    const representation = select(target, requires);
    if (!representation?.["__typename"]) return -1;
    const identity = JSON.stringify(representation);
    const index = known.get(identity) ?? representations.length;
    if (index === representations.length) {
      known.set(identity, index);
      representations.push(representation);
    }
    return index;
  });
  return { representations, indexes };
}

function select(source: Json, selections: readonly QueryPlanSelectionNode[]): Json | null {
  const selected: Json = {};
  for (const node of selections) {
    if (node.kind === "InlineFragment") {
      if (node.typeCondition !== source["__typename"]) continue;
      const inner = select(source, node.selections);
      if (!inner) return null;
      Object.assign(selected, inner);
    } else {
      const value = source[node.alias ?? node.name];
      // A key that is missing means the row was not shown: there is nothing to ask for.
      if (value === undefined || value === null) return null;
      selected[node.name] = node.selections ? select(value as Json, node.selections) : value;
    }
  }
  return selected;
}
