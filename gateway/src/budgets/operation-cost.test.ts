import { expect, test } from "vitest";
import type { FetchPlan } from "../federation/fetch-plan.ts";
import { costOf } from "./operation-cost.ts";

const step = { kind: "FETCH" } as FetchPlan;

test("costs a point for each call and for each thousand values, and nothing when nobody is asked", () => {
  const plan: FetchPlan = { kind: "SEQUENCE", steps: [step, { kind: "PARALLEL", steps: [step, step] }] };
  expect([costOf(null, 5_000), costOf(step, 1), costOf(plan, 1_000), costOf(plan, 1_001)]).toEqual([0, 2, 4, 5]);
});
