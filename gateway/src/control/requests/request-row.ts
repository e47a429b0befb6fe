import { HubError } from "@tongshu/kit";
import { and, arrayOverlaps, asc, eq, notInArray, or, type SQL } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import {
  impactAssessments,
  type RequestState,
  requestDecisions,
  requestStatements,
  shareRequests,
} from "../../store/tables/requests.ts";
import type { Act } from "../act.ts";
import { type Actor, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { spokenForBy } from "../grants/speaking-for.ts";

export type RequestRow = typeof shareRequests.$inferSelect;
export type DecisionRow = typeof requestDecisions.$inferSelect;

export interface RequestPayload {
  readonly request: RequestRow;
  readonly event: ControlEvent;
}

/** What the asking department keeps to itself until it submits. */
const PRIVATE: readonly RequestState[] = ["DRAFT", "DEPT_APPROVED"];

/** Rows the actor has business with: its own, those that ask for what it owns, and all submitted ones for the authority. */
export async function visibleRequests(tx: HubDb, actor: Actor): Promise<SQL | undefined> {
  const spokenFor = await spokenForBy(tx, actor.department);
  const own = eq(shareRequests.department, actor.department);
  const isPublic = notInArray(shareRequests.state, [...PRIVATE]);
  if (actor.department === SHARING_AUTHORITY) return or(own, isPublic);
  if (spokenFor.length === 0) return own;
  return or(own, and(isPublic, arrayOverlaps(shareRequests.owners, [...spokenFor])));
}

/** The request, held until the act ends. Throws NOT_FOUND, also for one that the actor has no business with. */
export async function getRequest({ tx, actor }: Act, requestNo: number): Promise<RequestRow> {
  const [row] = await tx
    .select()
    .from(shareRequests)
    .where(and(eq(shareRequests.requestNo, requestNo), await visibleRequests(tx, actor)))
    .for("update");
  if (!row) throw new HubError("NOT_FOUND", { field: "requestNo" });
  return row;
}

/** What was said in this round, in order. */
export function decisionsOf(tx: HubDb, { requestNo, round }: RequestRow): Promise<DecisionRow[]> {
  return tx
    .select()
    .from(requestDecisions)
    .where(and(eq(requestDecisions.requestNo, requestNo), eq(requestDecisions.round, round)))
    .orderBy(asc(requestDecisions.at));
}

/** What was said in every round: who spoke once has spoken. */
export function everyDecisionOf(tx: HubDb, { requestNo }: RequestRow): Promise<DecisionRow[]> {
  return tx
    .select()
    .from(requestDecisions)
    .where(eq(requestDecisions.requestNo, requestNo))
    .orderBy(asc(requestDecisions.at));
}

/** Who took part on the asking side: wrote it, submitted it, assessed it, or argued for it. */
export async function askersOf(tx: HubDb, row: RequestRow): Promise<Set<string>> {
  const { requestNo, department, createdBy, submittedBy } = row;
  const assessors = await tx
    .select({ officerId: impactAssessments.officerId })
    .from(impactAssessments)
    .where(eq(impactAssessments.requestNo, requestNo));
  const writers = await tx
    .select({ officerId: requestStatements.officerId })
    .from(requestStatements)
    .where(and(eq(requestStatements.requestNo, requestNo), eq(requestStatements.department, department)));
  const others = [...assessors, ...writers].map(({ officerId }) => officerId);
  return new Set([createdBy, ...(submittedBy ? [submittedBy] : []), ...others]);
}

/** Changes the row and records it with what it was. */
export async function changeRequest(
  { tx, record }: Pick<Act, "tx" | "record">,
  row: RequestRow,
  change: Partial<RequestRow>,
  reason: string | null = null,
): Promise<RequestPayload> {
  const [request] = await tx
    .update(shareRequests)
    .set({ state: row.state, ...change })
    .where(and(eq(shareRequests.requestNo, row.requestNo), eq(shareRequests.state, row.state)))
    .returning();
  if (!request) throw new HubError("WRONG_STATE", { field: "requestNo", rule: row.state });
  const event = await record({
    targetKind: "ShareRequest",
    targetId: String(row.requestNo),
    before: { ...row },
    after: { ...request },
    reason,
  });
  return { request, event };
}

/** The name of who acts; only people have the roles that act here. */
export function officerOf({ officerId, clientId }: Actor): string {
  return officerId ?? clientId;
}
