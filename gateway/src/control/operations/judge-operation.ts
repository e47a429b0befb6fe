import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import type { PolicySnapshot } from "../../policy/snapshot.ts";
import type { ControlServices } from "../control-context.ts";

/** By coordinate; the code of a refusal stands under `Query`. */
export type OperationVerdicts = Readonly<Record<Coordinate, string>>;

export interface JudgedOperation {
  readonly department: string;
  readonly text: string;
  readonly purpose: string;
}

/** Verdicts do not depend on where the caller is; which rows it reaches does. */
const ANY_REGION = "620000";
const SERVICE_OBJECT_KINDS = ["PERSON", "ENTITY"] as const;

/**
 * What the first wall would say of each field, whichever kind of service object is asked for. Throws what the data plane
 * would refuse the operation with.
 */
export function judgeOperation(
  { explainer, clock }: Pick<ControlServices, "explainer" | "clock">,
  snapshot: PolicySnapshot,
  { department, text, purpose }: JudgedOperation,
): OperationVerdicts {
  const { facts } = explainer.read(text, null);
  const kinds = facts.codeVariables.length > 0 ? SERVICE_OBJECT_KINDS : SERVICE_OBJECT_KINDS.slice(0, 1);
  const judged = kinds.map((kind) => {
    const variables = Object.fromEntries(facts.codeVariables.map((name) => [name, kind]));
    const question = { department, region: ANY_REGION, purpose, query: text, variables };
    return explainer.explain(snapshot, question, clock.nowMs()).verdicts;
  });
  return mergeVerdicts(judged);
}

/** As `judgeOperation`; a refusal becomes a verdict on the whole. */
export function judgeAnyway(...given: Parameters<typeof judgeOperation>): OperationVerdicts {
  try {
    return judgeOperation(...given);
  } catch (error) {
    if (error instanceof HubError) return { Query: error.code };
    throw error;
  }
}

/** A field that one of them shows is shown. */
function mergeVerdicts(all: readonly OperationVerdicts[]): OperationVerdicts {
  const merged: Record<Coordinate, string> = {};
  for (const verdicts of all) {
    for (const [coordinate, verdict] of Object.entries(verdicts)) {
      if (merged[coordinate] === undefined || merged[coordinate] === "DENIED") merged[coordinate] = verdict;
    }
  }
  return merged;
}
