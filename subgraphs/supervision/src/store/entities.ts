import { defineEntity, derived, recordFields, reference, today } from "@tongshu/kit";
import { isNotNull, sql } from "drizzle-orm";
import { abnormalListEntries, inspections, penalties, seriousListEntries } from "./tables.ts";

export const inspection = defineEntity({
  type: "Inspection",
  table: inspections,
  key: "inspectionId",
  fields: {
    inspectionId: inspections.inspectionId,
    entityId: inspections.entityId,
    entity: reference("LegalEntity", "entityId", inspections.entityId),
    planNo: inspections.planNo,
    kind: inspections.kind,
    items: inspections.items,
    inspectors: inspections.inspectors,
    inspectDate: inspections.inspectDate,
    region: reference("Region", "code", inspections.region),
    resultCodes: inspections.resultCodes,
    problems: inspections.problems,
    rectifyDue: inspections.rectifyDue,
    rectifiedDate: inspections.rectifiedDate,
    publishedAt: inspections.publishedAt,
    dept: reference("Department", "code", inspections.dept),
    ...recordFields(inspections),
  },
  publicRow: isNotNull(inspections.publishedAt),
  scopeColumns: [inspections.region],
  conditions: { entityId: inspections.entityId, planNo: inspections.planNo, kind: inspections.kind },
  subjects: [{ type: "LegalEntity", column: inspections.entityId }],
});

/**
 * A person's penalty stays closed whatever its publication says. Publication ends with its last day, and is taken back
 * when the decision is revoked (Administrative Penalty Law, art. 48).
 */
const isPublished = sql`${penalties.partyEntityId} is not null and ${penalties.publish} = 'YES'
  and ${penalties.revokedDate} is null and (${penalties.publishUntil} is null or ${penalties.publishUntil} >= ${today})`;

export const penalty = defineEntity({
  type: "Penalty",
  table: penalties,
  key: "decisionNo",
  fields: {
    decisionNo: penalties.decisionNo,
    partyEntityId: penalties.partyEntityId,
    partyEntity: reference("LegalEntity", "entityId", penalties.partyEntityId),
    partyPersonId: penalties.partyPersonId,
    partyPerson: reference("Person", "personId", penalties.partyPersonId),
    caseFact: penalties.caseFact,
    violatedBasis: penalties.violatedBasis,
    penaltyBasis: penalties.penaltyBasis,
    kinds: penalties.kinds,
    fineAmount: penalties.fineAmount,
    confiscatedAmount: penalties.confiscatedAmount,
    decideDate: penalties.decideDate,
    decideDept: reference("Department", "code", penalties.decideDept),
    region: reference("Region", "code", penalties.region),
    publish: penalties.publish,
    publishReason: penalties.publishReason,
    publishUntil: penalties.publishUntil,
    revoked: derived({ revokedDate: penalties.revokedDate, reason: penalties.revokedReason }, (revocation) =>
      revocation.revokedDate === null ? null : revocation,
    ),
    performed: penalties.performed,
    ...recordFields(penalties),
  },
  publicRow: isPublished,
  scopeColumns: [penalties.region],
  conditions: { partyEntityId: penalties.partyEntityId },
  selfColumn: penalties.partyPersonId,
  subjects: [
    { type: "Person", column: penalties.partyPersonId },
    { type: "LegalEntity", column: penalties.partyEntityId },
  ],
});

export const abnormalListEntry = defineEntity({
  type: "AbnormalListEntry",
  table: abnormalListEntries,
  key: "entryNo",
  fields: listEntryFields(abnormalListEntries),
  scopeColumns: [abnormalListEntries.region],
  conditions: { entityId: abnormalListEntries.entityId },
  subjects: [{ type: "LegalEntity", column: abnormalListEntries.entityId }],
});

export const seriousListEntry = defineEntity({
  type: "SeriousListEntry",
  table: seriousListEntries,
  key: "entryNo",
  fields: { ...listEntryFields(seriousListEntries), basis: seriousListEntries.basis },
  scopeColumns: [seriousListEntries.region],
  conditions: { entityId: seriousListEntries.entityId },
  subjects: [{ type: "LegalEntity", column: seriousListEntries.entityId }],
});

/** What both lists have in common. */
function listEntryFields(table: typeof abnormalListEntries | typeof seriousListEntries) {
  return {
    entryNo: table.entryNo,
    entityId: table.entityId,
    entity: reference("LegalEntity", "entityId", table.entityId),
    ground: table.ground,
    inDate: table.inDate,
    inDept: reference("Department", "code", table.inDept),
    outDate: table.outDate,
    outReason: table.outReason,
    outDept: reference("Department", "code", table.outDept),
    region: reference("Region", "code", table.region),
    ...recordFields(table),
  };
}
