import { HubError } from "@tongshu/kit";
import type { Classification, Coordinate } from "@tongshu/schema";
import { DocumentScreen } from "../edge/document-screen.ts";
import type { CompiledOperation } from "../federation/compile-operation.ts";
import type { OperationLimits } from "../federation/limits.ts";
import { type IncomingOperation, OperationCompiler } from "../federation/operation-compiler.ts";
import type { OperationFacts } from "../federation/operation-facts.ts";
import type { HubGraph } from "../federation/supergraph.ts";
import type { AccessView } from "../policy/access-view.ts";
import type { PolicySnapshot } from "../policy/snapshot.ts";
import { assumedForm } from "./assumed-form.ts";
import { type ExplainedField, explainFields } from "./explained-field.ts";
import { readOperation } from "./read-operation.ts";

/** Who would ask what, and for what. */
export interface ExplainQuestion {
  readonly department: string;
  /** Six-digit division code; tells which rows a grant for the own region covers. */
  readonly region: string;
  readonly purpose: string;
  readonly query: string;
  readonly operationName?: string | null;
  /** True and false, input objects, and PERSON or ENTITY for a service object code; numbers may be left out. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Explanation {
  readonly policyVersion: string;
  /** Whether a case number would have to be given. */
  readonly isCaseNeeded: boolean;
  /** Every field that would be answered or refused, by its place in the operation. */
  readonly fields: readonly ExplainedField[];
  /** By coordinate, as the audit record would have them before any register is asked. */
  readonly verdicts: Readonly<Record<Coordinate, ExplainedField["verdict"]>>;
}

export interface ExplainerLimits extends OperationLimits {
  readonly maxTokens: number;
}

/** Says what the first wall would decide, by running it: no register is asked. Keeps what it compiled, apart from the gateway's own. */
export class Explainer {
  readonly #graph: HubGraph;
  readonly #compiler: OperationCompiler;
  readonly #screen: DocumentScreen;

  constructor(graph: HubGraph, limits: ExplainerLimits) {
    this.#graph = graph;
    this.#compiler = new OperationCompiler(graph, limits);
    this.#screen = new DocumentScreen(limits.maxTokens);
  }

  get classification(): Classification {
    return this.#graph.classification;
  }

  /** Throws what the data plane would: PURPOSE_UNKNOWN, PURPOSE_NOT_ALLOWED, LIMIT_EXCEEDED, GRAPHQL_VALIDATION_FAILED … */
  explain(snapshot: PolicySnapshot, question: ExplainQuestion, nowMs: number): Explanation {
    const view = viewOf(snapshot, question, nowMs);
    const { query, operationName = null, variables = {} } = question;
    const { incoming, facts } = this.read(query, operationName);
    const compiled = this.#compiler.compileAs(incoming, facts, view, assumedForm(facts, incoming.operation, variables));
    return {
      policyVersion: snapshot.version,
      isCaseNeeded: compiled.isCaseNeeded || snapshot.purpose(question.purpose)?.isCaseRequired === true,
      fields: explainFields(compiled, { classification: this.#graph.classification, view, region: question.region }),
      verdicts: compiled.verdicts as Explanation["verdicts"],
    };
  }

  /** Reads and checks a text that will be explained. Throws as `explain` does. */
  read(query: string, operationName: string | null): { incoming: IncomingOperation; facts: OperationFacts } {
    const incoming = readOperation(this.#graph.apiSchema, this.#screen, query, operationName);
    return { incoming, facts: this.#compiler.facts(incoming) };
  }

  /** The same operation for a view and a form that are known. */
  compile(
    { incoming, facts }: { readonly incoming: IncomingOperation; readonly facts: OperationFacts },
    view: AccessView,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledOperation {
    return this.#compiler.compileAs(incoming, facts, view, assumedForm(facts, incoming.operation, variables));
  }
}

function viewOf(snapshot: PolicySnapshot, { department, purpose: code }: ExplainQuestion, nowMs: number): AccessView {
  const purpose = snapshot.purpose(code);
  if (!purpose) throw new HubError("PURPOSE_UNKNOWN");
  if (!purpose.departments.includes(department)) throw new HubError("PURPOSE_NOT_ALLOWED");
  return snapshot.viewFor(department, code, nowMs);
}
