import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from "@apollo/server-gateway-interface";
import { HubError } from "@tongshu/kit";
import { type DocumentNode, executeSync, type GraphQLError, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { OpenBudgets } from "../budgets/open-budgets.ts";
import { ReadTally } from "../budgets/read-tally.ts";
import type { Evidence } from "../evidence.ts";
import type { Explainer } from "../explain/explainer.ts";
import type { OperationTexts } from "../explain/operation-texts.ts";
import { answerOwnFields } from "../own-graph/answer-own-fields.ts";
import type { OwnContext } from "../own-graph/own-context.ts";
import type { AccessView } from "../policy/access-view.ts";
import { FilteredSchemas } from "../policy/filtered-schema.ts";
import type { RequestScope } from "../request-scope.ts";
import { withGivenClaims } from "../verification/given-claims.ts";
import type { Verifier } from "../verification/verifier.ts";
import { AccessReport } from "./access-report.ts";
import { CallMerger } from "./call-merger.ts";
import { CapabilityFactory } from "./capability-factory.ts";
import { coerceVariables, VariableProblems } from "./coerce-variables.ts";
import type { CompiledOperation } from "./compile-operation.ts";
import type { PlanResult } from "./execute-plan.ts";
import { type OperationLimits, tooMuch } from "./limits.ts";
import { type IncomingOperation, OperationCompiler } from "./operation-compiler.ts";
import type { OperationFacts } from "./operation-facts.ts";
import type { PlannedOperation, RunPlan } from "./planned-operation.ts";
import { checkBatches, prunedValues } from "./pruned-values.ts";
import type { RegisterPort } from "./register-port.ts";
import type { HubGraph } from "./supergraph.ts";

export interface GuardedGatewayOptions {
  readonly graph: HubGraph;
  readonly ports: ReadonlyMap<string, RegisterPort>;
  readonly runPlan: RunPlan;
  readonly limits: OperationLimits;
  readonly verifier: Verifier;
  readonly spending: Pick<OpenBudgets, "budgets" | "ceilings" | "officers">;
  readonly evidence: Pick<Evidence, "consents" | "disputes" | "ownRecords">;
  /** Answers what an operation would get; keeps what it compiles apart from here. */
  readonly explainer: Explainer;
  /** Keeps what the hashes in the record stand for. */
  readonly texts: OperationTexts;
  /** How long a capability stays valid after its request began. */
  readonly capabilityLifeMs: number;
}

/** Introspection walks a whole schema and asks no register; it holds the processor as long as some twenty calls do. */
const INTROSPECTION_POINTS = 20;

/** Filtered schemas kept: one per view that asked for introspection. */
const SCHEMA_ENTRIES = 200;

/**
 * The first wall. Apollo Server hands every operation to this executor: it takes the request's snapshot, prunes to the
 * caller's view, plans the pruned text, asks the registers, and puts nulls, errors and verdicts back in place.
 */
export class GuardedGateway implements GatewayInterface {
  readonly #graph: HubGraph;
  readonly #runPlan: RunPlan;
  readonly #verifier: Verifier;
  readonly #spending: GuardedGatewayOptions["spending"];
  readonly #evidence: GuardedGatewayOptions["evidence"];
  readonly #explainer: Explainer;
  readonly #texts: OperationTexts;
  readonly #ports: ReadonlyMap<string, RegisterPort>;
  readonly #compiler: OperationCompiler;
  readonly #capabilities: CapabilityFactory;
  readonly #capabilityLifeMs: number;
  readonly #filteredSchemas: FilteredSchemas;
  readonly #schemas = new LRUCache<string, GraphQLSchema>({ max: SCHEMA_ENTRIES });

  constructor({
    graph,
    ports,
    limits,
    capabilityLifeMs,
    runPlan,
    spending,
    evidence,
    explainer,
    texts,
    verifier,
  }: GuardedGatewayOptions) {
    this.#graph = graph;
    this.#verifier = verifier;
    this.#spending = spending;
    this.#evidence = evidence;
    this.#explainer = explainer;
    this.#texts = texts;
    this.#ports = ports;
    this.#runPlan = runPlan;
    this.#capabilityLifeMs = capabilityLifeMs;
    this.#compiler = new OperationCompiler(graph, limits);
    this.#capabilities = new CapabilityFactory(graph.classification);
    this.#filteredSchemas = new FilteredSchemas(graph.apiSchema, graph.classification);
  }

  async load(): Promise<GatewayLoadResult> {
    return { executor: (context) => this.execute(context as GatewayGraphQLRequestContext<RequestScope>) };
  }

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    callback({ apiSchema: this.#graph.apiSchema, coreSupergraphSdl: this.#graph.sdl });
    return () => {};
  }

  async stop(): Promise<void> {}

  async execute(context: GatewayGraphQLRequestContext<RequestScope>): Promise<GatewayExecutionResult> {
    try {
      return await this.#answer(context);
    } catch (error) {
      if (error instanceof VariableProblems) return { errors: error.problems };
      if (error instanceof HubError) return { errors: [error] };
      throw error;
    }
  }

  async #answer(context: GatewayGraphQLRequestContext<RequestScope>): Promise<GatewayExecutionResult> {
    const scope = context.context;
    // Apollo Server lets `operationName: ""` through with no operation found; executing the first one then would be a bypass.
    if (!context.operation) throw new HubError("BAD_USER_INPUT", { field: "operationName", rule: "UNKNOWN_OPERATION" });
    const incoming = { document: context.document, operation: context.operation, hash: context.queryHash };
    scope.account.operationHash = context.queryHash;
    scope.account.operationName = context.operationName;
    const view = viewOf(scope);
    const facts = this.#compiler.facts(incoming);
    const given = context.request.variables ?? {};
    const coerced = coerceVariables(this.#graph.apiSchema, incoming.operation.variableDefinitions ?? [], given);
    const values = facts.claimVariables.length > 0 ? withGivenClaims(facts.claimVariables, coerced) : coerced;
    const compiled = this.#compiler.compile(incoming, facts, view, values);
    this.#texts.note(scope.caller.department, context.queryHash, context.source);
    scope.account.verdicts = compiled.verdicts;
    if (compiled.isCaseNeeded && scope.caseNo === null) throw new HubError("CASE_REQUIRED");
    if (scope.isStrict) refuseAnyDenial(compiled);
    if (facts.introspection) await this.#spending.budgets.charge(scope.caller, INTROSPECTION_POINTS);
    const { answer, report } = await this.#read(compiled, view, values, scope);
    if (facts.introspection) this.#introspect(facts.introspection, incoming, view, values, answer);
    const ownErrors = facts.mayAskOwnFields
      ? await this.#answerOwn(incoming, facts, this.#ownContext(scope, view), values, answer)
      : [];
    scope.account.outcome = "OK";
    return report.result(answer, ownErrors);
  }

  async #read(
    compiled: CompiledOperation,
    view: AccessView,
    values: Readonly<Record<string, unknown>>,
    scope: RequestScope,
  ): Promise<{ answer: Record<string, unknown>; report: AccessReport }> {
    const report = new AccessReport(compiled);
    const { planned } = compiled;
    if (!planned) return { answer: compiled.complete({}) as Record<string, unknown>, report };
    const brought = checkBatches(compiled.lookups, values, view);
    const variables = prunedValues(this.#graph.apiSchema, compiled.variables, values);
    await this.#spending.budgets.charge(scope.caller, compiled.cost + totalOf(brought));
    const cover = await this.#evidence.consents.cover(scope);
    const tally = new ReadTally(this.#spending.ceilings, view, brought, scope.startedAtMs);
    await tally.takeBrought();
    const verifying = await this.#verify(compiled, values, scope);
    const sent = verifying ? prunedValues(this.#graph.apiSchema, compiled.variables, verifying.values) : variables;
    const result = await this.#run(planned, view, sent, scope);
    // What the record cannot name in full is not answered.
    if (result.omittedSubjectCount > 0) throw tooMuch("subjects", "fewer people and organisations in one answer");
    report.add(result);
    if (verifying) report.addLimited(await verifying.settle(result));
    scope.account.subjects = result.subjects;
    scope.account.rowCounts = result.rowCounts;
    report.addDisputes(this.#evidence.disputes.of(result.subjects));
    scope.account.verdicts = report.verdicts;
    cover?.demand(result, compiled);
    await tally.settle(result, compiled.lookups);
    this.#spending.officers.see(scope.caller, view, result.subjects);
    return { answer: (compiled.complete(result.data) ?? {}) as Record<string, unknown>, report };
  }

  #run(
    planned: PlannedOperation,
    view: AccessView,
    variables: Readonly<Record<string, unknown>>,
    scope: RequestScope,
  ): Promise<PlanResult> {
    const input = {
      caller: scope.caller,
      view,
      caseNo: scope.caseNo,
      requestId: scope.requestId,
      policyVersion: scope.snapshot.version,
      expiresAtMs: scope.startedAtMs + this.#capabilityLifeMs,
    };
    const merger = new CallMerger((register, operation, sent) => {
      const port = this.#ports.get(register);
      if (!port) return Promise.reject(new HubError("SOURCE_DOWN"));
      const capability = this.#capabilities.make(register, input);
      return port.ask({ operation, variables: sent, capability, signal: scope.signal });
    });
    return this.#runPlan(planned.plan, variables, (step, sent) => merger.ask(step.register, step.operation, sent));
  }

  #ownContext(scope: RequestScope, view: AccessView): OwnContext {
    const charge = (points: number) => this.#spending.budgets.charge(scope.caller, points);
    return { scope, view, evidence: this.#evidence, explainer: this.#explainer, charge };
  }

  /** What the gateway knows of the caller itself; it joins the answer under the caller's keys. */
  async #answerOwn(
    { operation }: IncomingOperation,
    { fragments }: OperationFacts,
    context: OwnContext,
    values: Readonly<Record<string, unknown>>,
    answer: Record<string, unknown>,
  ): Promise<readonly GraphQLError[]> {
    const own = { schema: this.#graph.apiSchema, operation, fragments, values };
    const { data, errors } = await answerOwnFields(own, context);
    Object.assign(answer, data ?? {});
    return errors ?? [];
  }

  /** Null, and without a word to the store, where nothing is verified. */
  #verify({ verifications }: CompiledOperation, values: Readonly<Record<string, unknown>>, scope: RequestScope) {
    return verifications.length > 0 ? this.#verifier.begin(verifications, values, scope) : null;
  }

  /** Answers from the caller's own filtered schema: nothing hidden has a name in it. */
  #introspect(
    document: DocumentNode,
    incoming: IncomingOperation,
    view: AccessView,
    values: Readonly<Record<string, unknown>>,
    answer: Record<string, unknown>,
  ): void {
    const schema = this.#schemas.get(view.hash) ?? this.#filteredSchemas.build(view);
    this.#schemas.set(view.hash, schema);
    const { data } = executeSync({
      schema,
      document,
      operationName: incoming.operation.name?.value ?? null,
      variableValues: values,
    });
    Object.assign(answer, data ?? {});
  }
}

function totalOf(brought: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of brought.values()) total += count;
  return total;
}

/** The view of the stated purpose. Throws PURPOSE_REQUIRED, PURPOSE_UNKNOWN, PURPOSE_NOT_ALLOWED or CASE_REQUIRED. */
function viewOf({ caller, snapshot, purposeCode, caseNo, startedAtMs }: RequestScope): AccessView {
  if (purposeCode === null) throw new HubError("PURPOSE_REQUIRED");
  const purpose = snapshot.purpose(purposeCode);
  if (!purpose) throw new HubError("PURPOSE_UNKNOWN");
  if (!purpose.departments.includes(caller.department)) throw new HubError("PURPOSE_NOT_ALLOWED");
  if (purpose.isCaseRequired && caseNo === null) throw new HubError("CASE_REQUIRED");
  return snapshot.viewFor(caller.department, purposeCode, startedAtMs);
}

function refuseAnyDenial({ findings }: CompiledOperation): void {
  const denied = findings.find(({ error }) => error !== null);
  if (denied?.error) throw denied.error satisfies GraphQLError;
}
