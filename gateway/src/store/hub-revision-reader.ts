import type { HubDb } from "./database.ts";
import { hubRevision } from "./tables/revision.ts";

/** How often what gateways hold in memory has changed. */
export async function getHubRevision(db: HubDb): Promise<number> {
  const [row] = await db.select({ revision: hubRevision.revision }).from(hubRevision);
  if (row === undefined) throw new Error("the hub database has lost its revision");
  return row.revision;
}
