import { beijingDate } from "@tongshu/schema";
import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import { shareRequests } from "../../store/tables/requests.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { DueWork } from "../due-task.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import type { RequestRow } from "./request-row.ts";

/** So that a long pause is caught up in steps that commit. */
const AT_ONCE = 200;

/** Tells both sides and the authority of what is late. It says nothing else: time never approves. */
export async function escalateOverdue(due: DueWork): Promise<void> {
  const { tx, at } = due;
  const today = beijingDate(at.getTime());
  const lateReplies = and(
    inArray(shareRequests.state, ["SUBMITTED", "ACCEPTED"]),
    lt(shareRequests.replyDueDate, today),
    isNull(shareRequests.replyEscalatedAt),
  );
  const lateDeliveries = and(
    inArray(shareRequests.state, ["APPROVED", "PROVISIONING"]),
    lt(shareRequests.deliveryDueDate, today),
    isNull(shareRequests.deliveryEscalatedAt),
  );
  const replies = await tx.select().from(shareRequests).where(lateReplies).limit(AT_ONCE).for("update");
  for (const row of replies) await escalate(due, row, "REPLY_OVERDUE");
  const deliveries = await tx.select().from(shareRequests).where(lateDeliveries).limit(AT_ONCE).for("update");
  for (const row of deliveries) await escalate(due, row, "DELIVERY_OVERDUE");
}

async function escalate(
  { tx, at, record }: DueWork,
  row: RequestRow,
  kind: "REPLY_OVERDUE" | "DELIVERY_OVERDUE",
): Promise<void> {
  const { requestNo, department, owners, state } = row;
  const change = kind === "REPLY_OVERDUE" ? { replyEscalatedAt: at } : { deliveryEscalatedAt: at };
  await tx.update(shareRequests).set(change).where(eq(shareRequests.requestNo, requestNo));
  await record("escalateOverdue", {
    targetKind: "ShareRequest",
    targetId: String(requestNo),
    before: { state },
    after: { state, ...change },
    reason: kind,
  });
  const dueDate = kind === "REPLY_OVERDUE" ? row.replyDueDate : row.deliveryDueDate;
  const told = [...(await answeringFor(tx, owners)), department, SHARING_AUTHORITY];
  await tell(tx, at, told, kind, { requestNo, dueDate });
}
