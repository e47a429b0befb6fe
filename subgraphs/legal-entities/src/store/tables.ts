import { countEditionsTable, identifier, recordColumns } from "@tongshu/kit";
import { isNotNull } from "drizzle-orm";
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const yuan = (name: string) => numeric(name, { precision: 18, scale: 2 });

// No foreign keys: departments send their catalogs in any order, and a dangling link is a finding, not a failed load.

export { sourceFreshness } from "@tongshu/kit";

export const legalEntities = pgTable(
  "legal_entities",
  {
    entityId: identifier("entity_id").primaryKey(),
    uscc: identifier("uscc"),
    legacyOrgCode: text("legacy_org_code"),
    regNo: text("reg_no"),
    taxNo: text("tax_no"),
    socialInsRegNo: text("social_ins_reg_no"),
    statRegNo: text("stat_reg_no"),
    entityKind: text("entity_kind").notNull(),
    name: text("name").notNull(),
    formerNames: text("former_names").array().notNull().default([]),
    enterpriseType: text("enterprise_type"),
    status: text("status").notNull(),
    statusDate: date("status_date"),
    establishedDate: date("established_date"),
    approvedDate: date("approved_date"),
    cancelledDate: date("cancelled_date"),
    revokedDate: date("revoked_date"),
    operatingTermFrom: date("operating_term_from"),
    operatingTermTo: date("operating_term_to"),
    registeredCapital: yuan("registered_capital"),
    registeredCapitalText: text("registered_capital_text"),
    currency: text("currency"),
    paidInCapital: yuan("paid_in_capital"),
    industryCode: text("industry_code"),
    industryStandardYear: integer("industry_standard_year"),
    businessScope: text("business_scope"),
    /** [{ code, name, permitRequired }] */
    scopeItems: jsonb("scope_items").notNull().default([]),
    registrationAuthority: text("registration_authority"),
    registrationRegion: identifier("registration_region").notNull(),
    address: text("address"),
    /** Whether an individual business is run from somebody's home; unknown when null. */
    isHomePremises: boolean("is_home_premises"),
    postCode: text("post_code"),
    lng: doublePrecision("lng"),
    lat: doublePrecision("lat"),
    productionAddresses: text("production_addresses").array().notNull().default([]),
    legalRepName: text("legal_rep_name"),
    legalRepPersonId: identifier("legal_rep_person_id"),
    legalRepPhone: text("legal_rep_phone"),
    contactPhone: text("contact_phone"),
    email: text("email"),
    employeeCount: integer("employee_count"),
    taxpayerType: text("taxpayer_type"),
    taxStatus: text("tax_status"),
    socialInsuranceStatus: text("social_insurance_status"),
    sponsorUnit: text("sponsor_unit"),
    competentUnit: text("competent_unit"),
    fundSource: text("fund_source"),
    openingFund: yuan("opening_fund"),
    staffingQuota: integer("staffing_quota"),
    purposeScope: text("purpose_scope"),
    parentEntityId: identifier("parent_entity_id"),
    lastAnnualReportYear: integer("last_annual_report_year"),
    ...recordColumns(),
  },
  (table) => [
    uniqueIndex("legal_entities_uscc_key").on(table.uscc),
    index("legal_entities_region_idx").on(table.registrationRegion, table.entityId),
    index("legal_entities_status_idx").on(table.status, table.registrationRegion, table.entityId),
    index("legal_entities_kind_idx").on(table.entityKind, table.registrationRegion, table.entityId),
    index("legal_entities_parent_idx").on(table.parentEntityId, table.entityId).where(isNotNull(table.parentEntityId)),
  ],
);

export const shareholders = pgTable(
  "shareholders",
  {
    entityId: identifier("entity_id").notNull(),
    /** Number within the organisation. */
    seq: integer("seq").notNull(),
    /** Of the organisation; a scope is tested without looking there. */
    registrationRegion: identifier("registration_region").notNull(),
    holderKind: text("holder_kind").notNull(),
    holderName: text("holder_name"),
    holderPersonId: identifier("holder_person_id"),
    holderEntityId: identifier("holder_entity_id"),
    subscribedAmount: yuan("subscribed_amount"),
    paidAmount: yuan("paid_amount"),
    ratio: numeric("ratio", { precision: 7, scale: 4 }),
    contributionMethod: text("contribution_method"),
    dueDate: date("due_date"),
    fromDate: date("from_date"),
    toDate: date("to_date"),
    ...recordColumns(),
  },
  (table) => [
    primaryKey({ name: "shareholders_pkey", columns: [table.entityId, table.seq] }),
    index("shareholders_entity_idx").on(table.entityId, table.fromDate, table.seq),
    index("shareholders_person_idx")
      .on(table.holderPersonId, table.fromDate, table.entityId, table.seq)
      .where(isNotNull(table.holderPersonId)),
  ],
);

export const keyPersons = pgTable(
  "key_persons",
  {
    entityId: identifier("entity_id").notNull(),
    /** Number within the organisation. */
    seq: integer("seq").notNull(),
    /** Of the organisation; a scope is tested without looking there. */
    registrationRegion: identifier("registration_region").notNull(),
    name: text("name"),
    personId: identifier("person_id"),
    position: text("position").notNull(),
    isLegalRep: boolean("is_legal_rep").notNull(),
    appointedBy: text("appointed_by"),
    fromDate: date("from_date"),
    toDate: date("to_date"),
    ...recordColumns(),
  },
  (table) => [
    primaryKey({ name: "key_persons_pkey", columns: [table.entityId, table.seq] }),
    index("key_persons_entity_idx").on(table.entityId, table.fromDate, table.seq),
    index("key_persons_person_idx")
      .on(table.personId, table.fromDate, table.entityId, table.seq)
      .where(isNotNull(table.personId)),
  ],
);

export const regions = pgTable("regions", {
  code: identifier("code").primaryKey(),
  name: text("name").notNull(),
  level: text("level").notNull(),
  parent: identifier("parent"),
  validFrom: date("valid_from"),
  validTo: date("valid_to"),
  successors: text("successors").array().notNull().default([]),
  pseudo: boolean("pseudo").notNull(),
  synthetic: boolean("synthetic").notNull(),
  ...recordColumns(),
});

export const departments = pgTable("departments", {
  code: identifier("code").primaryKey(),
  name: text("name").notNull(),
  nameEn: text("name_en").notNull(),
  successors: text("successors").array().notNull().default([]),
  ...recordColumns(),
});

export const countEditions = countEditionsTable();
