import { HubError } from "@tongshu/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { departmentSuccessions } from "../../store/tables/lineage.ts";
import { grants } from "../../store/tables/policy.ts";
import { departments } from "../../store/tables/registry.ts";
import { shareRequests } from "../../store/tables/requests.ts";
import { type Act, act } from "../act.ts";
import { demandSharingAuthority, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { tell } from "../notices/tell.ts";
import { TRANSITIONS } from "../requests/request-states.ts";
import { requireReason } from "../require-text.ts";
import { closeGrant } from "./close-grant.ts";
import { spokenForBy } from "./speaking-for.ts";

export interface SucceedDepartmentInput {
  readonly predecessor: string;
  readonly successor: string;
  readonly reason: string;
}

export interface SuccessionPayload {
  readonly succession: typeof departmentSuccessions.$inferSelect;
  readonly closedGrants: readonly string[];
  readonly event: ControlEvent;
}

/**
 * One department takes over from another: it speaks for what the other owned, and gets none of its grants without a new
 * approval. What rows say of their origin stays. Errors: ROLE_REQUIRED, BAD_USER_INPUT, WRONG_STATE.
 */
export function succeedDepartment(context: ControlContext, input: SucceedDepartmentInput): Promise<SuccessionPayload> {
  const reason = requireReason(input.reason);
  return act(context, "succeedDepartment", ["admin"], async (act) => {
    const { tx, actor, at, record } = act;
    demandSharingAuthority(actor);
    const { predecessor, successor } = input;
    await demandPair(act, predecessor, successor);
    const by = actor.officerId ?? actor.clientId;
    const [succession] = await tx
      .insert(departmentSuccessions)
      .values({ predecessor, successor, at, by })
      .onConflictDoNothing()
      .returning();
    if (!succession) throw new HubError("WRONG_STATE", { field: "successor", rule: "not recorded before" });
    const closedGrants = await closeAll(act, predecessor, reason);
    const lapsedRequests = await lapseRequests(act, predecessor);
    const event = await record({
      targetKind: "Department",
      targetId: predecessor,
      before: null,
      after: { predecessor, successor, closedGrants, lapsedRequests },
      reason,
    });
    await tell(tx, at, [predecessor, successor], "DEPARTMENT_SUCCEEDED", { predecessor, successor, closedGrants });
    return { succession, closedGrants, event };
  });
}

/** The authority itself stays, and a line of successors never turns back on itself. */
async function demandPair({ tx }: Act, predecessor: string, successor: string): Promise<void> {
  const known = await tx
    .select({ code: departments.code })
    .from(departments)
    .where(inArray(departments.code, [predecessor, successor]));
  if (known.length < 2)
    throw new HubError("BAD_USER_INPUT", { field: "successor", rule: "two registered departments" });
  if (predecessor === SHARING_AUTHORITY) {
    throw new HubError("BAD_USER_INPUT", { field: "predecessor", rule: `not ${SHARING_AUTHORITY}` });
  }
  if ((await spokenForBy(tx, successor)).length === 0) {
    throw new HubError("BAD_USER_INPUT", { field: "successor", rule: "a department nobody took over from" });
  }
}

async function closeAll({ tx, actor, at }: Act, department: string, reason: string): Promise<string[]> {
  const living = await tx
    .select({ grantNo: grants.grantNo })
    .from(grants)
    .where(and(eq(grants.department, department), isNull(grants.revokedAt)))
    .orderBy(grants.grantNo)
    .for("update");
  const by = actor.officerId ?? actor.clientId;
  for (const { grantNo } of living) await closeGrant(tx, { grantNo, at, reason, by });
  return living.map(({ grantNo }) => grantNo);
}

async function lapseRequests({ tx }: Act, department: string): Promise<number[]> {
  const { from, to } = TRANSITIONS.lapse;
  const lapsed = await tx
    .update(shareRequests)
    .set({ state: to })
    .where(and(eq(shareRequests.department, department), inArray(shareRequests.state, [...from])))
    .returning({ requestNo: shareRequests.requestNo });
  return lapsed.map(({ requestNo }) => requestNo);
}
