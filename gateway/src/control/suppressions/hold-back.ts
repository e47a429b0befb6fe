import { HubError } from "@tongshu/kit";
import { and, eq, ne } from "drizzle-orm";
import { auditSuppressions } from "../../store/tables/audit.ts";
import { purposeDepartments, purposes } from "../../store/tables/policy.ts";
import { type Act, act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireText } from "../require-text.ts";

export interface HoldBackInput {
  readonly purpose: string;
  readonly caseNo?: string | null;
  readonly reasonZh: string;
  readonly reasonEn: string;
  /** RFC 3339. */
  readonly endsAt: string;
}

export interface SuppressionPayload {
  readonly suppression: typeof auditSuppressions.$inferSelect;
  readonly event: ControlEvent;
}

const LONGEST_REASON = 500;
const LONGEST_CASE = 64;
/** A year, as for grants: whoever needs longer decides anew. */
const LONGEST_MS = 366 * 86_400_000;

/** Ends by itself; what was held back is then there. Errors: BAD_USER_INPUT, NOT_FOUND, ROLE_REQUIRED, WRONG_STATE. */
export function holdBack(context: ControlContext, input: HoldBackInput): Promise<SuppressionPayload> {
  const { purpose } = input;
  const caseNo = input.caseNo ? requireText("caseNo", input.caseNo, LONGEST_CASE) : null;
  const reasonZh = requireText("reasonZh", input.reasonZh, LONGEST_REASON);
  const reasonEn = requireText("reasonEn", input.reasonEn, LONGEST_REASON);
  const endsAt = new Date(input.endsAt);
  return act(context, "holdBack", ["approver"], async (act) => {
    const { tx, actor, at, record } = act;
    if (!(endsAt > at) || endsAt.getTime() - at.getTime() > LONGEST_MS) {
      throw new HubError("BAD_USER_INPUT", { field: "endsAt", rule: "later than now, within a year" });
    }
    await demandOwnPurpose(act, purpose);
    const [suppression] = await tx
      .insert(auditSuppressions)
      .values({
        department: actor.department,
        purpose,
        caseNo,
        reasonZh,
        reasonEn,
        endsAt,
        createdBy: actor.officerId ?? "",
        createdAt: at,
      })
      .onConflictDoNothing()
      .returning();
    if (!suppression) throw new HubError("WRONG_STATE", { field: "endsAt", rule: "not held back until then already" });
    const targetId = String(suppression.suppressionNo);
    const event = await record({ targetKind: "Suppression", targetId, before: null, after: { ...suppression } });
    return { suppression, event };
  });
}

/** A department keeps back what it did itself, and never what a person did with the own data. */
async function demandOwnPurpose({ tx, actor }: Act, purpose: string): Promise<void> {
  const [row] = await tx
    .select({ code: purposes.code })
    .from(purposes)
    .innerJoin(
      purposeDepartments,
      and(eq(purposeDepartments.purpose, purposes.code), eq(purposeDepartments.department, actor.department)),
    )
    .where(and(eq(purposes.code, purpose), ne(purposes.basisKind, "SELF_ACCESS")));
  if (!row) throw new HubError("NOT_FOUND", { field: "purpose" });
}
