import { defineEntity, derived, recordFields, reference, today } from "@tongshu/kit";
import { type SQL, sql } from "drizzle-orm";
import { householdMembers, households, persons } from "./tables.ts";

/** A town or a township is nine digits: within it, nobody lives away from the registered household. */
const isAwayFromHukou = sql`case when length(${persons.hukouRegion}) >= 9 and length(${persons.residenceRegion}) >= 9
  then left(${persons.hukouRegion}, 9) <> left(${persons.residenceRegion}, 9) end`;

/** Everything about a child under 14 is highly sensitive (Personal Information Protection Law, art. 28). */
const isChild = sql`${persons.birthDate} > ${today} - interval '14 years'`;

export const person = defineEntity({
  type: "Person",
  table: persons,
  key: "personId",
  fields: {
    personId: persons.personId,
    idNumber: persons.idNumber,
    idDocType: persons.idDocType,
    name: persons.name,
    formerName: persons.formerName,
    sex: persons.sex,
    birthDate: persons.birthDate,
    birthRegion: reference("Region", "code", persons.birthRegion),
    nativePlace: reference("Region", "code", persons.nativePlace),
    ethnicity: persons.ethnicity,
    maritalStatus: persons.maritalStatus,
    spousePersonId: persons.spousePersonId,
    spouse: persons.spousePersonId,
    education: persons.education,
    hukouRegion: reference("Region", "code", persons.hukouRegion),
    hukouAddress: persons.hukouAddress,
    hukouType: persons.hukouType,
    householdId: persons.householdId,
    household: persons.householdId,
    relationToHead: persons.relationToHead,
    residenceRegion: reference("Region", "code", persons.residenceRegion),
    residenceAddress: persons.residenceAddress,
    residenceSince: persons.residenceSince,
    personHouseSeparated: isAwayFromHukou,
    populationKinds: persons.populationKinds,
    mobilePhone: persons.mobilePhone,
    occupation: persons.occupation,
    employerEntityId: persons.employerEntityId,
    employer: reference("LegalEntity", "entityId", persons.employerEntityId),
    socialInsuranceNo: persons.socialInsuranceNo,
    pensionStatus: persons.pensionStatus,
    medicalInsuranceStatus: persons.medicalInsuranceStatus,
    lifeStatus: persons.lifeStatus,
    deathDate: persons.deathDate,
    birthCertNo: persons.birthCertNo,
    birthRegistration: derived(
      {
        date: persons.birthRegistrationDate,
        parity: persons.birthRegistrationParity,
        office: persons.birthRegistrationOffice,
      },
      (registration) => (registration.date === null ? null : registration),
    ),
    guardianPersonId: persons.guardianPersonId,
    guardian: persons.guardianPersonId,
    disabilityLevel: derived({ kind: persons.disabilityKind, grade: persons.disabilityGrade }, (rating) =>
      rating.kind === null ? null : rating,
    ),
    minLivingAllowance: derived(
      {
        isReceiving: persons.isReceivingMinLivingAllowance,
        fromDate: persons.minLivingAllowanceFromDate,
        toDate: persons.minLivingAllowanceToDate,
      },
      (allowance) => (allowance.isReceiving === null ? null : allowance),
    ),
    veteranFlag: persons.veteranFlag,
    photo: derived({ digest: persons.photoDigest, objectRef: persons.photoObjectRef }, (photo) =>
      photo.digest === null ? null : photo,
    ),
    qualityFlags: persons.qualityFlags,
    ...recordFields(persons),
  },
  scopeColumns: [persons.hukouRegion, persons.residenceRegion],
  conditions: { pensionStatus: persons.pensionStatus },
  selfColumn: persons.personId,
  sensitiveRow: isChild,
  subjects: [{ type: "Person", column: persons.personId }],
  masks: {
    idNumber: "ID_NUMBER",
    socialInsuranceNo: "ID_NUMBER",
    name: "NAME",
    formerName: "NAME",
    birthDate: "DATE",
    deathDate: "DATE",
    hukouAddress: "ADDRESS",
    residenceAddress: "ADDRESS",
    mobilePhone: "PHONE",
  },
});

/** The day a child joined the household is mostly its birthday. Whose age is unknown counts as a child here as well. */
const isChildOfHousehold = sql`not exists (select 1 from ${persons}
  where ${persons.personId} = ${householdMembers.personId} and not (${isChild}))`;

/** Present members only: who has left has no say in the household they left. */
function isMember(personId: SQL): SQL {
  return sql`exists (select 1 from ${householdMembers} where ${householdMembers.householdId} = ${households.householdId}
    and ${householdMembers.personId} = ${personId} and ${householdMembers.leaveDate} is null)`;
}

export const household = defineEntity({
  type: "Household",
  table: households,
  key: "householdId",
  fields: {
    householdId: households.householdId,
    headPersonId: households.headPersonId,
    head: households.headPersonId,
    hukouRegion: reference("Region", "code", households.hukouRegion),
    address: households.address,
    householdType: households.householdType,
    memberCount: households.memberCount,
    establishedDate: households.establishedDate,
    members: households.householdId,
    ...recordFields(households),
  },
  scopeColumns: [households.hukouRegion],
  selfMatches: isMember,
  subjects: [{ type: "Person", column: households.headPersonId, fields: ["headPersonId", "head", "address"] }],
  masks: { address: "ADDRESS" },
});

export const householdMember = defineEntity({
  type: "HouseholdMember",
  table: householdMembers,
  fields: {
    personId: householdMembers.personId,
    person: householdMembers.personId,
    relationToHead: householdMembers.relationToHead,
    joinDate: householdMembers.joinDate,
    leaveDate: householdMembers.leaveDate,
    leaveReason: householdMembers.leaveReason,
  },
  scopeColumns: [householdMembers.hukouRegion],
  selfColumn: householdMembers.personId,
  sensitiveRow: isChildOfHousehold,
  subjects: [{ type: "Person", column: householdMembers.personId }],
});
