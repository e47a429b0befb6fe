import { HubError } from "@tongshu/kit";
import { operations } from "../../store/tables/operations.ts";
import { act } from "../act.ts";
import { demandDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import {
  getOperation,
  isOperation,
  type OperationPayload,
  type OperationRow,
  shownOperation,
} from "./operation-row.ts";

export interface WithdrawOperationInput {
  readonly department: string;
  readonly operationId: string;
  readonly reason: string;
}

/** No gateway runs it for a client in production from one second later. Errors: ROLE_REQUIRED, NOT_FOUND, WRONG_STATE. */
export function withdrawOperation(context: ControlContext, input: WithdrawOperationInput): Promise<OperationPayload> {
  const reason = requireReason(input.reason);
  const { department, operationId } = input;
  return act(context, "withdrawOperation", ["admin"], async ({ tx, actor, at, record }) => {
    demandDepartment(actor, department);
    const before = await getOperation(tx, department, operationId);
    if (before.withdrawnAt !== null) throw new HubError("WRONG_STATE", { field: "operationId", rule: "in use" });
    const [operation] = await tx
      .update(operations)
      .set({ withdrawnAt: at, withdrawnBy: actor.officerId ?? actor.clientId })
      .where(isOperation(department, operationId))
      .returning();
    const after = operation as OperationRow;
    const event = await record({
      targetKind: "Operation",
      targetId: `${department} ${operationId}`,
      before: shownOperation(before),
      after: shownOperation(after),
      reason,
    });
    return { operation: after, event };
  });
}
