import { HubError } from "@tongshu/kit";
import { type Coordinate, checkServiceObject } from "@tongshu/schema";
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { AccessView } from "../policy/access-view.ts";
import { valueCoordinates } from "../policy/argument-coordinates.ts";
import type { ServiceObjectKind, ServiceObjectValues } from "../policy/service-object.ts";
import { type CompiledOperation, compileOperation } from "./compile-operation.ts";
import { checkAliases, checkLimits, type OperationLimits, tooMuch } from "./limits.ts";
import { type OperationFacts, readFacts } from "./operation-facts.ts";
import type { PlannedOperation } from "./planned-operation.ts";
import type { HubGraph } from "./supergraph.ts";

export interface IncomingOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the text as the caller sent it. */
  readonly hash: string;
}

/** Entries kept of each cache: a flood of unique texts pushes out the oldest and nothing else. */
const CACHE_ENTRIES = 2_000;

/** Compiles operations and keeps them, by text, view, and the few values that change what the text means. */
export class OperationCompiler {
  readonly #graph: HubGraph;
  readonly #limits: OperationLimits;
  readonly #facts = new LRUCache<string, OperationFacts>({ max: CACHE_ENTRIES });
  readonly #compiled = new LRUCache<string, CompiledOperation>({ max: CACHE_ENTRIES });
  readonly #plans = new LRUCache<string, PlannedOperation>({ max: CACHE_ENTRIES });

  constructor(graph: HubGraph, limits: OperationLimits) {
    this.#graph = graph;
    this.#limits = limits;
  }

  /** What the text says; the limits are checked once per text. Throws LIMIT_EXCEEDED or BAD_USER_INPUT. */
  facts(incoming: IncomingOperation): OperationFacts {
    const key = keyOf(incoming);
    const known = this.#facts.get(key);
    if (known) return known;
    if (incoming.operation.operation === "subscription") {
      throw new HubError("BAD_USER_INPUT", { field: "query", rule: "NO_SUBSCRIPTIONS" });
    }
    checkLimits(incoming.document, incoming.operation, this.#limits);
    checkAliases(incoming.document);
    const facts = readFacts(this.#graph.apiSchema, incoming.document, incoming.operation);
    if (facts.conditionVariables.length > this.#limits.maxConditions) {
      throw tooMuch("conditions", `at most ${this.#limits.maxConditions} variables in @skip and @include`);
    }
    this.#facts.set(key, facts);
    return facts;
  }

  /** The operation pruned and planned for `view`. `values` are the coerced variables; none of them is kept. */
  compile(
    incoming: IncomingOperation,
    facts: OperationFacts,
    view: AccessView,
    values: Readonly<Record<string, unknown>>,
  ): CompiledOperation {
    const form = formOf(facts, values);
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
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

/** The few properties of the values that decide how an operation is pruned; never a number or a name. */
interface OperationForm {
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

function keyOf({ hash, operation }: IncomingOperation): string {
  return `${hash}:${operation.name?.value ?? ""}`;
}
