import { and, eq, isNull } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { operations } from "./tables/operations.ts";

/** The operations that departments' production clients may run. */
export function listActiveOperationIds(
  db: HubDb,
): Promise<{ readonly department: string; readonly operationId: string }[]> {
  return db
    .select({ department: operations.department, operationId: operations.operationId })
    .from(operations)
    .where(isNull(operations.withdrawnAt));
}

export async function findActiveOperationText(
  db: HubDb,
  department: string,
  operationId: string,
): Promise<string | null> {
  const [row] = await db
    .select({ text: operations.text })
    .from(operations)
    .where(
      and(
        eq(operations.department, department),
        eq(operations.operationId, operationId),
        isNull(operations.withdrawnAt),
      ),
    );
  return row?.text ?? null;
}
