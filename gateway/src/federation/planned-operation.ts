import type { DocumentNode } from "graphql";
import type { Ask, PlanResult } from "./execute-plan.ts";
import type { FetchPlan } from "./fetch-plan.ts";

/** A pruned operation with its plan. `hash` is the SHA-256 of its text: the key of every cache behind the first wall. */
export interface PlannedOperation {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly plan: FetchPlan;
}

/** The seam of plan execution; `executePlan` is the one in use. */
export type RunPlan = (plan: FetchPlan, variables: Readonly<Record<string, unknown>>, ask: Ask) => Promise<PlanResult>;
