import { HubError } from "@tongshu/kit";
import { saveGrants } from "../../store/policy-transactor.ts";
import { breakGlassApprovals } from "../../store/tables/break-glass.ts";
import { type Act, act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { answeringFor, spokenForBy } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { checkCandidate } from "../requests/check-request.ts";
import { demandOwner } from "../requests/request-actors.ts";
import { officerOf } from "../requests/request-row.ts";
import { BREAK_GLASS_PURPOSE } from "./break-glass-purpose.ts";
import { putInForce } from "./put-in-force.ts";
import {
  approvalsOf,
  changeSession,
  getSession,
  personsNeeded,
  type SessionPayload,
  type SessionRow,
  stateOf,
  stillMissing,
} from "./session-row.ts";

export interface SessionInput {
  readonly sessionNo: number;
}

const HOUR_MS = 3_600_000;
/** Who agreed to an incident of last month did not agree to this one. */
const ASKED_FOR_MS = 24 * HOUR_MS;

/**
 * One person agrees, for one department. With the last one needed the session opens at once: a grant that ends by
 * itself after its hours. Errors: ROLE_REQUIRED, SECOND_PERSON_REQUIRED, WRONG_STATE.
 */
export function approveBreakGlass(context: ControlContext, input: SessionInput): Promise<SessionPayload> {
  return act(context, "approveBreakGlass", ["approver"], async (act) => {
    const { tx, actor, at } = act;
    const row = await getSession(act, context, input.sessionNo);
    if (stateOf(row) !== "ASKED" || at.getTime() - row.askedAt.getTime() > ASKED_FOR_MS) {
      throw new HubError("WRONG_STATE", { field: "sessionNo", rule: "asked for within a day, and not opened" });
    }
    const officerId = officerOf(actor);
    if (row.askedBy === officerId) throw new HubError("SECOND_PERSON_REQUIRED", { rule: "not the one who asks" });
    const needed = personsNeeded(row, context);
    const before = await approvalsOf(tx, row.sessionNo);
    const own = demandOwner([...needed.keys()], await spokenForBy(tx, actor.department));
    const missing = stillMissing(needed, before);
    const owner = own.find((code) => missing.includes(code));
    if (owner === undefined) {
      throw new HubError("WRONG_STATE", { field: "sessionNo", rule: "not yet agreed to by the department" });
    }
    const said = await tx
      .insert(breakGlassApprovals)
      .values({ sessionNo: row.sessionNo, owner, officerId, at })
      .onConflictDoNothing()
      .returning();
    if (said.length === 0) throw new HubError("SECOND_PERSON_REQUIRED", { rule: "different persons" });
    return stillMissing(needed, [...before, ...said]).length > 0
      ? changeSession(act, row, {})
      : openSession(act, context, row);
  });
}

async function openSession(act: Act, context: ControlContext, row: SessionRow): Promise<SessionPayload> {
  const { tx, at } = act;
  const { sessionNo, department, terms, hours } = row;
  const grantNo = `G-BREAK-GLASS-${String(sessionNo).padStart(5, "0")}`;
  const endsAt = new Date(at.getTime() + hours * HOUR_MS);
  const candidate = {
    grantNo,
    department,
    purpose: BREAK_GLASS_PURPOSE,
    purposeOf: department,
    terms,
    validFrom: at,
    validUntil: endsAt,
    inPlaceOf: null,
  };
  const grant = await checkCandidate(tx, candidate, context.services.graph.classification);
  await saveGrants(tx, [grant]);
  await putInForce(act, context, grant);
  const payload = await changeSession(act, row, { openedAt: at, endsAt, grantNo });
  const told = await answeringFor(tx, [...personsNeeded(row, context).keys()]);
  await tell(tx, at, told, "BREAK_GLASS_OPENED", { sessionNo, grantNo, endsAt: endsAt.toISOString() });
  return payload;
}
