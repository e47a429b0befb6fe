import { countEditionsTable, identifier, instant, recordColumns } from "@tongshu/kit";
import { isNotNull, isNull, sql } from "drizzle-orm";
import { boolean, check, date, index, jsonb, numeric, pgTable, text } from "drizzle-orm/pg-core";

const yuan = (name: string) => numeric(name, { precision: 18, scale: 2 });

// No foreign keys: departments send their catalogs in any order, and a dangling link is a finding, not a failed load.

export const inspections = pgTable(
  "inspections",
  {
    inspectionId: identifier("inspection_id").primaryKey(),
    entityId: identifier("entity_id").notNull(),
    planNo: text("plan_no"),
    kind: text("kind").notNull(),
    /** [{ itemCode, basis, result }] */
    items: jsonb("items").notNull().default([]),
    inspectors: text("inspectors").array().notNull().default([]),
    inspectDate: date("inspect_date").notNull(),
    region: identifier("region").notNull(),
    resultCodes: text("result_codes").array().notNull().default([]),
    problems: text("problems"),
    rectifyDue: date("rectify_due"),
    rectifiedDate: date("rectified_date"),
    publishedAt: instant("published_at"),
    dept: text("dept"),
    ...recordColumns(),
  },
  (table) => [index("inspections_entity_idx").on(table.entityId, table.inspectDate, table.inspectionId)],
);

export const penalties = pgTable(
  "penalties",
  {
    decisionNo: identifier("decision_no").primaryKey(),
    partyEntityId: identifier("party_entity_id"),
    partyPersonId: identifier("party_person_id"),
    caseFact: text("case_fact"),
    violatedBasis: text("violated_basis"),
    penaltyBasis: text("penalty_basis"),
    kinds: text("kinds").array().notNull().default([]),
    fineAmount: yuan("fine_amount"),
    confiscatedAmount: yuan("confiscated_amount"),
    decideDate: date("decide_date").notNull(),
    decideDept: text("decide_dept"),
    region: identifier("region").notNull(),
    publish: text("publish").notNull(),
    publishReason: text("publish_reason"),
    publishUntil: date("publish_until"),
    revokedDate: date("revoked_date"),
    revokedReason: text("revoked_reason"),
    performed: boolean("performed"),
    ...recordColumns(),
  },
  (table) => [
    index("penalties_entity_idx")
      .on(table.partyEntityId, table.decideDate, table.decisionNo)
      .where(isNotNull(table.partyEntityId)),
    index("penalties_person_idx")
      .on(table.partyPersonId, table.decideDate, table.decisionNo)
      .where(isNotNull(table.partyPersonId)),
    // A decision against a person must never count as one against an organisation: those are public.
    check("penalties_one_party", sql`num_nonnulls(${table.partyEntityId}, ${table.partyPersonId}) = 1`),
  ],
);

function listEntryColumns() {
  return {
    entryNo: identifier("entry_no").primaryKey(),
    entityId: identifier("entity_id").notNull(),
    ground: text("ground").notNull(),
    inDate: date("in_date").notNull(),
    inDept: text("in_dept"),
    outDate: date("out_date"),
    outReason: text("out_reason"),
    outDept: text("out_dept"),
    region: identifier("region").notNull(),
  };
}

export const abnormalListEntries = pgTable(
  "abnormal_list_entries",
  { ...listEntryColumns(), ...recordColumns() },
  (table) => [
    index("abnormal_list_entries_entity_idx").on(table.entityId, table.inDate, table.entryNo),
    index("abnormal_list_entries_open_idx").on(table.entityId).where(isNull(table.outDate)),
  ],
);

export const seriousListEntries = pgTable(
  "serious_list_entries",
  { ...listEntryColumns(), basis: text("basis"), ...recordColumns() },
  (table) => [
    index("serious_list_entries_entity_idx").on(table.entityId, table.inDate, table.entryNo),
    index("serious_list_entries_open_idx").on(table.entityId).where(isNull(table.outDate)),
  ],
);

export const countEditions = countEditionsTable();
