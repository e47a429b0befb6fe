import assert from "node:assert";
import { HubError } from "@tongshu/kit";
import { grantDiets } from "../../store/tables/diet.ts";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { type GrantRow, getGrant } from "../grants/grant-row.ts";
import { ownersOfGrant } from "../grants/owned-by.ts";
import { answeringFor } from "../grants/speaking-for.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import { usageOf } from "./grant-usage.ts";

export type DietRow = typeof grantDiets.$inferSelect;

export interface DietPayload {
  readonly diet: DietRow;
  readonly event: ControlEvent;
}

export interface ProposeDietInput {
  readonly grantNo: string;
  readonly days: number;
  readonly reason: string;
}

const MIN_DAYS = 30;
const MAX_DAYS = 365;
/** How long the holder has to object. */
const LAPSES_AFTER_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Proposes to take out of a grant what nobody asked for in so many days. The sharing authority or an owner of its fields
 * does it; the holder may object for 30 days. Errors: ROLE_REQUIRED, NOT_FOUND, WRONG_STATE, BAD_USER_INPUT.
 */
export function proposeDiet(context: ControlContext, input: ProposeDietInput): Promise<DietPayload> {
  const reason = requireReason(input.reason);
  const { days } = input;
  if (days < MIN_DAYS || days > MAX_DAYS) {
    throw new HubError("BAD_USER_INPUT", { field: "days", rule: `${MIN_DAYS} to ${MAX_DAYS}` });
  }
  const { classification } = context.services.graph;
  return act(context, "proposeDiet", ["admin"], async (act) => {
    const { tx, actor, at, record } = act;
    const grant = await getGrant(act, context, input.grantNo);
    const owners = await answeringFor(tx, ownersOfGrant(grant, classification));
    if (actor.department !== SHARING_AUTHORITY && !owners.includes(actor.department)) {
      throw new HubError("ROLE_REQUIRED", { rule: `${SHARING_AUTHORITY} or an owner of its fields` });
    }
    const since = new Date(at.getTime() - days * DAY_MS);
    demandOldEnough(grant, since, at);
    const { unused } = await usageOf(tx, grant, since, classification);
    if (unused.length === 0)
      throw new HubError("WRONG_STATE", { field: "grantNo", rule: "a grant with unused fields" });
    const lapsesAt = new Date(at.getTime() + LAPSES_AFTER_DAYS * DAY_MS);
    const [diet] = await tx
      .insert(grantDiets)
      .values({
        grantNo: grant.grantNo,
        unusedFields: [...unused],
        proposedBy: actor.officerId ?? "",
        proposedAt: at,
        lapsesAt,
      })
      .onConflictDoNothing()
      .returning();
    if (!diet) throw new HubError("WRONG_STATE", { field: "grantNo", rule: "no diet proposed already" });
    await tell(tx, at, [grant.department], "DIET_PROPOSED", { dietNo: diet.dietNo, grantNo: grant.grantNo });
    const targetId = String(diet.dietNo);
    const event = await record({ targetKind: "GrantDiet", targetId, before: null, after: { ...diet }, reason });
    return { diet, event };
  });
}

/** What is younger than the days looked at has not had its chance to be used. */
function demandOldEnough({ validFrom, validUntil, revokedAt, isAggregate }: GrantRow, since: Date, at: Date): void {
  assert(since < at);
  if (!isAggregate && revokedAt === null && validFrom <= since && validUntil > at) return;
  throw new HubError("WRONG_STATE", { field: "grantNo", rule: "a living grant as old as the days looked at" });
}
