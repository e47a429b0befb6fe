import { countEditionsTable, identifier, instant, recordColumns } from "@tongshu/kit";
import { isNotNull, sql } from "drizzle-orm";
import { boolean, check, doublePrecision, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

// No foreign keys: departments send their catalogs in any order, and a dangling link is a finding, not a failed load.

export const governanceEvents = pgTable(
  "governance_events",
  {
    eventNo: identifier("event_no").primaryKey(),
    title: text("title").notNull(),
    content: text("content"),
    category: text("category").notNull(),
    categoryCode: text("category_code").notNull(),
    severity: text("severity"),
    urgency: text("urgency"),
    channel: text("channel"),
    reporterKind: text("reporter_kind"),
    reporterPersonId: identifier("reporter_person_id"),
    /** Grid of origin; merging grids never changes it. */
    gridCode: identifier("grid_code").notNull(),
    /** Village or community of origin: the first twelve digits of the grid. */
    region: identifier("region").notNull(),
    locationAddress: text("location_address"),
    locationLng: doublePrecision("location_lng"),
    locationLat: doublePrecision("location_lat"),
    occurredAt: instant("occurred_at"),
    reportedAt: instant("reported_at").notNull(),
    acceptedAt: instant("accepted_at"),
    firstReplyAt: instant("first_reply_at"),
    dispatchedAt: instant("dispatched_at"),
    resolvedAt: instant("resolved_at"),
    repliedAt: instant("replied_at"),
    closedAt: instant("closed_at"),
    currentLevel: text("current_level"),
    currentUnit: text("current_unit"),
    handlingLevelAtClose: text("handling_level_at_close"),
    status: text("status").notNull(),
    dueAt: instant("due_at"),
    slaState: text("sla_state"),
    duplicateOf: identifier("duplicate_of"),
    reopenCount: integer("reopen_count").notNull().default(0),
    attachmentDigests: text("attachment_digests").array().notNull().default([]),
    satisfactionScore: integer("satisfaction_score"),
    satisfactionEvaluatedAt: instant("satisfaction_evaluated_at"),
    satisfactionChannel: text("satisfaction_channel"),
    satisfactionComment: text("satisfaction_comment"),
    tags: text("tags").array().notNull().default([]),
    anonymised: boolean("anonymised").notNull().default(false),
    ...recordColumns(),
  },
  (table) => [
    index("governance_events_category_idx").on(table.category, table.eventNo),
    index("governance_events_status_idx").on(table.status, table.eventNo),
    check(
      "governance_events_numbered_by_region",
      sql`left(${table.eventNo}, 6) = left(${table.gridCode}, 6) and ${table.region} = left(${table.gridCode}, 12)`,
    ),
  ],
);

/** Part of the event's record, and so without a provenance of its own; append-only. */
export const eventSteps = pgTable(
  "event_steps",
  {
    eventNo: identifier("event_no").notNull(),
    seq: integer("seq").notNull(),
    /** Of the event; a scope is tested without looking there. */
    gridCode: identifier("grid_code").notNull(),
    action: text("action").notNull(),
    fromUnit: text("from_unit"),
    toUnit: text("to_unit"),
    fromLevel: text("from_level"),
    toLevel: text("to_level"),
    actorId: text("actor_id"),
    at: instant("at").notNull(),
    comment: text("comment"),
    dueAt: instant("due_at"),
    elapsedWorkMinutes: integer("elapsed_work_minutes"),
  },
  (table) => [primaryKey({ name: "event_steps_pkey", columns: [table.eventNo, table.seq] })],
);

/** Part of the event's record, and so without a provenance of its own. */
export const involvedParties = pgTable(
  "involved_parties",
  {
    eventNo: identifier("event_no").notNull(),
    /** Number within the event. */
    seq: integer("seq").notNull(),
    /** Of the event; a scope is tested without looking there. */
    gridCode: identifier("grid_code").notNull(),
    kind: text("kind").notNull(),
    /** personId, entityId, or what names a place or an object. */
    ref: text("ref"),
    personId: identifier("person_id"),
    entityId: identifier("entity_id"),
    role: text("role"),
  },
  (table) => [
    primaryKey({ name: "involved_parties_pkey", columns: [table.eventNo, table.seq] }),
    index("involved_parties_person_idx").on(table.personId, table.eventNo).where(isNotNull(table.personId)),
    index("involved_parties_entity_idx").on(table.entityId, table.eventNo).where(isNotNull(table.entityId)),
    // The kind is less closely guarded than the person: it must not name one and link the other.
    check(
      "involved_parties_link_fits_kind",
      sql`(${table.personId} is null or ${table.kind} = 'PERSON') and (${table.entityId} is null or ${table.kind} = 'ORG')`,
    ),
  ],
);

export const grids = pgTable("grids", {
  gridCode: identifier("grid_code").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
  villageCode: identifier("village_code").notNull(),
  /** The county it lies in, six digits. */
  region: identifier("region").notNull(),
  /** GeoJSON. */
  boundary: text("boundary"),
  households: integer("households"),
  population: integer("population"),
  officerIds: text("officer_ids").array().notNull().default([]),
  leaderId: text("leader_id"),
  status: text("status").notNull(),
  mergedInto: identifier("merged_into"),
  ...recordColumns(),
});

export const countEditions = countEditionsTable();
