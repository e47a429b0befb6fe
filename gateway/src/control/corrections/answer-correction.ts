import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import { corrections } from "../../store/tables/corrections.ts";
import { type Act, act } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { requireText } from "../require-text.ts";
import { type CorrectionPayload, type CorrectionRow, shown } from "./correction-row.ts";

export interface AnswerCorrectionInput {
  readonly correctionNo: number;
  readonly outcome: "CORRECTED" | "REFUSED";
  readonly answer: string;
}

const LONGEST_ANSWER = 1_000;

/** Only the field's owner answers, and never the person who asked. Errors: NOT_FOUND, ROLE_REQUIRED, WRONG_STATE. */
export function answerCorrection(context: ControlContext, input: AnswerCorrectionInput): Promise<CorrectionPayload> {
  const answer = requireText("answer", input.answer, LONGEST_ANSWER);
  return act(context, "answerCorrection", ["officer", "admin", "approver"], async (act) => {
    const row = await getOpen(act, input.correctionNo);
    const [correction = row] = await act.tx
      .update(corrections)
      .set({ state: input.outcome, answer, answeredBy: act.actor.officerId ?? "", answeredAt: act.at })
      .where(eq(corrections.correctionNo, row.correctionNo))
      .returning();
    const event = await act.record({
      targetKind: "Correction",
      targetId: String(row.correctionNo),
      before: shown(row),
      after: shown(correction),
      reason: answer,
    });
    return { correction, event };
  });
}

/** Held until the act ends. */
async function getOpen({ tx, actor }: Act, correctionNo: number): Promise<CorrectionRow> {
  const [row] = await tx.select().from(corrections).where(eq(corrections.correctionNo, correctionNo)).for("update");
  if (row?.ownerDepartment !== actor.department) throw new HubError("NOT_FOUND", { field: "correctionNo" });
  if (row.requestedBy === actor.officerId)
    throw new HubError("ROLE_REQUIRED", { rule: "somebody other than who asked" });
  if (row.state !== "OPEN") throw new HubError("WRONG_STATE", { field: "correctionNo", rule: "OPEN" });
  return row;
}
