import { HubError } from "@tongshu/kit";
import type { Verdict } from "../../audit/audit-record.ts";
import type { Explanation } from "../../explain/explainer.ts";
import { type Disagreement, replayRecord } from "../../explain/replay-record.ts";
import { findOperationText, getRecord } from "../../store/replay-reader.ts";
import { look } from "../act.ts";
import { demandDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";

export interface RecordExplanation {
  readonly recordId: string;
  readonly at: Date;
  readonly explanation: Explanation;
  readonly agrees: boolean;
  readonly disagreements: readonly Disagreement[];
  readonly setAside: readonly string[];
}

/**
 * Makes the snapshot that a record names again and explains the recorded operation under it, at the recorded moment.
 * Errors: ROLE_REQUIRED, NOT_FOUND (also where the text was not kept), WRONG_STATE for a record that decided nothing.
 */
export function explainRecord(context: ControlContext, recordId: string): Promise<RecordExplanation> {
  const { archive, explainer } = context.services;
  return look(context, ["admin", "approver", "auditor"], async ({ tx, actor }) => {
    const { department, region, purpose, ...record } = await getRecord(tx, recordId);
    demandDepartment(actor, department);
    const query = await findOperationText(tx, record.operationHash);
    if (query === null) throw new HubError("NOT_FOUND", { field: "operationHash" });
    const snapshot = await archive.named(tx, record.policyVersion);
    if (purpose === null || !snapshot.purpose(purpose)?.departments.includes(department)) {
      throw new HubError("WRONG_STATE", { field: "recordId", rule: "a record with verdicts" });
    }
    const atMs = record.at.getTime();
    const view = snapshot.viewFor(department, purpose, atMs);
    const { operationName } = record;
    const recorded = record.verdicts as Readonly<Record<string, Verdict>>;
    const { variables, ...replay } = replayRecord(explainer, query, operationName, view, recorded);
    const question = { department, region, purpose, query, operationName, variables };
    return {
      recordId,
      at: record.at,
      explanation: explainer.explain(snapshot, question, atMs),
      agrees: replay.disagreements.length === 0,
      ...replay,
    };
  });
}
