import { HubError } from "@tongshu/kit";
import { eq, inArray } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { grants } from "../../store/tables/policy.ts";
import { shareRequests } from "../../store/tables/requests.ts";
import { grantRevocations } from "../../store/tables/revocations.ts";

export interface Closing {
  readonly grantNo: string;
  readonly at: Date;
  readonly reason: string;
  /** The officer, or `hub`. */
  readonly by: string;
}

export interface ClosedGrant {
  readonly revocationNo: number;
  readonly grantNo: string;
}

/**
 * Takes a grant back: gateways close it within a second and no version opens it again. Its request is revoked with it.
 * Throws WRONG_STATE when it was taken back before.
 */
export async function closeGrant(tx: HubDb, { grantNo, at, reason, by }: Closing): Promise<ClosedGrant> {
  const [revoked] = await tx
    .insert(grantRevocations)
    .values({ grantNo, at, reason, by })
    .onConflictDoNothing()
    .returning({ revocationNo: grantRevocations.revocationNo, grantNo: grantRevocations.grantNo });
  if (!revoked) throw new HubError("WRONG_STATE", { field: "grantNo", rule: "not revoked" });
  await tx.update(grants).set({ revokedAt: at }).where(eq(grants.grantNo, grantNo));
  await revokeRequests(tx, grantNo);
  return revoked;
}

async function revokeRequests(tx: HubDb, grantNo: string): Promise<void> {
  const rows = await tx.select().from(shareRequests).where(eq(shareRequests.grantNo, grantNo)).for("update");
  const living = rows.filter(({ state }) => state === "ACTIVE" || state === "DISPUTED").map((row) => row.requestNo);
  if (living.length === 0) return;
  await tx
    .update(shareRequests)
    .set({ state: "REVOKED", disputedFrom: null, disputeLayer: null })
    .where(inArray(shareRequests.requestNo, living));
}
