import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import { consents } from "../../store/tables/consents.ts";
import { type Act, act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireReason } from "../require-text.ts";
import { type ConsentPayload, type ConsentRow, shown } from "./consent-row.ts";

export interface WithdrawConsentInput {
  readonly consentNo: number;
  readonly reason?: string | null;
}

/** The next query is refused, on every gateway: none of them keeps a consent. Errors: NOT_FOUND, WRONG_STATE, ROLE_REQUIRED. */
export function withdrawConsent(context: ControlContext, input: WithdrawConsentInput): Promise<ConsentPayload> {
  return act(context, "withdrawConsent", ["citizen", "officer"], async (act) => {
    const { actor, at, record, tx } = act;
    const row = await getConsent(act, input.consentNo);
    const reason = actor.citizenId === undefined ? requireReason(input.reason ?? "") : null;
    if (row.withdrawnAt !== null) throw new HubError("WRONG_STATE", { field: "consentNo", rule: "not withdrawn" });
    const [consent = row] = await tx
      .update(consents)
      .set({ withdrawnAt: at, withdrawnBy: actor.citizenId ?? actor.officerId ?? "" })
      .where(eq(consents.consentNo, row.consentNo))
      .returning();
    const targetId = String(row.consentNo);
    const event = await record({ targetKind: "Consent", targetId, before: shown(row), after: shown(consent), reason });
    return { consent, event };
  });
}

/** Held until the act ends. Somebody else's consent is not found, so that numbers cannot be tried. */
async function getConsent({ tx, actor }: Act, consentNo: number): Promise<ConsentRow> {
  const [row] = await tx.select().from(consents).where(eq(consents.consentNo, consentNo)).for("update");
  const isOwn =
    actor.citizenId === undefined ? row?.department === actor.department : row?.personId === actor.citizenId;
  if (!row || !isOwn) throw new HubError("NOT_FOUND", { field: "consentNo" });
  return row;
}
