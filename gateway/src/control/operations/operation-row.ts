import { HubError } from "@tongshu/kit";
import { and, eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { operations, type operationVerdicts } from "../../store/tables/operations.ts";
import type { ControlEvent } from "../events/record-event.ts";

export type OperationRow = typeof operations.$inferSelect;
export type VerdictRow = typeof operationVerdicts.$inferSelect;

export interface OperationPayload {
  readonly operation: OperationRow;
  readonly event: ControlEvent;
}

/** The operation, held until the act ends. Throws NOT_FOUND. */
export async function getOperation(tx: HubDb, department: string, operationId: string): Promise<OperationRow> {
  const [row] = await tx.select().from(operations).where(isOperation(department, operationId)).for("update");
  if (!row) throw new HubError("NOT_FOUND", { field: "operationId" });
  return row;
}

export function isOperation(department: string, operationId: string) {
  return and(eq(operations.department, department), eq(operations.operationId, operationId));
}

/** What the record keeps of an operation: its id stands for its text. */
export function shownOperation(row: OperationRow): Record<string, unknown> {
  const { text: _text, ...shown } = row;
  return shown;
}
