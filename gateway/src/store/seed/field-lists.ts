import type { Level } from "@tongshu/schema";

/** Fields under one level, written as words, so that a grant reads as a list and not as a table of repeats. */
export function at(level: Level, fields: string): Record<string, Level> {
  const names = fields.split(/\s+/).filter((name) => name !== "");
  return Object.fromEntries(names.map((name) => [name, level]));
}

export const full = (fields: string) => at("FULL", fields);
export const masked = (fields: string) => at("MASKED", fields);
export const verified = (fields: string) => at("VERIFY", fields);

const ORIGIN = "provenance recordVersion recordValidFrom recordValidTo updatedAt";

/** The whole person up to L3; what L4 holds needs an approval by two that a seed cannot give. */
export const PERSON_UP_TO_L3 = `personId idNumber idDocType name formerName sex birthDate birthRegion nativePlace
  ethnicity maritalStatus spousePersonId spouse education hukouRegion hukouAddress hukouType householdId household
  relationToHead residenceRegion residenceAddress residenceSince personHouseSeparated populationKinds mobilePhone
  occupation employerEntityId employer socialInsuranceNo pensionStatus medicalInsuranceStatus lifeStatus deathDate
  minLivingAllowance veteranFlag qualityFlags licences positions shareholdings penalties ${ORIGIN}`;

/** What a citizen may see of oneself beyond that. */
export const PERSON_L4_OF_ONESELF = "birthCertNo birthRegistration guardianPersonId disabilityLevel photo";

export const HOUSEHOLD = `householdId headPersonId head hukouRegion address householdType memberCount establishedDate
  members ${ORIGIN}`;
export const HOUSEHOLD_MEMBER = "personId person relationToHead joinDate leaveDate leaveReason";

/** Of individual businesses run from somebody's home; of all others everybody sees it. */
const HOME_PREMISES = "address postCode lngLat productionAddresses";
/**
 * What baseline leaves out: numbers of the five old certificates, staff, tax, homes that are premises, and the people
 * behind the organisation.
 */
export const LEGAL_ENTITY_INTERNAL = `${HOME_PREMISES} legacyOrgCode regNo taxNo socialInsRegNo statRegNo employeeCount taxpayerType
  taxStatus socialInsuranceStatus staffingQuota`;
export const LEGAL_ENTITY_PEOPLE = "legalRepName legalRepPersonId legalRep legalRepPhone contactPhone email";
export const KEY_PERSON_LINK = "name personId person";
export const SHAREHOLDER_LINK = "holderName holderPersonId holderPerson";

/** State and validity of a licence without its number, holder or face. */
export const LICENCE_STATUS = `licenceId typeCode type holderKind issuerDept issueRegion issueDate validFrom validTo
  status effectiveStatus statusDate version ${ORIGIN}`;
export const LICENCE = `${LICENCE_STATUS} certNo holderPersonId holderEntityId holder holderName coHolders issuerUscc
  statusReason surface previousLicenceId file sourceCaseNo printable`;

/** Inside facts, and every published one, for inspections that are not published yet. */
export const INSPECTION = `inspectionId entityId entity planNo kind items inspectors inspectDate region resultCodes
  problems rectifyDue rectifiedDate publishedAt dept ${ORIGIN}`;
export const PENALTY_PERSON_LINK = "partyPersonId partyPerson";
/** Every published fact of a penalty, for penalties that are not published. */
export const PENALTY = `decisionNo partyEntityId partyEntity caseFact violatedBasis penaltyBasis kinds fineAmount
  confiscatedAmount decideDate decideDept region publish publishReason publishUntil revoked performed ${ORIGIN}`;

/** An event without those who reported it or are involved in it. */
export const EVENT_COURSE = `eventNo title category categoryCode severity urgency channel reporterKind gridCode grid
  region occurredAt reportedAt acceptedAt firstReplyAt dispatchedAt resolvedAt repliedAt closedAt currentLevel
  currentUnit handlingLevelAtClose status dueAt slaState duplicateOf reopenCount steps satisfaction tags anonymised
  ${ORIGIN}`;
export const EVENT_CONTENT = "content location attachments";
export const EVENT_STEP_COURSE = "seq action fromUnit toUnit fromLevel toLevel actorId at dueAt elapsedWorkMinutes";
export const GRID_INTERNAL = "boundary households population officerIds leaderId";
