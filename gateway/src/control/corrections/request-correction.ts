import { HubError } from "@tongshu/kit";
import { shanghaiDay } from "../../budgets/shanghai-day.ts";
import { corrections } from "../../store/tables/corrections.ts";
import { type Act, act } from "../act.ts";
import { readCalendar } from "../calendar/calendar-store.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import type { ControlContext } from "../control-context.ts";
import { requireShape, requireText } from "../require-text.ts";
import { type CorrectionPayload, sealLabel, shown } from "./correction-row.ts";

export interface RequestCorrectionInput {
  readonly personId?: string | null;
  readonly entityId?: string | null;
  readonly coordinate: string;
  readonly reason: string;
  readonly proposedValue?: string | null;
}

const ANSWER_WORKING_DAYS = 10;
const LONGEST_REASON = 1_000;
const LONGEST_VALUE = 500;
const PERSON_ID = /^P[A-Z2-7]{24}$/;
const ENTITY_ID = /^[A-Z0-9-]{2,40}$/;

/** Errors: BAD_USER_INPUT, NOT_FOUND for no such field, ROLE_REQUIRED, WRONG_STATE while one is open on the same field. */
export function requestCorrection(context: ControlContext, input: RequestCorrectionInput): Promise<CorrectionPayload> {
  const { graph, seal } = context.services;
  const reason = requireText("reason", input.reason, LONGEST_REASON);
  const proposed = (input.proposedValue ?? "").trim();
  if (proposed.length > LONGEST_VALUE) {
    throw new HubError("BAD_USER_INPUT", { field: "proposedValue", rule: `at most ${LONGEST_VALUE} characters` });
  }
  return act(context, "requestCorrection", ["citizen", "officer"], async (act) => {
    const subject = subjectOf(act, input);
    const { coordinate } = input;
    const governed = graph.classification.fields.get(coordinate);
    if (governed?.type !== subject.subjectType) throw new HubError("NOT_FOUND", { field: "coordinate" });
    const dueDate = addWorkingDays(shanghaiDay(act.at.getTime()), ANSWER_WORKING_DAYS, await readCalendar(act.tx));
    const [correction] = await act.tx
      .insert(corrections)
      .values({
        ...subject,
        coordinate,
        ownerDepartment: governed.owner,
        reason,
        sealedValue: proposed === "" ? null : seal.lock(proposed, sealLabel({ ...subject, coordinate })),
        requestedByDepartment: act.actor.department,
        requestedBy: act.actor.citizenId ?? act.actor.officerId ?? "",
        requestedAt: act.at,
        dueDate,
        state: "OPEN",
      })
      .onConflictDoNothing()
      .returning();
    if (!correction)
      throw new HubError("WRONG_STATE", { field: "coordinate", rule: "no correction open on this field" });
    const targetId = String(correction.correctionNo);
    const event = await act.record({ targetKind: "Correction", targetId, before: null, after: shown(correction) });
    return { correction, event };
  });
}

/** A citizen disputes what the hub says of oneself, nobody else's data. */
function subjectOf({ actor }: Act, { personId, entityId }: RequestCorrectionInput) {
  const own = actor.citizenId;
  if (own !== undefined) {
    if (entityId || (personId ?? own) !== own) {
      throw new HubError("BAD_USER_INPUT", { field: "personId", rule: "a citizen asks for oneself" });
    }
    return { subjectType: "Person", subjectId: own } as const;
  }
  if (entityId && !personId) {
    return {
      subjectType: "LegalEntity",
      subjectId: requireShape("entityId", entityId, ENTITY_ID, "an entityId"),
    } as const;
  }
  if (entityId) throw new HubError("BAD_USER_INPUT", { field: "entityId", rule: "a person or an organisation" });
  return {
    subjectType: "Person",
    subjectId: requireShape("personId", personId ?? "", PERSON_ID, "a personId"),
  } as const;
}
