import type { Classification, Coordinate } from "@tongshu/schema";
import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLAbstractType,
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
import { OWN_GRAPH } from "../own-graph/own-graph.ts";
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
import { LARGEST_TABLE, LARGEST_VERIFICATION, listSize } from "./list-size.ts";
import type { LookupCounts } from "./lookup-count.ts";
import type { PresenceRules } from "./presence.ts";
import { fieldNode, inlineFragment, outcomeNode, proofNode, RUNTIME_TYPE_KEY } from "./pruned-nodes.ts";
import type { PrunedVariables } from "./pruned-variables.ts";
import { type Entrance, entranceOf, type ServiceObjectValues } from "./service-object.ts";
import type { AskedVerification, VerifyField } from "./verify-fields.ts";
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
  readonly verifyFields: ReadonlyMap<Coordinate, VerifyField>;
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

/** A field that the view shows, and how it is asked for. */
interface AskedField {
  readonly coordinate: Coordinate;
  readonly collected: CollectedField;
  readonly definition: GraphQLField<unknown, unknown>;
  /** The lookup that stands behind `serviceObject`. */
  readonly entrance: Entrance | null;
  readonly at: Position;
}

/** Weakest first. */
const DISCLOSURES = ["DENIED", "VERIFIED", "MASKED", "FULL"] as const;

/** Builds what is left of one operation for one view. Reads the caller's document and never changes it: others share it. */
export class Pruner {
  readonly notes: AccessNote[] = [];
  /** What this operation discloses, by coordinate; the strongest verdict where one stands at several paths. */
  readonly verdicts = new Map<Coordinate, Verdict>();
  /** The coordinate behind each response path that registers are asked for. */
  readonly coordinates = new Map<string, Coordinate>();
  /** The verify fields that are asked, each with the claims that the view may make. */
  readonly verifications: AskedVerification[] = [];
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
    // A page of a type that shows nothing has no rows: its register is not even asked whether there are more.
    if (position.path.length > 0 && !this.#isVisible(type)) return { selections: [], complete: completeAsNull };
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
    return proof ? [...selections, proofNode(proof)] : [];
  }

  #field(parent: GraphQLObjectType, collected: CollectedField, at: Position): PrunedField {
    if (collected.name === "__typename") return this.#typename(parent, collected);
    const definition = parent.getFields()[collected.name];
    // Introspection fields are answered from the caller's own filtered schema, beside the plan.
    if (!definition) return { node: null, complete: completeAsNull };
    // So are the gateway's own; they hold no register's data.
    if (parent.name === "Query" && OWN_GRAPH.fields.has(collected.name))
      return { node: null, complete: completeAsNull };
    const coordinate = `${parent.name}.${collected.name}`;
    const { classification, view, serviceObjects } = this.#input;
    const decision = decideField(classification, view, parent.name, collected.name, at.isLookup);
    if (decision.verdict === "DENIED") return this.#deny(at.path, coordinate, coordinate, decision.rule);
    this.#noteCase(parent.name, collected.name);
    const entrance = entranceOf(parent.name, collected, serviceObjects);
    const asked: AskedField = { coordinate, collected, definition, entrance, at };
    const refused = this.#refusedArgument(parent.name, asked);
    if (refused) return this.#deny(at.path, coordinate, refused.coordinate, refused.rule);
    const named = entrance ? this.#input.schema.getType(entrance.type) : getNamedType(definition.type);
    if (!isObjectType(named) && !isAbstractType(named)) return this.#leaf(asked, decision.verdict);
    // An object has no shortened form: its fields are masked one by one or not at all.
    return decision.verdict === "MASKED"
      ? this.#deny(at.path, coordinate, coordinate, "NO_GRANT")
      : this.#relation(parent.name, asked, named);
  }

  #noteCase(type: string, field: string): void {
    const { view, classification } = this.#input;
    const grant = view.grants.get(type);
    if (grant?.isCaseRequired && grant.fields[field]) this.isCaseNeeded = true;
    const counted = classification.fields.get(`${type}.${field}`)?.counts;
    if (counted !== undefined && view.aggregates.get(counted)?.isCaseRequired) this.isCaseNeeded = true;
  }

  /** The first argument or input field that the caller may not ask by. */
  #refusedArgument(parent: string, asked: AskedField): { coordinate: Coordinate; rule: DenialRule } | null {
    const { classification, view } = this.#input;
    for (const coordinate of this.#argumentCoordinates(parent, asked)) {
      // A claim without a right does not refuse the others: it is answered in its place.
      if (classification.inputs.get(coordinate)?.by === "VERIFY") continue;
      const rule = decideArgument(classification, view, coordinate);
      if (rule) return { coordinate, rule };
    }
    return null;
  }

  #argumentCoordinates(parent: string, { collected, definition, entrance }: AskedField): readonly Coordinate[] {
    if (entrance) return [`${parent}.${entrance.field}(${entrance.argument}:)`];
    return argumentCoordinates(parent, collected.node, definition, this.#input.variableFields);
  }

  #relation(parent: string, asked: AskedField, named: GraphQLObjectType | GraphQLAbstractType): PrunedField {
    const { collected, definition, entrance, coordinate, at } = asked;
    const { fields } = this.#input.classification;
    const numbers = this.#lookupArguments(parent, asked);
    const isLookup = numbers.length > 0;
    const verifyField = this.#input.verifyFields.get(coordinate);
    const governed = fields.get(coordinate);
    const size = listSize(definition, collected.node, isLookup);
    const most = governed?.counts ? LARGEST_TABLE : verifyField ? LARGEST_VERIFICATION : size;
    const multiplicity = at.multiplicity * most;
    const register = governed?.subgraphs[0] ?? "";
    const child = this.#composite(named, collected, { path: at.path, isLookup, multiplicity, register });
    this.#disclose(coordinate, child.selections.length > 0 ? "FULL" : "DENIED");
    if (child.selections.length === 0) return { node: null, complete: completeAsNull };
    this.coordinates.set(at.path.join("."), coordinate);
    const [code] = numbers;
    const args =
      entrance && code
        ? [this.#input.variables.argument(code, entrance.argument, entrance.argumentType)]
        : this.#arguments(collected);
    if (verifyField) this.#verify(parent, asked, verifyField);
    const selections = verifyField ? [...child.selections, outcomeNode()] : child.selections;
    const node = fieldNode(collected.key, entrance?.field ?? collected.name, args, selections);
    const key = node.alias?.value ?? node.name.value;
    for (const number of numbers) this.#input.lookups.add(named.name, key, number);
    return { node, complete: completerOf(definition.type, child.complete) };
  }

  /** Decides each claim by itself: what is compared is disclosed, what may not be is noted. */
  #verify(parent: string, asked: AskedField, field: VerifyField): void {
    const { classification, view, lookups } = this.#input;
    const granted = new Set<string>();
    for (const coordinate of this.#argumentCoordinates(parent, asked)) {
      const claim = coordinate.slice(field.input.length + 1);
      const read = coordinate.startsWith(`${field.input}.`) ? field.claims.get(claim) : undefined;
      if (!read) continue;
      const rule = decideArgument(classification, view, coordinate);
      this.#disclose(read, rule ? "DENIED" : "VERIFIED");
      if (rule) this.notes.push({ path: asked.at.path, coordinate, verdict: "DENIED", rule });
      else {
        granted.add(claim);
        this.#noteCase(field.type, read.slice(field.type.length + 1));
      }
    }
    const { node, key } = asked.collected;
    const value = node.arguments?.find((argument) => argument.name.value === field.argument)?.value;
    if (value?.kind !== Kind.VARIABLE) return;
    const sourceKey = fieldNode(key, node.name.value).alias?.value ?? key;
    lookups.addVerified(field.type, sourceKey, value.name.value);
    this.verifications.push({ field, sourceKey, key, variable: value.name.value, granted });
  }

  #composite(
    named: GraphQLObjectType | GraphQLAbstractType,
    collected: CollectedField,
    at: Position,
  ): PrunedSelections {
    if (isObjectType(named)) return this.object(named, collected.selectionSets, at);
    // A union or interface is split by type, so that each possible type is decided by its own grants.
    const byType = new Map<string, Completer>();
    const selections: SelectionNode[] = [];
    for (const type of this.#input.schema.getPossibleTypes(named)) {
      const child = this.object(type, collected.selectionSets, at);
      if (child.selections.length === 0) continue;
      byType.set(type.name, child.complete);
      selections.push(inlineFragment(type.name, child.selections));
    }
    if (selections.length > 0) selections.unshift(fieldNode(RUNTIME_TYPE_KEY, "__typename"));
    return { selections, complete: abstractCompleter(byType, RUNTIME_TYPE_KEY) };
  }

  #leaf({ collected, definition, at, coordinate }: AskedField, verdict: "FULL" | "MASKED"): PrunedField {
    if (verdict === "MASKED") this.notes.push({ path: at.path, coordinate, verdict, rule: "MASKED" });
    this.#disclose(coordinate, verdict);
    this.coordinates.set(at.path.join("."), coordinate);
    const node = fieldNode(collected.key, collected.name, this.#arguments(collected));
    return { node, complete: completerOf(definition.type, (value) => value) };
  }

  /** `__typename` tells that a row exists, so it is asked only where the view shows something of the type. */
  #typename(parent: GraphQLObjectType, collected: CollectedField): PrunedField {
    const isAsked = parent.name !== "Query" && this.#isVisible(parent);
    const node = isAsked ? fieldNode(collected.key, "__typename") : null;
    return { node, complete: completeAsConstant(parent.name) };
  }

  #isVisible(type: GraphQLObjectType): boolean {
    const { schema, classification, view } = this.#input;
    return isTypeVisible(schema, classification, view, type);
  }

  #deny(path: readonly string[], coordinate: Coordinate, refused: Coordinate, rule: DenialRule): PrunedField {
    this.notes.push({ path, coordinate: refused, verdict: "DENIED", rule });
    this.#disclose(coordinate, "DENIED");
    return { node: null, complete: completeAsNull };
  }

  #disclose(coordinate: Coordinate, verdict: (typeof DISCLOSURES)[number]): void {
    const known = (DISCLOSURES as readonly unknown[]).indexOf(this.verdicts.get(coordinate));
    if (known < DISCLOSURES.indexOf(verdict)) this.verdicts.set(coordinate, verdict);
  }

  /** The arguments that bring the numbers of what is looked up. */
  #lookupArguments(parent: string, { collected: { name, node }, entrance }: AskedField): readonly ArgumentNode[] {
    const given = node.arguments ?? [];
    if (entrance) return given.filter((argument) => argument.name.value === "code");
    const { inputs } = this.#input.classification;
    return given.filter((argument) => inputs.get(`${parent}.${name}(${argument.name.value}:)`)?.by === "LOOKUP");
  }

  #arguments(collected: CollectedField): ArgumentNode[] {
    return (collected.node.arguments ?? []).map((node) => this.#input.variables.argument(node));
  }
}
