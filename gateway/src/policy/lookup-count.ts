import { type ArgumentNode, Kind, type ListTypeNode, type NonNullTypeNode, type VariableDefinitionNode } from "graphql";

/** How many numbers one operation brings for objects of one type. */
export interface LookupCount {
  /** Numbers whose count the text tells. */
  fixed: number;
  /** Variables that hold lists of numbers; their values tell how many. */
  readonly listVariables: string[];
  /** Keys, in the answers of registers, of the root fields that look up. */
  readonly keys: string[];
  /** Variables that hold lists of subjects to be verified. */
  readonly verifiedVariables: string[];
  /** Keys, in the answers of registers, of the root fields that verify. */
  readonly verifiedKeys: string[];
}

/**
 * Counts what an operation looks up, type by type. A ceiling on one list alone would be passed by two fields side by
 * side, or by a list that is written out.
 */
export class LookupCounts {
  readonly byType = new Map<string, LookupCount>();
  readonly #listVariables: ReadonlySet<string>;

  constructor(definitions: readonly VariableDefinitionNode[]) {
    const lists = definitions.filter(({ type }) => isList(type));
    this.#listVariables = new Set(lists.map(({ variable }) => variable.name.value));
  }

  /** `key` is where the registers' answer holds what is found. */
  add(type: string, key: string, { value }: ArgumentNode): void {
    const count = this.#of(type);
    if (!count.keys.includes(key)) count.keys.push(key);
    if (value.kind === Kind.LIST) count.fixed += value.values.length;
    else if (value.kind === Kind.VARIABLE && this.#listVariables.has(value.name.value)) {
      count.listVariables.push(value.name.value);
    } else count.fixed += 1;
  }

  /** Subjects of a verify field, which are in a variable. */
  addVerified(type: string, key: string, variable: string): void {
    const count = this.#of(type);
    count.verifiedVariables.push(variable);
    count.verifiedKeys.push(key);
  }

  #of(type: string): LookupCount {
    const count = this.byType.get(type) ?? {
      fixed: 0,
      listVariables: [],
      keys: [],
      verifiedVariables: [],
      verifiedKeys: [],
    };
    this.byType.set(type, count);
    return count;
  }
}

function isList(type: VariableDefinitionNode["type"]): boolean {
  const inner: ListTypeNode | NonNullTypeNode["type"] | VariableDefinitionNode["type"] =
    type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return inner.kind === Kind.LIST_TYPE;
}
