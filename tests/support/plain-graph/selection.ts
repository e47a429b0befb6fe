import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { UNIONS } from "./contract.ts";
import type { Arguments } from "./plain-type.ts";

/** One response key of an object, with everything that is asked under it. */
export interface Asked {
  readonly key: string;
  readonly name: string;
  readonly args: Arguments;
  readonly sets: SelectionSetNode[];
}

/** Opens fragments and decides conditions, as the specification of GraphQL says. */
export class Selections {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Arguments;

  constructor(document: DocumentNode, variables: Arguments) {
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
    this.#variables = variables;
  }

  of(type: string, sets: readonly SelectionSetNode[]): readonly Asked[] {
    const asked = new Map<string, Asked>();
    for (const set of sets) for (const node of set.selections) this.#add(asked, type, node);
    return [...asked.values()];
  }

  #add(asked: Map<string, Asked>, type: string, node: SelectionNode): void {
    if (this.#isLeftOut(node)) return;
    if (node.kind === Kind.FIELD) {
      this.#addField(asked, node);
      return;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
    const condition = fragment?.typeCondition?.name.value;
    if (!fragment || !(condition === undefined || condition === type || UNIONS[condition]?.includes(type))) return;
    for (const inner of fragment.selectionSet.selections) this.#add(asked, type, inner);
  }

  #addField(asked: Map<string, Asked>, node: FieldNode): void {
    const key = node.alias?.value ?? node.name.value;
    const known = asked.get(key) ?? { key, name: node.name.value, args: this.#argumentsOf(node), sets: [] };
    asked.set(key, known);
    if (node.selectionSet) known.sets.push(node.selectionSet);
  }

  #argumentsOf({ arguments: given = [] }: FieldNode): Arguments {
    return Object.fromEntries(given.map(({ name, value }) => [name.value, this.#valueOf(value)]));
  }

  #isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: given = [] }) => {
      const condition = given[0] && this.#valueOf(given[0].value);
      return name.value === "skip" ? condition === true : condition === false;
    });
  }

  #valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.VARIABLE) return this.#variables[node.name.value];
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind === Kind.LIST) return node.values.map((value) => this.#valueOf(value));
    if (node.kind === Kind.OBJECT) {
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, this.#valueOf(value)]));
    }
    return "value" in node ? node.value : null;
  }
}
