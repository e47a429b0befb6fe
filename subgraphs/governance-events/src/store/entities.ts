import { defineEntity, derived, recordFields, reference } from "@tongshu/kit";
import { sql } from "drizzle-orm";
import { eventSteps, governanceEvents, grids, involvedParties } from "./tables.ts";

const latestActor = sql`(select ${eventSteps.actorId} from ${eventSteps}
  where ${eventSteps.eventNo} = ${governanceEvents.eventNo} order by ${eventSteps.seq} desc limit 1)`;

export const governanceEvent = defineEntity({
  type: "GovernanceEvent",
  table: governanceEvents,
  key: "eventNo",
  fields: {
    eventNo: governanceEvents.eventNo,
    title: governanceEvents.title,
    content: governanceEvents.content,
    category: governanceEvents.category,
    categoryCode: governanceEvents.categoryCode,
    severity: governanceEvents.severity,
    urgency: governanceEvents.urgency,
    channel: governanceEvents.channel,
    reporterKind: governanceEvents.reporterKind,
    reporterPersonId: governanceEvents.reporterPersonId,
    reporter: reference("Person", "personId", governanceEvents.reporterPersonId),
    gridCode: governanceEvents.gridCode,
    grid: governanceEvents.gridCode,
    region: reference("Region", "code", governanceEvents.region),
    location: derived(
      {
        address: governanceEvents.locationAddress,
        lng: governanceEvents.locationLng,
        lat: governanceEvents.locationLat,
      },
      (location) => (location.address === null && location.lng === null ? null : location),
    ),
    occurredAt: governanceEvents.occurredAt,
    reportedAt: governanceEvents.reportedAt,
    acceptedAt: governanceEvents.acceptedAt,
    firstReplyAt: governanceEvents.firstReplyAt,
    dispatchedAt: governanceEvents.dispatchedAt,
    resolvedAt: governanceEvents.resolvedAt,
    repliedAt: governanceEvents.repliedAt,
    closedAt: governanceEvents.closedAt,
    currentLevel: governanceEvents.currentLevel,
    currentUnit: governanceEvents.currentUnit,
    handlerId: latestActor,
    handlingLevelAtClose: governanceEvents.handlingLevelAtClose,
    status: governanceEvents.status,
    dueAt: governanceEvents.dueAt,
    slaState: governanceEvents.slaState,
    duplicateOf: governanceEvents.duplicateOf,
    reopenCount: governanceEvents.reopenCount,
    involved: governanceEvents.eventNo,
    steps: governanceEvents.eventNo,
    attachments: derived({ digests: governanceEvents.attachmentDigests }, ({ digests }) =>
      (digests as string[]).map((digest) => ({ digest })),
    ),
    satisfaction: derived(
      {
        score: governanceEvents.satisfactionScore,
        evaluatedAt: governanceEvents.satisfactionEvaluatedAt,
        channel: governanceEvents.satisfactionChannel,
        comment: governanceEvents.satisfactionComment,
      },
      (satisfaction) => (satisfaction.score === null ? null : satisfaction),
    ),
    tags: governanceEvents.tags,
    anonymised: governanceEvents.anonymised,
    ...recordFields(governanceEvents),
  },
  scopeColumns: [governanceEvents.gridCode],
  conditions: {
    category: governanceEvents.category,
    categoryCode: governanceEvents.categoryCode,
    handlerId: latestActor,
  },
  selfColumn: governanceEvents.reporterPersonId,
  subjects: [{ type: "Person", column: governanceEvents.reporterPersonId, fields: ["reporterPersonId", "reporter"] }],
});

export const eventStep = defineEntity({
  type: "EventStep",
  table: eventSteps,
  fields: {
    seq: eventSteps.seq,
    action: eventSteps.action,
    fromUnit: eventSteps.fromUnit,
    toUnit: eventSteps.toUnit,
    fromLevel: eventSteps.fromLevel,
    toLevel: eventSteps.toLevel,
    actorId: eventSteps.actorId,
    at: eventSteps.at,
    comment: eventSteps.comment,
    dueAt: eventSteps.dueAt,
    elapsedWorkMinutes: eventSteps.elapsedWorkMinutes,
  },
  scopeColumns: [eventSteps.gridCode],
});

export const involvedParty = defineEntity({
  type: "InvolvedParty",
  table: involvedParties,
  fields: {
    kind: involvedParties.kind,
    ref: involvedParties.ref,
    role: involvedParties.role,
    person: reference("Person", "personId", involvedParties.personId),
    entity: reference("LegalEntity", "entityId", involvedParties.entityId),
  },
  scopeColumns: [involvedParties.gridCode],
  selfColumn: involvedParties.personId,
  subjects: [
    { type: "Person", column: involvedParties.personId, fields: ["ref", "person"] },
    { type: "LegalEntity", column: involvedParties.entityId, fields: ["ref", "entity"] },
  ],
});

export const grid = defineEntity({
  type: "Grid",
  table: grids,
  key: "gridCode",
  fields: {
    gridCode: grids.gridCode,
    name: grids.name,
    kind: grids.kind,
    villageCode: grids.villageCode,
    region: reference("Region", "code", grids.region),
    boundary: grids.boundary,
    households: grids.households,
    population: grids.population,
    officerIds: grids.officerIds,
    leaderId: grids.leaderId,
    status: grids.status,
    mergedInto: grids.mergedInto,
    ...recordFields(grids),
  },
  scopeColumns: [grids.gridCode],
});
