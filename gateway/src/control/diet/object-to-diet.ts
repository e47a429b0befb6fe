import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import { grantDiets } from "../../store/tables/diet.ts";
import { grants } from "../../store/tables/policy.ts";
import { act } from "../act.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { tell } from "../notices/tell.ts";
import { requireReason } from "../require-text.ts";
import type { DietPayload } from "./propose-diet.ts";

export interface ObjectToDietInput {
  readonly dietNo: number;
  readonly reason: string;
}

/** The grant's holder keeps what it says it needs. Errors: ROLE_REQUIRED, NOT_FOUND, WRONG_STATE once the time is over. */
export function objectToDiet(context: ControlContext, input: ObjectToDietInput): Promise<DietPayload> {
  const objection = requireReason(input.reason);
  return act(context, "objectToDiet", ["admin"], async ({ tx, actor, at, record }) => {
    const [before] = await tx.select().from(grantDiets).where(eq(grantDiets.dietNo, input.dietNo)).for("update");
    const [grant] = before ? await tx.select().from(grants).where(eq(grants.grantNo, before.grantNo)) : [];
    // Who neither holds the grant nor watches over all of them is not told that there is one.
    if (!before || !grant || ![grant.department, SHARING_AUTHORITY].includes(actor.department)) {
      throw new HubError("NOT_FOUND", { field: "dietNo" });
    }
    if (grant.department !== actor.department)
      throw new HubError("ROLE_REQUIRED", { rule: `department ${grant.department}` });
    if (before.closedAt || before.lapsesAt <= at)
      throw new HubError("WRONG_STATE", { field: "dietNo", rule: "still open" });
    const change = { objectedBy: actor.officerId ?? "", objection, closedAt: at };
    await tx.update(grantDiets).set(change).where(eq(grantDiets.dietNo, before.dietNo));
    const diet = { ...before, ...change };
    await tell(tx, at, [SHARING_AUTHORITY], "DIET_OBJECTED", { dietNo: diet.dietNo, grantNo: diet.grantNo });
    const targetId = String(diet.dietNo);
    const event = await record({
      targetKind: "GrantDiet",
      targetId,
      before: { ...before },
      after: diet,
      reason: objection,
    });
    return { diet, event };
  });
}
