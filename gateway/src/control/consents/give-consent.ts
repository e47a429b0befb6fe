import { HubError } from "@tongshu/kit";
import { and, desc, eq } from "drizzle-orm";
import { consents } from "../../store/tables/consents.ts";
import { purposeDepartments, purposes } from "../../store/tables/policy.ts";
import { type Act, act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireShape, requireText } from "../require-text.ts";
import { type ConsentPayload, type ConsentRow, shown } from "./consent-row.ts";

export interface GiveConsentInput {
  readonly department: string;
  readonly purpose: string;
  readonly caseNo: string;
  readonly personId?: string | null;
  readonly evidence?: string | null;
}

const LONGEST_EVIDENCE = 200;
const LONGEST_CASE = 64;
const PERSON_ID = /^P[A-Z2-7]{24}$/;

/** Errors: BAD_USER_INPUT, NOT_FOUND for a purpose that needs no consent, ROLE_REQUIRED, WRONG_STATE when it stands already. */
export function giveConsent(context: ControlContext, input: GiveConsentInput): Promise<ConsentPayload> {
  const { department, purpose } = input;
  const caseNo = requireText("caseNo", input.caseNo, LONGEST_CASE);
  return act(context, "giveConsent", ["citizen", "officer"], async (act) => {
    const given = giverOf(act, input);
    await demandConsentPurpose(act, department, purpose);
    if (given.givenBy !== given.personId) await refuseAfterWithdrawal(act, { department, purpose, caseNo, ...given });
    const [consent] = await act.tx
      .insert(consents)
      .values({ department, purpose, caseNo, ...given, givenAt: act.at })
      .onConflictDoNothing()
      .returning();
    if (!consent) throw new HubError("WRONG_STATE", { field: "caseNo", rule: "no consent that stands already" });
    return { consent, event: await recorded(act, consent) };
  });
}

function recorded({ record }: Act, consent: ConsentRow) {
  return record({ targetKind: "Consent", targetId: String(consent.consentNo), before: null, after: shown(consent) });
}

/** A citizen speaks for nobody else; an officer only writes down a paper, for the own department. */
function giverOf({ actor }: Act, { department, personId = null, evidence = null }: GiveConsentInput) {
  if (actor.citizenId !== undefined) {
    if ((personId ?? actor.citizenId) !== actor.citizenId || evidence !== null) {
      throw new HubError("BAD_USER_INPUT", {
        field: "personId",
        rule: "a citizen consents for oneself, without paper",
      });
    }
    return { personId: actor.citizenId, givenBy: actor.citizenId, evidence: null };
  }
  if (actor.department !== department) throw new HubError("ROLE_REQUIRED", { rule: `department ${department}` });
  return {
    personId: requireShape("personId", personId ?? "", PERSON_ID, "a personId"),
    givenBy: actor.officerId ?? "",
    evidence: requireText("evidence", evidence ?? "", LONGEST_EVIDENCE),
  };
}

/** What a person withdrew, only that person gives again: no paper of the department's undoes it. */
async function refuseAfterWithdrawal(
  { tx }: Act,
  { department, purpose, caseNo, personId }: Pick<ConsentRow, "department" | "purpose" | "caseNo" | "personId">,
): Promise<void> {
  const [last] = await tx
    .select({ withdrawnBy: consents.withdrawnBy })
    .from(consents)
    .where(
      and(
        eq(consents.department, department),
        eq(consents.purpose, purpose),
        eq(consents.caseNo, caseNo),
        eq(consents.personId, personId),
      ),
    )
    .orderBy(desc(consents.consentNo))
    .limit(1);
  if (last?.withdrawnBy !== personId) return;
  throw new HubError("WRONG_STATE", { field: "personId", rule: "withdrawn by the person, who alone consents again" });
}

/** Only where consent opens something: else people would be asked for what they cannot refuse. */
async function demandConsentPurpose({ tx }: Act, department: string, purpose: string): Promise<void> {
  const [row] = await tx
    .select({ basisKind: purposes.basisKind })
    .from(purposes)
    .innerJoin(
      purposeDepartments,
      and(eq(purposeDepartments.purpose, purposes.code), eq(purposeDepartments.department, department)),
    )
    .where(eq(purposes.code, purpose));
  if (row?.basisKind !== "CONSENT") throw new HubError("NOT_FOUND", { field: "purpose", rule: "rests on consent" });
}
