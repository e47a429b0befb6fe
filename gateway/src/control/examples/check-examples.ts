import { HubError } from "@tongshu/kit";
import type { Coordinate } from "@tongshu/schema";
import { asc, eq } from "drizzle-orm";
import type { Explainer } from "../../explain/explainer.ts";
import type { PolicySnapshot } from "../../policy/snapshot.ts";
import type { HubDb } from "../../store/database.ts";
import { policyExamples } from "../../store/tables/examples.ts";

export type ExampleRow = typeof policyExamples.$inferSelect;

/** What a policy says otherwise than an example wants. */
export interface ExampleFailure {
  readonly owner: string;
  readonly name: string;
  readonly coordinate: Coordinate;
  readonly expected: string;
  /** A verdict, ABSENT where the operation does not reach the field, or the code with which it would be refused. */
  readonly actual: string;
}

/** Holds every example in use against a policy. */
export async function checkExamples(
  tx: HubDb,
  explainer: Explainer,
  snapshot: PolicySnapshot,
  nowMs: number,
): Promise<readonly ExampleFailure[]> {
  const rows = await tx
    .select()
    .from(policyExamples)
    .where(eq(policyExamples.isInUse, true))
    .orderBy(asc(policyExamples.exampleNo));
  return rows.flatMap((row) => checkExample(row, explainer, snapshot, nowMs));
}

export function checkExample(
  { owner, name, expected, operation, ...question }: ExampleRow,
  explainer: Explainer,
  snapshot: PolicySnapshot,
  nowMs: number,
): readonly ExampleFailure[] {
  const actual = verdictsFor({ ...question, query: operation }, explainer, snapshot, nowMs);
  return Object.entries(expected)
    .map(([coordinate, verdict]) => ({ owner, name, coordinate, expected: verdict, actual: actual(coordinate) }))
    .filter((line) => line.expected !== line.actual);
}

type Question = Parameters<Explainer["explain"]>[1];

function verdictsFor(
  question: Question,
  explainer: Explainer,
  snapshot: PolicySnapshot,
  nowMs: number,
): (coordinate: Coordinate) => string {
  try {
    const { verdicts } = explainer.explain(snapshot, question, nowMs);
    return (coordinate) => verdicts[coordinate] ?? "ABSENT";
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    // Whoever may not state the purpose is denied everything it asks for.
    const isDenied = error.code === "PURPOSE_UNKNOWN" || error.code === "PURPOSE_NOT_ALLOWED";
    return () => (isDenied ? "DENIED" : error.code);
  }
}

/** Lines that one error names at most. */
const LINES_NAMED = 10;

/** Throws EXAMPLE_FAILED that says which examples, at which fields, and how. */
export function demandNoFailure(failures: readonly ExampleFailure[]): void {
  if (failures.length === 0) return;
  const lines = failures
    .slice(0, LINES_NAMED)
    .map((line) => `${line.owner} "${line.name}": ${line.coordinate} ${line.expected} → ${line.actual}`);
  throw new HubError("EXAMPLE_FAILED", { field: "draftNo", rule: lines.join("; ") });
}
