import { personIdOf } from "./numbers.ts";
import { alpha, beta } from "./organisations.ts";
import { CHENGGUAN, QILIHE, SUZHOU } from "./people.ts";
import { type Row, record } from "./record.ts";

function gridCodeOf(county: string): string {
  return `${county}001001001`;
}

function grid(county: string): Row {
  return {
    grid_code: gridCodeOf(county),
    name: `${county}一号网格`,
    kind: "BASE",
    village_code: `${county}001001`,
    region: county,
    boundary: `boundary-${county}`,
    households: 300,
    population: 900,
    officer_ids: [`officer-${county}`],
    leader_id: `leader-${county}`,
    status: "ACTIVE",
    merged_into: null,
    ...record("CMC", `grid-${county}`),
  };
}

export const GRIDS: readonly Row[] = [grid(CHENGGUAN), grid(SUZHOU)];

let order = 0;

function event(county: string, reporter: string, more: Row = {}): Row {
  order += 1;
  const at = (hour: number) => `2017-01-1${order}T${String(hour).padStart(2, "0")}:00:00+08:00`;
  return {
    event_no: `${county}2017011${order}0000${order}`,
    title: `event-title-${order}`,
    content: `event-content-${order}`,
    category: "DISPUTE",
    category_code: "DISPUTE_FAMILY",
    severity: "ORDINARY",
    urgency: "NORMAL",
    channel: "HOTLINE",
    reporter_kind: "CITIZEN",
    reporter_person_id: personIdOf(reporter),
    grid_code: gridCodeOf(county),
    region: `${county}001001`,
    location_address: `event-address-${order}`,
    location_lng: 103.5,
    location_lat: 36.25,
    occurred_at: at(8),
    reported_at: at(9),
    accepted_at: at(10),
    first_reply_at: at(11),
    dispatched_at: at(12),
    resolved_at: at(13),
    replied_at: at(14),
    closed_at: at(15),
    current_level: "COUNTY",
    current_unit: `event-unit-${order}`,
    handling_level_at_close: "COUNTY",
    status: "CLOSED",
    due_at: at(20),
    sla_state: "GREEN",
    duplicate_of: null,
    reopen_count: 0,
    attachment_digests: [`attachment-${order}`],
    satisfaction_score: 5,
    satisfaction_evaluated_at: at(21),
    satisfaction_channel: "HOTLINE",
    satisfaction_comment: `event-comment-${order}`,
    tags: [`event-tag-${order}`],
    anonymised: false,
    ...record("CMC", `event-${order}`),
    ...more,
  };
}

export const nearDispute = event(CHENGGUAN, "ben");
export const nearFire = event(CHENGGUAN, "ada", { category: "PUBLIC_SAFETY", category_code: "SAFETY_FIRE" });
export const farDispute = event(SUZHOU, "duo");
/** A petition of Ren's, which an officer of the petition office handles. */
export const petition = event(QILIHE, "ren", { category: "PETITION", category_code: "PETITION_APPEAL" });

export const EVENTS: readonly Row[] = [nearDispute, nearFire, farDispute, petition];

export const EVENT_STEPS: readonly Row[] = EVENTS.flatMap((row, index) =>
  ["REPORT", "ACCEPT", "CLOSE"].map((action, step) => ({
    event_no: row["event_no"],
    seq: step + 1,
    grid_code: row["grid_code"],
    action,
    from_unit: `step-unit-${index}${step}`,
    to_unit: `step-target-${index}${step}`,
    from_level: "GRID",
    to_level: "COUNTY",
    actor_id: row === petition ? "ltr-officer-1" : `step-actor-${index}${step}`,
    at: `2017-01-2${step}T09:00:00+08:00`,
    comment: `step-comment-${index}${step}`,
    due_at: `2017-01-2${step}T18:00:00+08:00`,
    elapsed_work_minutes: 60,
  })),
);

function involved(row: Row, seq: number, who: { person?: string; entity?: Row }): Row {
  const isPerson = who.person !== undefined;
  const personId = isPerson ? personIdOf(who.person ?? "") : null;
  const entityId = who.entity?.["entity_id"] ?? null;
  return {
    event_no: row["event_no"],
    seq,
    grid_code: row["grid_code"],
    kind: isPerson ? "PERSON" : "ORG",
    ref: personId ?? entityId,
    person_id: personId,
    entity_id: entityId,
    role: isPerson ? "PARTY" : "ORGANISATION_CONCERNED",
  };
}

export const INVOLVED_PARTIES: readonly Row[] = [
  involved(nearDispute, 1, { person: "ada" }),
  involved(nearDispute, 2, { person: "duo" }),
  involved(nearDispute, 3, { entity: beta }),
  involved(nearFire, 1, { entity: alpha }),
  involved(farDispute, 1, { person: "ada" }),
  involved(farDispute, 2, { entity: beta }),
];
