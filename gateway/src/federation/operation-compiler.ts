import { HubError } from "@tongshu/kit";
import { type Coordinate, checkServiceObject } from "@tongshu/schema";
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { AccessView } from "../policy/access-view.ts";
import { valueCoordinates } from "../policy/argument-coordinates.ts";
import type { ServiceObjectKind, ServiceObjectValues } from "../policy/service-object.ts";
import { checkClaimsInVariables } from "../verification/claims-in-variables.ts";
import { type CompiledOperation, compileOperation } from "./compile-operation.ts";
import { checkAliases, checkIntrospection, checkLimits, type OperationLimits, tooMuch } from "./limits.ts";
import { type OperationFacts, readFacts } from "./operation-facts.ts";
import type { PlannedOperation } from "./planned-operation.ts";
import type { HubGraph } from "./supergraph.ts";

export interface IncomingOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the text as the caller sent it. */
  readonly hash: string;
}

/**
 * A flood of unique texts pushes out the oldest and nothing else. What a text leaves behind was measured at 260 bytes a
 * character, so that entries are bounded by their texts as well as by their number.
 */
const CACHE_BOUNDS = { max: 2_000, maxSize: 500_000 };

/** Compiles operations and keeps them, by text, view, and the few values that change what the text means. */
export class OperationCompiler {
  readonly #graph: HubGraph;
  readonly #limits: OperationLimits;
  /** Input types that hold claims. */
  readonly #claimInputs: ReadonlySet<string>;
  readonly #facts = new LRUCache<string, OperationFacts>(CACHE_BOUNDS);
  readonly #compiled = new LRUCache<string, CompiledOperation>(CACHE_BOUNDS);
  readonly #plans = new LRUCache<string, PlannedOperation>(CACHE_BOUNDS);

  constructor(graph: HubGraph, limits: OperationLimits) {
    this.#graph = graph;
    this.#claimInputs = new Set([...graph.verifyFields.values()].map(({ input }) => input));
    this.#limits = limits;
  }

  /** What the text says; the limits are checked once per text. Throws LIMIT_EXCEEDED or BAD_USER_INPUT. */
  facts(incoming: IncomingOperation): OperationFacts {
    const key = keyOf(incoming);
    const known = this.#facts.get(key);
    if (known) return known;
    // The validator does not mind a mutation in a schema that has none; it would be read as a query.
    if (incoming.operation.operation !== "query") {
      throw new HubError("BAD_USER_INPUT", { field: "query", rule: "QUERIES_ONLY" });
    }
    checkLimits(incoming.document, incoming.operation, this.#limits);
    checkAliases(incoming.document);
    checkClaimsInVariables(incoming.document, this.#graph.verifyFields);
    const facts = readFacts(this.#graph.apiSchema, incoming.document, incoming.operation, this.#claimInputs);
    if (facts.introspection) checkIntrospection(facts.introspection);
    if (facts.conditionVariables.length > this.#limits.maxConditions) {
      throw tooMuch("conditions", `at most ${this.#limits.maxConditions} variables in @skip and @include`);
    }
    this.#facts.set(key, facts, { size: sizeOf(incoming) });
    return facts;
  }

  /** The operation pruned and planned for `view`. `values` are the coerced variables; none of them is kept. */
  compile(
    incoming: IncomingOperation,
    facts: OperationFacts,
    view: AccessView,
    values: Readonly<Record<string, unknown>>,
  ): CompiledOperation {
    return this.compileAs(incoming, facts, view, formOf(facts, values));
  }

  /** The same for values of which only the form is known. */
  compileAs(
    incoming: IncomingOperation,
    facts: OperationFacts,
    view: AccessView,
    form: OperationForm,
  ): CompiledOperation {
    const key = `${keyOf(incoming)}\n${view.hash}\n${form.key}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const compiled = compileOperation({
      graph: this.#graph,
      operation: incoming.operation,
      facts,
      view,
      limits: this.#limits,
      plans: this.#plans,
      ...form,
    });
    this.#compiled.set(key, compiled, { size: sizeOf(incoming) });
    return compiled;
  }
}

/** The few properties of the values that decide how an operation is pruned; never a number or a name. */
export interface OperationForm {
  /** Equal for values that prune alike. */
  readonly key: string;
  readonly conditionValues: Readonly<Record<string, unknown>>;
  readonly variableFields: ReadonlyMap<string, readonly Coordinate[]>;
  readonly serviceObjects: ServiceObjectValues;
}

function formOf(facts: OperationFacts, values: Readonly<Record<string, unknown>>): OperationForm {
  const conditionValues = Object.fromEntries(facts.conditionVariables.map((name) => [name, values[name] === true]));
  const variableFields = new Map(
    facts.inputVariables.map(({ name, type }) => [name, valueCoordinates(values[name], type).sort()]),
  );
  const codeKinds = new Map<string, ServiceObjectKind>();
  for (const name of facts.codeVariables) {
    // The scalar has checked the value; only its kind is asked here, which no date changes.
    const checked = checkServiceObject(String(values[name]), { asOfDate: "9999-12-31" });
    if (checked.ok) codeKinds.set(name, checked.subjectType);
  }
  const statedKinds = new Map<string, ServiceObjectKind>();
  for (const name of facts.subjectTypeVariables) {
    const kind = values[name];
    if (kind === "PERSON" || kind === "ENTITY") statedKinds.set(name, kind);
  }
  const key = JSON.stringify([conditionValues, [...variableFields], [...codeKinds], [...statedKinds]]);
  return { key, conditionValues, variableFields, serviceObjects: { codeKinds, statedKinds } };
}

function sizeOf({ document }: IncomingOperation): number {
  return document.loc?.source.body.length ?? 1;
}

function keyOf({ hash, operation }: IncomingOperation): string {
  return `${hash}:${operation.name?.value ?? ""}`;
}
