import { HubError } from "@tongshu/kit";
import { asc, eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { breakGlassApprovals, breakGlassSessions } from "../../store/tables/break-glass.ts";
import type { Act } from "../act.ts";
import { type Actor, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { spokenForBy } from "../grants/speaking-for.ts";
import { partsOf } from "../requests/request-parts.ts";

export type SessionRow = typeof breakGlassSessions.$inferSelect;
export type ApprovalRow = typeof breakGlassApprovals.$inferSelect;

export interface SessionPayload {
  readonly session: SessionRow;
  readonly event: ControlEvent;
}

/** Persons of the authority who must agree, whatever is opened. */
const AUTHORITY_PERSONS = 2;

export function stateOf({ openedAt, closedAt }: SessionRow): "ASKED" | "OPEN" | "CLOSED" {
  if (closedAt) return "CLOSED";
  return openedAt ? "OPEN" : "ASKED";
}

/** How many persons of which department must agree: two of the authority, and one or two of each owner. */
export function personsNeeded({ terms }: SessionRow, context: ControlContext): ReadonlyMap<string, number> {
  const needed = new Map<string, number>([[SHARING_AUTHORITY, AUTHORITY_PERSONS]]);
  for (const { owner, approvalsNeeded } of partsOf(terms.type, terms, context.services.graph.classification)) {
    needed.set(owner, Math.max(needed.get(owner) ?? 0, approvalsNeeded));
  }
  return needed;
}

export function approvalsOf(tx: HubDb, sessionNo: number): Promise<ApprovalRow[]> {
  return tx
    .select()
    .from(breakGlassApprovals)
    .where(eq(breakGlassApprovals.sessionNo, sessionNo))
    .orderBy(asc(breakGlassApprovals.at));
}

/** Departments whose agreement is still missing. */
export function stillMissing(needed: ReadonlyMap<string, number>, said: readonly ApprovalRow[]): readonly string[] {
  return [...needed].flatMap(([owner, persons]) => {
    return said.filter((approval) => approval.owner === owner).length < persons ? [owner] : [];
  });
}

/** Whether a session concerns the actor: the authority, and whoever owns what it opens. */
export async function concerns(tx: HubDb, actor: Actor, row: SessionRow, context: ControlContext): Promise<boolean> {
  if (actor.department === SHARING_AUTHORITY) return true;
  const spokenFor = await spokenForBy(tx, actor.department);
  return [...personsNeeded(row, context).keys()].some((owner) => spokenFor.includes(owner));
}

/** The session, held until the act ends. Throws NOT_FOUND, also for one that does not concern the actor. */
export async function getSession({ tx, actor }: Act, context: ControlContext, sessionNo: number): Promise<SessionRow> {
  const [row] = await tx
    .select()
    .from(breakGlassSessions)
    .where(eq(breakGlassSessions.sessionNo, sessionNo))
    .for("update");
  if (!row || !(await concerns(tx, actor, row, context))) throw new HubError("NOT_FOUND", { field: "sessionNo" });
  return row;
}

/** Changes the row and records it with what it was. */
export async function changeSession(
  { tx, record }: Pick<Act, "tx" | "record">,
  row: SessionRow,
  change: Partial<SessionRow>,
  reason: string | null = null,
): Promise<SessionPayload> {
  const [changed] = await tx
    .update(breakGlassSessions)
    .set({ reason: row.reason, ...change })
    .where(eq(breakGlassSessions.sessionNo, row.sessionNo))
    .returning();
  const session = changed as SessionRow;
  const event = await record({
    targetKind: "BreakGlassSession",
    targetId: String(row.sessionNo),
    before: { ...row },
    after: { ...session },
    reason,
  });
  return { session, event };
}
