import {
  type ArgumentNode,
  Kind,
  type ObjectFieldNode,
  parseType,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from "graphql";

/** A variable of the pruned operation and the caller's variable it takes its value from. */
export interface PrunedVariable {
  readonly name: string;
  readonly source: string;
  readonly type: TypeNode;
  /** The scalar that the value must pass besides the caller's own, where a field was replaced by another. */
  readonly retypedAs: string | null;
}

/**
 * Gives the pruned operation variable names of its own. Equal prunings of differently named operations then share a plan,
 * and a caller's variable called `representations` cannot stand in the way of entity fetches.
 */
export class PrunedVariables {
  readonly #types: ReadonlyMap<string, TypeNode>;
  readonly #used = new Map<string, PrunedVariable>();

  constructor(definitions: readonly VariableDefinitionNode[]) {
    this.#types = new Map(definitions.map((definition) => [definition.variable.name.value, definition.type]));
  }

  get used(): readonly PrunedVariable[] {
    return [...this.#used.values()];
  }

  /** The definitions of the variables used, without defaults: coercion has filled those in already. */
  definitions(): VariableDefinitionNode[] {
    return this.used.map(({ name, type }) => ({ kind: Kind.VARIABLE_DEFINITION, variable: variableNode(name), type }));
  }

  /** A copy of `node` with the pruned names. `typeName` replaces the declared type where a field was replaced by another. */
  argument(node: ArgumentNode, name = node.name.value, typeName?: string): ArgumentNode {
    return {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: name },
      value: this.#value(node.value, typeName),
    };
  }

  #value(node: ValueNode, typeName?: string): ValueNode {
    if (node.kind === Kind.VARIABLE) return variableNode(this.#rename(node.name.value, typeName));
    if (node.kind === Kind.LIST) return { kind: Kind.LIST, values: node.values.map((value) => this.#value(value)) };
    if (node.kind === Kind.OBJECT) {
      const fields = node.fields.map((field): ObjectFieldNode => ({ ...field, value: this.#value(field.value) }));
      return { kind: Kind.OBJECT, fields };
    }
    return node;
  }

  #rename(source: string, typeName = ""): string {
    const key = `${source}:${typeName}`;
    const known = this.#used.get(key);
    if (known) return known.name;
    const declared = this.#types.get(source) as TypeNode;
    const variable = {
      name: `v${this.#used.size}`,
      source,
      type: typeName ? parseType(typeName) : declared,
      retypedAs: typeName ? typeName.replace("!", "") : null,
    };
    this.#used.set(key, variable);
    return variable.name;
  }
}

function variableNode(name: string) {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
}
