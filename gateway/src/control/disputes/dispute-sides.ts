import { HubError } from "@tongshu/kit";
import { and, desc, eq } from "drizzle-orm";
import { requestStatements } from "../../store/tables/requests.ts";
import type { Act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import { answeringFor, spokenForBy } from "../grants/speaking-for.ts";
import type { RequestRow } from "../requests/request-row.ts";

/** On which side of a request somebody stands. */
export type Side = "ASKER" | "OWNER";

/** The layers of a dispute: the two sides, the sharing authority, the authority above it. */
export const LAYERS = { consultation: 1, authority: 2, above: 3 } as const;

/** Throws ROLE_REQUIRED for whoever is no party. */
export async function sideOf({ tx, actor }: Act, row: RequestRow): Promise<Side> {
  if (actor.department === row.department) return "ASKER";
  const spokenFor = await spokenForBy(tx, actor.department);
  if (row.owners.some((owner) => spokenFor.includes(owner))) return "OWNER";
  throw new HubError("ROLE_REQUIRED", { rule: "a party of the request" });
}

/** The side that opened the dispute under way. */
export async function openingSide({ tx }: Act, row: RequestRow): Promise<Side> {
  const [opened] = await tx
    .select({ department: requestStatements.department })
    .from(requestStatements)
    .where(and(eq(requestStatements.requestNo, row.requestNo), eq(requestStatements.kind, "DISPUTE_OPENED")))
    .orderBy(desc(requestStatements.statementNo))
    .limit(1);
  return opened?.department === row.department ? "ASKER" : "OWNER";
}

/** Everybody whom a dispute concerns. */
export async function partiesOf({ tx }: Act, row: RequestRow): Promise<readonly string[]> {
  return [row.department, ...(await answeringFor(tx, row.owners)), SHARING_AUTHORITY];
}

/** The layer of the dispute under way. Throws WRONG_STATE when there is none. */
export function layerOf({ state, disputeLayer }: RequestRow): number {
  if (state === "DISPUTED" && disputeLayer !== null) return disputeLayer;
  throw new HubError("WRONG_STATE", { field: "requestNo", rule: "DISPUTED" });
}
