import { HubError } from "@tongshu/kit";
import type { Classification } from "@tongshu/schema";
import { eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { saveGrants } from "../../store/policy-transactor.ts";
import { grantOrigins } from "../../store/tables/lineage.ts";
import { grants, purposeDepartments } from "../../store/tables/policy.ts";
import { demandLiving, spokenForBy } from "../grants/speaking-for.ts";
import { candidateOf, grantNoOf } from "./candidate.ts";
import { checkCandidate } from "./check-request.ts";
import type { RequestRow } from "./request-row.ts";

/**
 * Makes the grant that a request asked for, in the draft of the next policy version. What it amends ends where it
 * begins; both stay, and each names the other. Errors: ROLE_REQUIRED, BAD_USER_INPUT, WRONG_STATE.
 */
export async function makeGrant(tx: HubDb, row: RequestRow, at: Date, classification: Classification): Promise<string> {
  // A request that slept in a dispute through a reform would otherwise open the old code again.
  demandLiving(await spokenForBy(tx, row.department));
  const grantNo = grantNoOf(row);
  const candidate = await candidateOf(tx, row, grantNo, at);
  const grant = await checkCandidate(tx, candidate, classification);
  if (candidate.inPlaceOf !== null) await endEarlier(tx, candidate.inPlaceOf, candidate.validFrom);
  if (row.kind === "RE_APPROVAL") {
    // The right to the purpose was the predecessor's; it comes over with this approval and not before.
    const { purpose, department } = row;
    await tx.insert(purposeDepartments).values({ purpose, department }).onConflictDoNothing();
  }
  await saveGrants(tx, [grant]);
  await tx.insert(grantOrigins).values({ grantNo, requestNo: row.requestNo, supersedes: row.earlierGrantNo });
  return grantNo;
}

async function endEarlier(tx: HubDb, grantNo: string, endsAt: Date): Promise<void> {
  const [earlier] = await tx.select().from(grants).where(eq(grants.grantNo, grantNo)).for("update");
  if (!earlier || earlier.revokedAt !== null || earlier.validFrom >= endsAt) {
    throw new HubError("WRONG_STATE", { field: "amends", rule: "a grant that has begun and was not revoked" });
  }
  // What ended by itself keeps its own end.
  if (earlier.validUntil > endsAt)
    await tx.update(grants).set({ validUntil: endsAt }).where(eq(grants.grantNo, grantNo));
}
