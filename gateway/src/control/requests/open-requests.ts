import { HubError } from "@tongshu/kit";
import { and, count, eq, notInArray } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { type RequestState, shareRequests } from "../../store/tables/requests.ts";

/** Far more than a department has under way; a script that writes drafts stops here. */
const MOST_OPEN = 500;
const ENDED: readonly RequestState[] = ["ACTIVE", "EXPIRED", "REVOKED", "REFUSED"];

/** Throws LIMIT_EXCEEDED when the department has as many requests under way as it may. */
export async function demandRoom(tx: HubDb, department: string): Promise<void> {
  const [row] = await tx
    .select({ open: count() })
    .from(shareRequests)
    .where(and(eq(shareRequests.department, department), notInArray(shareRequests.state, [...ENDED])));
  if ((row?.open ?? 0) < MOST_OPEN) return;
  throw new HubError("LIMIT_EXCEEDED", { field: "requestNo", rule: `${MOST_OPEN} requests under way` });
}
