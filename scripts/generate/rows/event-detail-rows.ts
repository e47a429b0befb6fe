import type { tables } from "@tongshu/governance-events";
import { minuteText } from "../calendar.ts";
import type { GovernanceEvent } from "../events/events.ts";
import type { Step } from "../events/handling.ts";
import { involvedIn } from "../events/involved.ts";
import { dueMinute } from "../events/timeline.ts";
import { officerId, unitName } from "../events/units.ts";
import type { Province } from "../province.ts";
import type { RowOf } from "./encode-row.ts";
import { eventsIn } from "./event-rows.ts";
import type { Slice } from "./slice.ts";

export function* eventStepRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.eventSteps>> {
  for (const event of eventsIn(province, slice)) {
    const dueAt = dueMinute(event);
    for (const [i, step] of event.steps.entries()) yield stepRow(event, step, i, dueAt);
  }
}

function stepRow(event: GovernanceEvent, step: Step, i: number, dueAt: number | null): RowOf<typeof tables.eventSteps> {
  const before = event.steps[i - 1];
  return {
    eventNo: event.eventNo,
    seq: i + 1,
    gridCode: event.gridCode,
    action: step.action,
    fromUnit: unitName(event, step.fromLevel),
    toUnit: unitName(event, step.toLevel),
    fromLevel: step.fromLevel,
    toLevel: step.toLevel,
    actorId: officerId(event.gridCode),
    at: minuteText(step.at),
    comment: null,
    dueAt: step.action === "ACCEPT" && dueAt !== null ? minuteText(dueAt) : null,
    elapsedWorkMinutes: before ? Math.min(step.at - before.at, 100_000) : 0,
  };
}

export function* involvedPartyRows(province: Province, slice: Slice): Generator<RowOf<typeof tables.involvedParties>> {
  for (const event of eventsIn(province, slice)) {
    for (const [i, involved] of involvedIn(event, province, province.streams).entries()) {
      yield {
        eventNo: event.eventNo,
        seq: i + 1,
        gridCode: event.gridCode,
        kind: involved.kind,
        ref: involved.ref,
        personId: involved.kind === "PERSON" ? involved.ref : null,
        entityId: involved.kind === "ORG" ? involved.ref : null,
        role: involved.role,
      };
    }
  }
}
