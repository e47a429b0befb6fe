import type { RegisterAnswer, Subject } from "@tongshu/kit";
import type { ErrorCode } from "@tongshu/schema";
import { SHOWN_MARK } from "../policy/answer-shape.ts";
import type { FetchPlan, FetchStep } from "./fetch-plan.ts";
import { buildRepresentations } from "./representations.ts";
import { type Json, mergeInto, objectsAt, renameKeys } from "./response-tree.ts";

/** Asks one register; rejects with a HubError whose code says why there is no answer. */
export type Ask = (step: FetchStep, variables: Readonly<Record<string, unknown>>) => Promise<RegisterAnswer>;

/** A part of the answer that is missing or wrong; `path` has response keys only, list indices left out. */
export interface PathFault {
  readonly path: readonly string[];
  readonly code: ErrorCode;
}

/** Everything the registers gave for one operation, not yet shaped for the caller. */
export interface PlanResult {
  readonly data: Json;
  readonly faults: PathFault[];
  readonly outOfScopePaths: (readonly string[])[];
  readonly subjects: Subject[];
  readonly rowCounts: Record<string, number>;
  /** Subjects that no report named; an answer with any cannot be recorded and must not leave. */
  omittedSubjectCount: number;
}

export function emptyResult(): PlanResult {
  return { data: {}, faults: [], outOfScopePaths: [], subjects: [], rowCounts: {}, omittedSubjectCount: 0 };
}

/** Runs a plan: at most one call per register and level. A register that cannot answer leaves a fault, never an exception. */
export async function executePlan(
  plan: FetchPlan,
  variables: Readonly<Record<string, unknown>>,
  ask: Ask,
): Promise<PlanResult> {
  const result = emptyResult();
  await runStep(plan, variables, ask, result);
  return result;
}

async function runStep(
  plan: FetchPlan,
  variables: Readonly<Record<string, unknown>>,
  ask: Ask,
  result: PlanResult,
): Promise<void> {
  if (plan.kind === "FETCH") return runFetch(plan, variables, ask, result);
  if (plan.kind === "SEQUENCE") {
    for (const step of plan.steps) await runStep(step, variables, ask, result);
    return;
  }
  await Promise.all(plan.steps.map((step) => runStep(step, variables, ask, result)));
}

async function runFetch(
  step: FetchStep,
  variables: Readonly<Record<string, unknown>>,
  ask: Ask,
  result: PlanResult,
): Promise<void> {
  const targets = objectsAt(result.data, step.path);
  const { representations, indexes } = buildRepresentations(targets, step.requires);
  if (step.requires && representations.length === 0) return;
  const sent = pick(variables, step.variableNames);
  if (step.requires) sent["representations"] = representations;
  try {
    const answer = await ask(step, sent);
    account(answer, step, result);
    if (!answer.data) return;
    if (step.requires) mergeEntities(answer.data["_entities"], targets, indexes, step);
    else {
      renameKeys(answer.data, step.renames);
      for (const target of targets) mergeInto(target, answer.data as Json);
    }
  } catch (error) {
    const code = codeOf(error);
    for (const key of step.supplies) result.faults.push({ path: [...inside(step), key], code });
  }
}

function mergeEntities(entities: unknown, targets: readonly Json[], indexes: readonly number[], step: FetchStep): void {
  if (!Array.isArray(entities)) return;
  renameKeys(entities, step.renames);
  targets.forEach((target, position) => {
    const entity = entities[indexes[position] ?? -1];
    if (!entity) return;
    mergeInto(target, entity as Json);
    if (step.ownedTypes.has(String(target["__typename"]))) target[SHOWN_MARK] = true;
  });
}

/** Adds to `result` what one register says it read, and what was wrong. */
export function account(answer: RegisterAnswer, step: FetchStep, result: PlanResult): void {
  const { subjects, rowCounts, outOfScopePaths } = answer.reads;
  for (const subject of subjects) result.subjects.push(subject);
  result.omittedSubjectCount += answer.reads.omittedSubjectCount;
  for (const type in rowCounts) result.rowCounts[type] = (result.rowCounts[type] ?? 0) + (rowCounts[type] ?? 0);
  for (const path of outOfScopePaths) result.outOfScopePaths.push(placed(step, path.split(".")));
  for (const error of answer.errors) {
    const keys = error.path.filter((key) => typeof key === "string");
    result.faults.push({ path: placed(step, keys), code: error.code });
  }
}

/** A path of one fetch's own document as a path of the whole answer. */
function placed(step: FetchStep, path: readonly string[]): string[] {
  return step.requires ? [...inside(step), ...path.slice(1)] : [...path];
}

function inside(step: FetchStep): string[] {
  return step.path.filter((key) => key !== "@");
}

function pick(variables: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}

function codeOf(error: unknown): ErrorCode {
  const code = (error as { code?: unknown }).code;
  return code === "SOURCE_TIMEOUT" || code === "SOURCE_DOWN" ? code : "INTERNAL_SERVER_ERROR";
}
