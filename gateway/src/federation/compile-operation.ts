import { createHash } from "node:crypto";
import type { Coordinate } from "@tongshu/schema";
import { type DocumentNode, type GraphQLObjectType, Kind, type OperationDefinitionNode, print } from "graphql";
import type { LRUCache } from "lru-cache";
import type { Verdict } from "../audit/audit-record.ts";
import { costOf } from "../budgets/operation-cost.ts";
import type { AccessView } from "../policy/access-view.ts";
import type { Completer } from "../policy/answer-shape.ts";
import { type LookupCount, LookupCounts } from "../policy/lookup-count.ts";
import { Pruner } from "../policy/prune.ts";
import { type PrunedVariable, PrunedVariables } from "../policy/pruned-variables.ts";
import type { ServiceObjectValues } from "../policy/service-object.ts";
import type { AskedVerification } from "../policy/verify-fields.ts";
import { type AccessFinding, findingOf } from "./access-report.ts";
import { toFetchPlan } from "./fetch-plan.ts";
import { type OperationLimits, tooMuch } from "./limits.ts";
import type { OperationFacts } from "./operation-facts.ts";
import type { PlannedOperation } from "./planned-operation.ts";
import type { HubGraph } from "./supergraph.ts";

/** One operation, ready to run for every caller with an equal view. Holds no value and no caller. */
export interface CompiledOperation {
  /** Null when nothing is left to ask any register. */
  readonly planned: PlannedOperation | null;
  readonly variables: readonly PrunedVariable[];
  readonly verifications: readonly AskedVerification[];
  /** How many numbers it brings, by the type of what they name. */
  readonly lookups: ReadonlyMap<string, LookupCount>;
  readonly complete: Completer;
  /** What is known before any register is asked. */
  readonly findings: readonly AccessFinding[];
  /** The coordinate behind each response path that registers are asked for. */
  readonly coordinates: ReadonlyMap<string, Coordinate>;
  readonly verdicts: Readonly<Record<Coordinate, Verdict>>;
  readonly isCaseNeeded: boolean;
  /** What one run takes from the caller's budget, in points. */
  readonly cost: number;
}

export interface CompileInput {
  readonly graph: HubGraph;
  readonly operation: OperationDefinitionNode;
  readonly facts: OperationFacts;
  readonly view: AccessView;
  readonly conditionValues: Readonly<Record<string, unknown>>;
  readonly variableFields: ReadonlyMap<string, readonly Coordinate[]>;
  readonly serviceObjects: ServiceObjectValues;
  readonly limits: OperationLimits;
  /** Plans by the hash of the pruned text: equal prunings share a plan, others never do. */
  readonly plans: LRUCache<string, PlannedOperation>;
}

/** Prunes and plans. Throws LIMIT_EXCEEDED when one answer could hold too many values. */
export function compileOperation(input: CompileInput): CompiledOperation {
  const { graph, facts, operation } = input;
  const variables = new PrunedVariables(operation.variableDefinitions ?? []);
  const lookups = new LookupCounts(operation.variableDefinitions ?? []);
  const pruner = new Pruner({
    schema: graph.apiSchema,
    fragments: facts.fragments,
    conditionValues: input.conditionValues,
    classification: graph.classification,
    presence: graph.presence,
    view: input.view,
    variables,
    lookups,
    variableFields: input.variableFields,
    serviceObjects: input.serviceObjects,
    verifyFields: graph.verifyFields,
  });
  const root = graph.apiSchema.getQueryType() as GraphQLObjectType;
  const position = { path: [], isLookup: false, multiplicity: 1, register: "" };
  const { selections, complete } = pruner.object(root, [operation.selectionSet], position);
  if (pruner.estimatedNodes > input.limits.maxNodes) throw tooMuch("lists", `at most ${input.limits.maxNodes} values`);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: operation.operation,
        variableDefinitions: variables.definitions(),
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ],
  };
  const planned = selections.length > 0 ? planFor(input, document) : null;
  return {
    planned,
    variables: variables.used,
    lookups: lookups.byType,
    verifications: pruner.verifications,
    complete,
    findings: pruner.notes.map(findingOf),
    coordinates: pruner.coordinates,
    verdicts: Object.fromEntries(pruner.verdicts),
    isCaseNeeded: pruner.isCaseNeeded,
    cost: costOf(planned?.plan ?? null, pruner.estimatedNodes),
  };
}

function planFor({ graph, plans }: CompileInput, document: DocumentNode): PlannedOperation | null {
  const text = print(document);
  const hash = createHash("sha256").update(text).digest("hex");
  const known = plans.get(hash);
  if (known) return known;
  const plan = toFetchPlan(graph.plan(document), graph.owners);
  if (!plan) return null;
  const planned = { document, hash, plan };
  plans.set(hash, planned, { size: text.length });
  return planned;
}
