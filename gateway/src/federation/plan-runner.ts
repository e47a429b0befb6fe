import type { DocumentNode } from "graphql";
import { type Ask, executePlan, type PlanResult } from "./execute-plan.ts";
import type { FetchPlan } from "./fetch-plan.ts";

/** A pruned operation with its plan. `hash` is the SHA-256 of its text: the key of every cache behind the first wall. */
export interface PlannedOperation {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly plan: FetchPlan;
}

/** The seam of plan execution: the hub's own executor, or Apollo's, which every faster one must agree with. */
export interface PlanRunner {
  run(operation: PlannedOperation, variables: Readonly<Record<string, unknown>>, ask: Ask): Promise<PlanResult>;
}

export const hubPlanRunner: PlanRunner = {
  run: ({ plan }, variables, ask) => executePlan(plan, variables, ask),
};
