import { HubError } from "@tongshu/kit";
import type { HubDb } from "../../store/database.ts";
import type { Actor } from "../actor.ts";
import { askersOf, type DecisionRow, everyDecisionOf, officerOf, type RequestRow } from "./request-row.ts";

/**
 * Refuses whoever asked, as a person and not as a role: the same officer may hold both roles, sign in through another
 * client, or have moved to the owner's department since. Throws SECOND_PERSON_REQUIRED.
 */
export async function demandNotAsker(tx: HubDb, actor: Actor, row: RequestRow): Promise<void> {
  if ((await askersOf(tx, row)).has(officerOf(actor))) throw secondPerson("not the one who asks");
}

/** Refuses whoever approved for the own department: nobody speaks for both sides. Throws SECOND_PERSON_REQUIRED. */
export async function demandNotApproverOf(
  tx: HubDb,
  stage: DecisionRow["stage"],
  actor: Actor,
  row: RequestRow,
): Promise<void> {
  const decisions = await everyDecisionOf(tx, row);
  const hasSpoken = decisions.some((said) => said.stage === stage && said.officerId === officerOf(actor));
  if (hasSpoken) throw secondPerson(stage === "DEPARTMENT" ? "not the own department's approver" : "not an approver");
}

/** Refuses whoever decided in this round for the same owner: two approvals are two persons. */
export function demandNotYetSpoken(actor: Actor, owner: string, decisions: readonly DecisionRow[]): void {
  const hasSpoken = decisions.some((said) => said.owner === owner && said.officerId === officerOf(actor));
  if (hasSpoken) throw secondPerson("two different approvers");
}

function secondPerson(rule: string): HubError {
  return new HubError("SECOND_PERSON_REQUIRED", { rule });
}
