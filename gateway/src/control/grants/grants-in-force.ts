import { eq, sql } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { policyPointer, policyVersions } from "../../store/tables/policy.ts";

/** Numbers of the grants in the version that was published last: the others wait for the next one. */
export async function grantsInForce(tx: HubDb): Promise<ReadonlySet<string>> {
  const [row] = await tx
    .select({ numbers: sql<string[]>`jsonb_path_query_array(${policyVersions.content}, '$.grants[*].grantNo')` })
    .from(policyPointer)
    .innerJoin(policyVersions, eq(policyVersions.versionNo, policyPointer.versionNo));
  return new Set(row?.numbers ?? []);
}
