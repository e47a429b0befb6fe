import type { Coordinate } from "@tongshu/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { PolicySnapshot } from "../../policy/snapshot.ts";
import { operations, operationVerdicts } from "../../store/tables/operations.ts";
import type { DueWork } from "../due-task.ts";
import { tell } from "../notices/tell.ts";
import { judgeAnyway, type OperationVerdicts } from "./judge-operation.ts";
import type { OperationRow, VerdictRow } from "./operation-row.ts";

/** What one round looks at; the rest waits for the next, those judged longest ago come first. */
const MOST_A_ROUND = 2_000;
const MOST_CHANGES_TOLD = 50;

interface JudgedRow {
  readonly operation: OperationRow;
  readonly judged: VerdictRow;
}

/**
 * Judges registered operations again once a policy, a revocation, or the beginning or end of a grant came between, and
 * tells the owner of each whose verdicts are others now.
 */
export async function tellChangedOperations(due: DueWork): Promise<void> {
  const { tx, services } = due;
  const rows = await tx
    .select({ operation: operations, judged: operationVerdicts })
    .from(operationVerdicts)
    .innerJoin(
      operations,
      and(
        eq(operations.department, operationVerdicts.department),
        eq(operations.operationId, operationVerdicts.operationId),
      ),
    )
    .where(isNull(operations.withdrawnAt))
    .orderBy(asc(operationVerdicts.judgedAt))
    .limit(MOST_A_ROUND);
  if (rows.length === 0) return;
  const snapshot = await services.archive.inForce(tx);
  for (const row of rows) if (isOutdated(row.judged, snapshot, due.at)) await judgeAgain(due, snapshot, row);
}

function isOutdated({ department, purpose, policyVersion, judgedAt }: VerdictRow, snapshot: PolicySnapshot, at: Date) {
  if (policyVersion !== snapshot.version) return true;
  const isBetween = (instant: string) =>
    Date.parse(instant) > judgedAt.getTime() && Date.parse(instant) <= at.getTime();
  return snapshot.content.grants.some(
    (grant) =>
      grant.department === department &&
      grant.purpose === purpose &&
      (isBetween(grant.validFrom) || isBetween(grant.validUntil)),
  );
}

async function judgeAgain(due: DueWork, snapshot: PolicySnapshot, { operation, judged }: JudgedRow): Promise<void> {
  const { tx, at, services, record } = due;
  const { department, operationId, text, name } = operation;
  const { purpose } = judged;
  const verdicts = judgeAnyway(services, snapshot, { department, text, purpose });
  await tx
    .update(operationVerdicts)
    .set({ verdicts, policyVersion: snapshot.version, judgedAt: at })
    .where(
      and(
        eq(operationVerdicts.department, department),
        eq(operationVerdicts.operationId, operationId),
        eq(operationVerdicts.purpose, purpose),
      ),
    );
  const changes = changesBetween(judged.verdicts, verdicts);
  if (changes.length === 0) return;
  const told = {
    operationId,
    name,
    purpose,
    policyVersion: snapshot.version,
    changes: changes.slice(0, MOST_CHANGES_TOLD),
  };
  await tell(tx, at, [department], "OPERATION_CHANGED", told);
  await record("tellChangedOperations", {
    targetKind: "Operation",
    targetId: `${department} ${operationId}`,
    before: { purpose, verdicts: judged.verdicts },
    after: { purpose, verdicts },
  });
}

interface Change {
  readonly coordinate: Coordinate;
  readonly before: string | null;
  readonly after: string | null;
}

function changesBetween(before: OperationVerdicts, after: OperationVerdicts): Change[] {
  const coordinates = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return coordinates
    .map((coordinate) => ({ coordinate, before: before[coordinate] ?? null, after: after[coordinate] ?? null }))
    .filter((change) => change.before !== change.after);
}
