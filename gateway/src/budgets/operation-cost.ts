import type { FetchPlan } from "../federation/fetch-plan.ts";

/**
 * The estimate multiplies lists by lists, each at its longest, and is some hundred times what an answer really holds: a
 * thousand of it weigh as one call. The dossier of everything then costs about 80 points, a plain question 2.
 */
const VALUES_PER_POINT = 1_000;

/**
 * What one run of a compiled operation takes from a budget, in points: one for each call of a register, and one for each
 * thousand values that the answer could hold at most. What asks no register costs nothing beyond the door.
 */
export function costOf(plan: FetchPlan | null, estimatedValues: number): number {
  return plan === null ? 0 : callsIn(plan) + Math.ceil(estimatedValues / VALUES_PER_POINT);
}

function callsIn(plan: FetchPlan): number {
  return plan.kind === "FETCH" ? 1 : plan.steps.reduce((sum, step) => sum + callsIn(step), 0);
}
