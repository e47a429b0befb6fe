import { type ArgumentNode, type FieldNode, type InlineFragmentNode, Kind, type SelectionNode } from "graphql";

/** Under which key a pruned operation asks for the runtime type of a union or interface. */
export const RUNTIME_TYPE_KEY = "__typename";

/**
 * Marks the caller's aliases inside. An alias that took the name of a federation key would otherwise meet the key which
 * the planner adds beside it, and one caller could make another's fetch invalid or read a name as a key.
 */
const ALIAS_PREFIX = "x_";

/** Under which alias the owner of a referenced row is asked for it; no alias of a caller can be like it. */
const PROOF_ALIAS = "p_proof";

/** The caller's path of a path inside. */
export function callerPath(path: readonly string[]): string[] {
  return path.map((key) => (key.startsWith(ALIAS_PREFIX) ? key.slice(ALIAS_PREFIX.length) : key));
}

/** A field under the caller's response key. */
export function fieldNode(
  key: string,
  name: string,
  args: readonly ArgumentNode[] = [],
  selections: readonly SelectionNode[] = [],
): FieldNode {
  return {
    kind: Kind.FIELD,
    ...(key === name ? {} : { alias: { kind: Kind.NAME, value: `${ALIAS_PREFIX}${key}` } }),
    name: { kind: Kind.NAME, value: name },
    arguments: args,
    ...(selections.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}),
  };
}

/** Under which alias the results of a verify field are asked for, whatever the caller selects of them. */
export const OUTCOME_ALIAS = "p_outcome";

/** Guesses are counted by their results; a caller who does not select them must not guess for nothing. */
export function outcomeNode(): FieldNode {
  const results = ["field", "result"].map((name) => fieldNode(name, name));
  return { ...fieldNode("claims", "claims", [], results), alias: { kind: Kind.NAME, value: OUTCOME_ALIAS } };
}

/** A field nobody asked for, to make the owner of a row look it up. */
export function proofNode(name: string): FieldNode {
  return { ...fieldNode(name, name), alias: { kind: Kind.NAME, value: PROOF_ALIAS } };
}

export function inlineFragment(type: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
