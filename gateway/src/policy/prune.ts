import type { Classification, Coordinate } from "@tongshu/schema";
import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { Verdict } from "../audit/audit-record.ts";
import type { AccessView } from "./access-view.ts";
import {
  abstractCompleter,
  type CompletedField,
  type Completer,
  completeAsConstant,
  completeAsNull,
  completerOf,
  objectCompleter,
  provenCompleter,
} from "./answer-shape.ts";
import { argumentCoordinates } from "./argument-coordinates.ts";
import { type CollectedField, type CollectInput, collectFields } from "./collect-fields.ts";
import { type DenialRule, decideArgument, decideField } from "./decide.ts";
import { listSize } from "./list-size.ts";
import type { LookupCounts } from "./lookup-count.ts";
import type { PresenceRules } from "./presence.ts";
import type { PrunedVariables } from "./pruned-variables.ts";
import { codeArgument, entranceOf, type ServiceObjectValues } from "./service-object.ts";
import { isTypeVisible } from "./visible-types.ts";

/** One field of the operation whose verdict is known before any register is asked and is not FULL. */
export interface AccessNote {
  /** Response keys from the root, list indices left out. */
  readonly path: readonly string[];
  readonly coordinate: Coordinate;
  readonly verdict: "MASKED" | "DENIED";
  readonly rule: DenialRule | "MASKED";
}

export interface PruneInput extends CollectInput {
  readonly classification: Classification;
  readonly view: AccessView;
  readonly presence: PresenceRules;
  readonly variables: PrunedVariables;
  readonly lookups: LookupCounts;
  /** Coordinates of the input-object fields given through each variable. */
  readonly variableFields: ReadonlyMap<string, readonly Coordinate[]>;
  readonly serviceObjects: ServiceObjectValues;
}

export interface PrunedSelections {
  /** Empty when nothing is left to ask for. Never sent empty: the subgraph's error would show a line of our SDL. */
  readonly selections: readonly SelectionNode[];
  readonly complete: Completer;
}

interface PrunedField {
  readonly node: FieldNode | null;
  readonly complete: Completer;
}

/** Where in the operation a selection stands. */
interface Position {
  readonly path: readonly string[];
  /** The row was asked for by a number the caller brought. */
  readonly isLookup: boolean;
  /** How many such objects one answer can hold at most. */
  readonly multiplicity: number;
  /** The register whose field leads here. */
  readonly register: string;
}

/** Builds what is left of one operation for one view. Reads the caller's document and never changes it: others share it. */
export class Pruner {
  readonly notes: AccessNote[] = [];
  /** What this operation discloses, by coordinate; the strongest verdict where one stands at several paths. */
  readonly verdicts = new Map<Coordinate, Verdict>();
  /** The coordinate behind each response path that registers are asked for. */
  readonly coordinates = new Map<string, Coordinate>();
  isCaseNeeded = false;
  /** Upper bound of the values one answer can hold: lists times lists. */
  estimatedNodes = 0;
  readonly #input: PruneInput;

  constructor(input: PruneInput) {
    this.#input = input;
  }

  object(type: GraphQLObjectType, sets: readonly SelectionSetNode[], position: Position): PrunedSelections {
    const selections: FieldNode[] = [];
    const fields: CompletedField[] = [];
    for (const collected of collectFields(this.#input, type, sets).values()) {
      const { node, complete } = this.#field(type, collected, { ...position, path: [...position.path, collected.key] });
      this.estimatedNodes += position.multiplicity;
      if (node) selections.push(node);
      fields.push({ key: collected.key, sourceKey: node?.alias?.value ?? collected.name, complete });
    }
    if (!this.#input.presence.needsProof(type.name, position.register)) {
      return { selections, complete: objectCompleter(fields) };
    }
    return { selections: this.#withProof(type, selections, position.isLookup), complete: provenCompleter(fields) };
  }

  /** Makes sure that the owner of the row is asked; without anything to ask it for, nothing of the row is shown. */
  #withProof(type: GraphQLObjectType, selections: readonly FieldNode[], isLookup: boolean): readonly FieldNode[] {
    const { presence, view } = this.#input;
    if (selections.length === 0 || selections.some(({ name }) => presence.isProof(type.name, name.value)))
      return selections;
    const proof = presence.findProof(type, view, isLookup);
    return proof ? [...selections, fieldNode(PROOF_KEY, proof, [], [])] : [];
  }

  #field(parent: GraphQLObjectType, collected: CollectedField, at: Position): PrunedField {
    if (collected.name === "__typename") return this.#typename(parent, collected);
    const definition = parent.getFields()[collected.name];
    // Introspection fields are answered from the caller's own filtered schema, beside the plan.
    if (!definition) return { node: null, complete: completeAsNull };
    const coordinate = `${parent.name}.${collected.name}`;
    const { classification, view } = this.#input;
    const decision = decideField(classification, view, parent.name, collected.name, at.isLookup);
    if (decision.verdict === "DENIED") return this.#deny(at.path, coordinate, coordinate, decision.rule);
    if (view.grants.get(parent.name)?.fields[collected.name] && view.grants.get(parent.name)?.isCaseRequired) {
      this.isCaseNeeded = true;
    }
    return this.#value(parent, definition, collected, at, decision.verdict);
  }

  #value(
    parent: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    collected: CollectedField,
    at: Position,
    verdict: "FULL" | "MASKED",
  ): PrunedField {
    const coordinate = `${parent.name}.${collected.name}`;
    const entrance = entranceOf(parent.name, collected, this.#input.serviceObjects);
    const asked = entrance
      ? [`${parent.name}.${entrance.field}(${entrance.argument}:)`]
      : argumentCoordinates(parent.name, collected.node, definition, this.#input.variableFields);
    for (const argument of asked) {
      const rule = decideArgument(this.#input.classification, this.#input.view, argument);
      if (rule) return this.#deny(at.path, coordinate, argument, rule);
    }
    const named = entrance ? this.#input.schema.getType(entrance.type) : getNamedType(definition.type);
    if (!isObjectType(named) && !isAbstractType(named))
      return this.#leaf(collected, definition, at, coordinate, verdict);
    if (verdict === "MASKED") return this.#deny(at.path, coordinate, coordinate, "NO_GRANT");
    const isLookup = asked.some((argument) => this.#input.classification.inputs.get(argument)?.by === "LOOKUP");
    const multiplicity = at.multiplicity * listSize(definition, collected.node, isLookup);
    const register = this.#input.classification.fields.get(coordinate)?.subgraphs[0] ?? "";
    const child = this.#composite(named, collected, { path: at.path, isLookup, multiplicity, register });
    this.#disclose(coordinate, child.selections.length > 0 ? "FULL" : "DENIED");
    if (child.selections.length === 0) return { node: null, complete: completeAsNull };
    this.coordinates.set(at.path.join("."), coordinate);
    const code = entrance && codeArgument(collected);
    for (const number of code ? [code] : this.#lookupArguments(parent, collected)) {
      this.#input.lookups.add(named.name, number);
    }
    const args = code
      ? [this.#input.variables.argument(code, entrance.argument, entrance.argumentType)]
      : this.#arguments(collected);
    const node = fieldNode(collected.key, entrance?.field ?? collected.name, args, child.selections);
    return { node, complete: completerOf(definition.type, child.complete) };
  }

  #composite(named: unknown, collected: CollectedField, at: Position): PrunedSelections {
    if (isObjectType(named)) return this.object(named, collected.selectionSets, at);
    if (!isAbstractType(named)) return { selections: [], complete: completeAsNull };
    // A union or interface is split by type, so that each possible type is decided by its own grants.
    const byType = new Map<string, Completer>();
    const selections: SelectionNode[] = [];
    for (const type of this.#input.schema.getPossibleTypes(named)) {
      const child = this.object(type, collected.selectionSets, at);
      if (child.selections.length === 0) continue;
      byType.set(type.name, child.complete);
      selections.push(inlineFragment(type.name, child.selections));
    }
    if (selections.length > 0) selections.unshift(fieldNode(RUNTIME_TYPE_KEY, "__typename", [], []));
    return { selections, complete: abstractCompleter(byType, RUNTIME_TYPE_KEY) };
  }

  #leaf(
    collected: CollectedField,
    definition: GraphQLField<unknown, unknown>,
    at: Position,
    coordinate: Coordinate,
    verdict: "FULL" | "MASKED",
  ): PrunedField {
    if (verdict === "MASKED") this.notes.push({ path: at.path, coordinate, verdict, rule: "MASKED" });
    this.#disclose(coordinate, verdict);
    this.coordinates.set(at.path.join("."), coordinate);
    const node = fieldNode(collected.key, collected.name, this.#arguments(collected), []);
    return { node, complete: completerOf(definition.type, (value) => value) };
  }

  /** `__typename` tells that a row exists, so it is asked only where the view shows something of the type. */
  #typename(parent: GraphQLObjectType, collected: CollectedField): PrunedField {
    const { schema, classification, view } = this.#input;
    const isAsked = parent.name !== "Query" && isTypeVisible(schema, classification, view, parent);
    const node = isAsked ? fieldNode(collected.key, "__typename", [], []) : null;
    return { node, complete: completeAsConstant(parent.name) };
  }

  #deny(path: readonly string[], coordinate: Coordinate, refused: Coordinate, rule: DenialRule): PrunedField {
    this.notes.push({ path, coordinate: refused, verdict: "DENIED", rule });
    this.#disclose(coordinate, "DENIED");
    return { node: null, complete: completeAsNull };
  }

  #disclose(coordinate: Coordinate, verdict: "FULL" | "MASKED" | "DENIED"): void {
    const known = this.verdicts.get(coordinate);
    if (!known || known === "DENIED" || verdict === "FULL") this.verdicts.set(coordinate, verdict);
  }

  /** The arguments that bring the numbers of what is looked up. */
  #lookupArguments(parent: GraphQLObjectType, { name, node }: CollectedField): readonly ArgumentNode[] {
    const { inputs } = this.#input.classification;
    const isLookup = (argument: string) => inputs.get(`${parent.name}.${name}(${argument}:)`)?.by === "LOOKUP";
    return (node.arguments ?? []).filter((argument) => isLookup(argument.name.value));
  }

  #arguments(collected: CollectedField): ArgumentNode[] {
    return (collected.node.arguments ?? []).map((node) => this.#input.variables.argument(node));
  }
}

/** Under which key a pruned operation asks for the runtime type of a union or interface. */
const RUNTIME_TYPE_KEY = "__typename";

/**
 * Marks the caller's aliases inside. An alias that took the name of a federation key would otherwise meet the key which
 * the planner adds beside it, and one caller could make another's fetch invalid or read a name as a key.
 */
const ALIAS_PREFIX = "x_";

/** Under which alias the owner of a referenced row is asked for it when the caller asked for no field of its own. */
const PROOF_KEY = "proof";

/** The caller's path of a path inside. */
export function callerPath(path: readonly string[]): string[] {
  return path.map((key) => (key.startsWith(ALIAS_PREFIX) ? key.slice(ALIAS_PREFIX.length) : key));
}

function fieldNode(
  key: string,
  name: string,
  args: readonly ArgumentNode[],
  selections: readonly SelectionNode[],
): FieldNode {
  return {
    kind: Kind.FIELD,
    ...(key === name ? {} : { alias: { kind: Kind.NAME, value: `${ALIAS_PREFIX}${key}` } }),
    name: { kind: Kind.NAME, value: name },
    arguments: args,
    ...(selections.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}),
  };
}

function inlineFragment(type: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
