import { and, eq, lte } from "drizzle-orm";
import { grants } from "../../store/tables/policy.ts";
import { shareRequests } from "../../store/tables/requests.ts";
import type { DueWork } from "../due-task.ts";
import { stateAfter } from "./request-states.ts";

const AT_ONCE = 500;

/** Follows grants that ended. The grant itself closes at its second on every gateway; this only writes it down. */
export async function expireRequests({ tx, at, record }: DueWork): Promise<void> {
  const ended = await tx
    .select({ requestNo: shareRequests.requestNo, grantNo: grants.grantNo, state: shareRequests.state })
    .from(shareRequests)
    .innerJoin(grants, eq(grants.grantNo, shareRequests.grantNo))
    .where(and(eq(shareRequests.state, "ACTIVE"), lte(grants.validUntil, at)))
    .limit(AT_ONCE)
    .for("update", { of: shareRequests });
  for (const { requestNo, grantNo, state } of ended) {
    const after = stateAfter(state, "expire");
    await tx.update(shareRequests).set({ state: after }).where(eq(shareRequests.requestNo, requestNo));
    await record("expireRequest", {
      targetKind: "ShareRequest",
      targetId: String(requestNo),
      before: { state },
      after: { state: after, grantNo },
    });
  }
}
