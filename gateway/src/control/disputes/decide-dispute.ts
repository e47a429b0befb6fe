import { HubError } from "@tongshu/kit";
import { type Act, act } from "../act.ts";
import { demandSharingAuthority, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { closeGrant } from "../grants/close-grant.ts";
import { tell } from "../notices/tell.ts";
import { dueAfter, REPLY_DAYS_CONDITIONAL } from "../requests/clocks.ts";
import { changeRequest, getRequest, officerOf, type RequestPayload, type RequestRow } from "../requests/request-row.ts";
import { stateAfter } from "../requests/request-states.ts";
import { demandNotApproverOf, demandNotAsker } from "../requests/second-person.ts";
import { addStatement } from "../requests/statements.ts";
import { requireText } from "../require-text.ts";
import { LAYERS, layerOf, openingSide, partiesOf, sideOf } from "./dispute-sides.ts";

/** UPHELD: it stays as it was. REOPENED: the owner decides anew. REVOKED: the grant is taken back. */
export type DisputeOutcome = "UPHELD" | "REOPENED" | "REVOKED";

export interface DecideDisputeInput {
  readonly requestNo: number;
  readonly outcome: DisputeOutcome;
  readonly text: string;
}

/**
 * Ends a dispute. While the two sides consult, the one that opened it may let it rest and the other may give way; above,
 * the sharing authority decides, or writes down what was decided above it. Nobody approves in the owner's place.
 * Errors: ROLE_REQUIRED, SECOND_PERSON_REQUIRED, WRONG_STATE.
 */
export function decideDispute(context: ControlContext, input: DecideDisputeInput): Promise<RequestPayload> {
  const text = requireText("text", input.text, 4_000);
  const { outcome } = input;
  return act(context, "decideDispute", ["approver"], async (act) => {
    const row = await getRequest(act, input.requestNo);
    const layer = layerOf(row);
    if (layer === LAYERS.consultation) await demandSideFor(act, row, outcome);
    else await demandJudge(act, row, layer);
    demandPossible(row, outcome);
    await addStatement(act, row, "DISPUTE_DECIDED", text, layer);
    const payload = await conclude(act, row, outcome, text);
    const details = { requestNo: row.requestNo, outcome };
    await tell(act.tx, act.at, await partiesOf(act, row), "DISPUTE_DECIDED", details);
    return payload;
  });
}

async function demandSideFor(act: Act, row: RequestRow, outcome: DisputeOutcome): Promise<void> {
  const isOpener = (await sideOf(act, row)) === (await openingSide(act, row));
  if (isOpener === (outcome === "UPHELD")) return;
  throw new HubError("ROLE_REQUIRED", { rule: isOpener ? "the other side" : "the side that opened it" });
}

/** Whoever had a hand in the request, or belongs to one of its sides, does not judge it. */
async function demandJudge({ tx, actor }: Act, row: RequestRow, layer: number): Promise<void> {
  demandSharingAuthority(actor);
  const isParty = row.department === SHARING_AUTHORITY || row.owners.includes(SHARING_AUTHORITY);
  if (isParty && layer < LAYERS.above) {
    throw new HubError("WRONG_STATE", { field: "requestNo", rule: "the third layer: the authority is a party" });
  }
  await demandNotAsker(tx, actor, row);
  await demandNotApproverOf(tx, "DEPARTMENT", actor, row);
  await demandNotApproverOf(tx, "PROVIDER", actor, row);
}

function demandPossible({ disputedFrom }: RequestRow, outcome: DisputeOutcome): void {
  const isGranted = disputedFrom === "ACTIVE";
  if (outcome === "UPHELD" || isGranted === (outcome === "REVOKED")) return;
  throw new HubError("BAD_USER_INPUT", {
    field: "outcome",
    rule: isGranted ? "UPHELD or REVOKED" : "UPHELD or REOPENED",
  });
}

async function conclude(act: Act, row: RequestRow, outcome: DisputeOutcome, text: string): Promise<RequestPayload> {
  const { tx, at, actor } = act;
  const ended = { disputeLayer: null, disputedFrom: null };
  if (outcome === "UPHELD") return changeRequest(act, row, { ...ended, state: row.disputedFrom ?? row.state }, text);
  if (outcome === "REOPENED") {
    const replyDueDate = await dueAfter(tx, at, REPLY_DAYS_CONDITIONAL);
    const anew = { round: row.round + 1, replyDueDate, replyEscalatedAt: null };
    return changeRequest(act, row, { ...ended, ...anew, state: stateAfter(row.state, "reopen") }, text);
  }
  const payload = await changeRequest(act, row, { ...ended, state: stateAfter(row.state, "revoke") }, text);
  await closeGrant(tx, { grantNo: row.grantNo ?? "", at, reason: text, by: officerOf(actor) });
  return payload;
}
