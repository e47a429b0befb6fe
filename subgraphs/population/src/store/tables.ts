import { countEditionsTable, identifier, recordColumns } from "@tongshu/kit";
import { boolean, date, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";

// No foreign keys: departments send their catalogs in any order, and a dangling link is a finding, not a failed load.

export { sourceFreshness } from "@tongshu/kit";

export const persons = pgTable(
  "persons",
  {
    personId: identifier("person_id").primaryKey(),
    idNumber: identifier("id_number"),
    idDocType: text("id_doc_type"),
    name: text("name"),
    formerName: text("former_name"),
    sex: text("sex"),
    birthDate: date("birth_date"),
    birthRegion: identifier("birth_region"),
    nativePlace: identifier("native_place"),
    ethnicity: text("ethnicity"),
    maritalStatus: text("marital_status"),
    spousePersonId: identifier("spouse_person_id"),
    education: text("education"),
    hukouRegion: identifier("hukou_region"),
    hukouAddress: text("hukou_address"),
    hukouType: text("hukou_type"),
    householdId: identifier("household_id"),
    relationToHead: text("relation_to_head"),
    residenceRegion: identifier("residence_region"),
    residenceAddress: text("residence_address"),
    residenceSince: date("residence_since"),
    populationKinds: text("population_kinds").array().notNull().default([]),
    mobilePhone: text("mobile_phone"),
    occupation: text("occupation"),
    employerEntityId: identifier("employer_entity_id"),
    socialInsuranceNo: text("social_insurance_no"),
    pensionStatus: text("pension_status"),
    medicalInsuranceStatus: text("medical_insurance_status"),
    lifeStatus: text("life_status").notNull(),
    deathDate: date("death_date"),
    birthCertNo: text("birth_cert_no"),
    birthRegistrationDate: date("birth_registration_date"),
    birthRegistrationParity: integer("birth_registration_parity"),
    birthRegistrationOffice: text("birth_registration_office"),
    guardianPersonId: identifier("guardian_person_id"),
    disabilityKind: text("disability_kind"),
    disabilityGrade: text("disability_grade"),
    isReceivingMinLivingAllowance: boolean("is_receiving_min_living_allowance"),
    minLivingAllowanceFromDate: date("min_living_allowance_from_date"),
    minLivingAllowanceToDate: date("min_living_allowance_to_date"),
    veteranFlag: boolean("veteran_flag"),
    photoDigest: text("photo_digest"),
    photoObjectRef: text("photo_object_ref"),
    qualityFlags: text("quality_flags").array().notNull().default([]),
    ...recordColumns(),
  },
  (table) => [uniqueIndex("persons_id_number_key").on(table.idNumber)],
);

export const households = pgTable("households", {
  householdId: identifier("household_id").primaryKey(),
  headPersonId: identifier("head_person_id"),
  hukouRegion: identifier("hukou_region"),
  address: text("address"),
  householdType: text("household_type"),
  memberCount: integer("member_count"),
  establishedDate: date("established_date"),
  ...recordColumns(),
});

/** Part of the household's record, and so without a provenance of its own. */
export const householdMembers = pgTable(
  "household_members",
  {
    householdId: identifier("household_id").notNull(),
    joinDate: date("join_date").notNull(),
    personId: identifier("person_id").notNull(),
    /** Of the household; a scope is tested without looking there. */
    hukouRegion: identifier("hukou_region"),
    relationToHead: text("relation_to_head"),
    leaveDate: date("leave_date"),
    leaveReason: text("leave_reason"),
  },
  (table) => [
    primaryKey({ name: "household_members_pkey", columns: [table.householdId, table.joinDate, table.personId] }),
  ],
);

export const countEditions = countEditionsTable();
