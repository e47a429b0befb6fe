import { exists, many, one } from "@tongshu/kit";
import { desc, isNull, sql } from "drizzle-orm";
import { abnormalListEntry, inspection, penalty, seriousListEntry } from "../store/entities.ts";
import { abnormalListEntries, inspections, penalties, seriousListEntries } from "../store/tables.ts";

const latestDecisionFirst = { orderBy: [desc(penalties.decideDate), desc(penalties.decisionNo)] };

export const reads = {
  inspectionsByEntity: many(inspection, inspections.entityId, {
    orderBy: [desc(inspections.inspectDate), desc(inspections.inspectionId)],
  }),
  penaltyByDecisionNo: one(penalty, penalties.decisionNo),
  penaltiesByEntity: many(penalty, penalties.partyEntityId, latestDecisionFirst),
  penaltiesByPerson: many(penalty, penalties.partyPersonId, latestDecisionFirst),
  abnormalListEntriesByEntity: many(abnormalListEntry, abnormalListEntries.entityId, {
    orderBy: [desc(abnormalListEntries.inDate), desc(abnormalListEntries.entryNo)],
  }),
  seriousListEntriesByEntity: many(seriousListEntry, seriousListEntries.entityId, {
    orderBy: [desc(seriousListEntries.inDate), desc(seriousListEntries.entryNo)],
  }),
  isBarredFromTradeByPerson: exists(penalties.partyPersonId, {
    where: sql`${penalties.kinds} && array['BARRED_FROM_TRADE', 'PERMIT_REVOKED'] and ${penalties.revokedDate} is null`,
  }),
  isOnAbnormalListByEntity: exists(abnormalListEntries.entityId, { where: isNull(abnormalListEntries.outDate) }),
  isOnSeriousListByEntity: exists(seriousListEntries.entityId, { where: isNull(seriousListEntries.outDate) }),
};
