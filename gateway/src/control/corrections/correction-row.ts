import type { corrections } from "../../store/tables/corrections.ts";
import type { ControlEvent } from "../events/record-event.ts";

export type CorrectionRow = typeof corrections.$inferSelect;

export interface CorrectionPayload {
  readonly correction: CorrectionRow;
  readonly event: ControlEvent;
}

/** A value sealed for one correction opens for no other. */
export function sealLabel({ subjectId, coordinate }: Pick<CorrectionRow, "subjectId" | "coordinate">): string {
  return `correction ${subjectId} ${coordinate}`;
}

/** What the record keeps: that a value was proposed, never which, nor in what words. */
export function shown(row: CorrectionRow): Record<string, unknown> {
  const { subjectType, subjectId, coordinate, ownerDepartment, requestedByDepartment, dueDate, state, sealedValue } =
    row;
  const hasProposedValue = sealedValue !== null;
  return {
    subjectType,
    subjectId,
    coordinate,
    ownerDepartment,
    requestedByDepartment,
    dueDate,
    state,
    hasProposedValue,
  };
}
