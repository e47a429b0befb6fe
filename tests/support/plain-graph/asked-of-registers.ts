import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from "graphql";
import { CONTRACT } from "./contract.ts";

const ENTITIES = "_entities";

/** The coordinates that an operation asks one register for, as its own text says. */
export function coordinatesIn(document: DocumentNode): ReadonlySet<string> {
  const asked = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const walk = (type: string, { selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) walk(node.typeCondition?.name.value ?? type, node.selectionSet);
      else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.typeCondition.name.value, fragment.selectionSet);
      } else {
        const name = node.name.value;
        if (name !== ENTITIES && name !== "__typename") asked.add(`${type}.${name}`);
        const next = name === ENTITIES ? "_Entity" : CONTRACT.get(type)?.get(name)?.typeName;
        if (node.selectionSet) walk(next ?? `what ${type}.${name} gives`, node.selectionSet);
      }
    }
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) walk("Query", node.selectionSet);
  }
  return asked;
}
