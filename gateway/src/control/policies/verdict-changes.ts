import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import type { Explainer, ExplainQuestion } from "../../explain/explainer.ts";
import type { PolicySnapshot } from "../../policy/snapshot.ts";

export interface VerdictChange {
  readonly coordinate: Coordinate;
  readonly before: string;
  readonly after: string;
}

/** What an operation is told otherwise under another policy. Who may not state the purpose is denied everything. */
export function verdictChanges(
  explainer: Explainer,
  question: ExplainQuestion,
  from: PolicySnapshot,
  to: PolicySnapshot,
  nowMs: number,
): readonly VerdictChange[] {
  const before = verdictsUnder(explainer, question, from, nowMs);
  const after = verdictsUnder(explainer, question, to, nowMs);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((coordinate) => ({
      coordinate,
      before: before[coordinate] ?? "DENIED",
      after: after[coordinate] ?? "DENIED",
    }))
    .filter((change) => change.before !== change.after);
}

function verdictsUnder(
  explainer: Explainer,
  question: ExplainQuestion,
  snapshot: PolicySnapshot,
  nowMs: number,
): Readonly<Record<Coordinate, string>> {
  try {
    return explainer.explain(snapshot, question, nowMs).verdicts;
  } catch (error) {
    if (error instanceof HubError) return {};
    throw error;
  }
}
