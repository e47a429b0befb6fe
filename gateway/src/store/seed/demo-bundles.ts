import type { Bundle } from "./bundle.ts";
import {
  EVENT_CONTENT,
  EVENT_COURSE,
  EVENT_STEP_COURSE,
  full,
  GRID_INTERNAL,
  HOUSEHOLD,
  HOUSEHOLD_MEMBER,
  INSPECTION,
  KEY_PERSON_LINK,
  LEGAL_ENTITY_INTERNAL,
  LEGAL_ENTITY_PEOPLE,
  LICENCE,
  LICENCE_STATUS,
  masked,
  PENALTY,
  PENALTY_PERSON_LINK,
  PERSON_L4_OF_ONESELF,
  PERSON_UP_TO_L3,
  SHAREHOLDER_LINK,
  verified,
} from "./field-lists.ts";

/**
 * Who may see what in the demonstration. A number brought by the caller finds its person only where `idNumber` is
 * VERIFY or FULL; a department that has it MASKED reaches people through organisations alone.
 */
export const DEMO_BUNDLES: readonly Bundle[] = [
  {
    department: "HRS",
    purpose: "SOCIAL_INSURANCE_REGISTRATION",
    scope: "OWN",
    types: {
      Person: full(`personId idNumber name sex birthDate hukouRegion hukouType residenceRegion mobilePhone occupation
        employerEntityId employer socialInsuranceNo pensionStatus medicalInsuranceStatus lifeStatus deathDate provenance`),
      LegalEntity: full("socialInsRegNo taxNo employeeCount socialInsuranceStatus legalRepName contactPhone"),
    },
  },
  {
    department: "PSD",
    purpose: "CRIMINAL_INVESTIGATION",
    scope: "ALL",
    limits: { maxPerDay: 20_000, maxBatch: 1 },
    types: {
      // The events of a suspect are L4, given to the investigation with the approval that its case number stands for.
      Person: full(`${PERSON_UP_TO_L3} events`),
      Household: full(HOUSEHOLD),
      HouseholdMember: full(HOUSEHOLD_MEMBER),
      LegalEntity: full(`${LEGAL_ENTITY_INTERNAL} ${LEGAL_ENTITY_PEOPLE} events`),
      KeyPerson: full(KEY_PERSON_LINK),
      Shareholder: full(SHAREHOLDER_LINK),
      Licence: full(LICENCE),
      Inspection: full(INSPECTION),
      Penalty: full(`${PENALTY} ${PENALTY_PERSON_LINK}`),
      GovernanceEvent: full(`${EVENT_COURSE} ${EVENT_CONTENT}`),
      EventStep: full(EVENT_STEP_COURSE),
    },
  },
  {
    // Rows about the citizen alone: the own household with the own membership in it, of an organisation the own post.
    department: "PSP",
    purpose: "CITIZEN_SELF_SERVICE",
    scope: "SELF",
    types: {
      Person: full(`${PERSON_UP_TO_L3} ${PERSON_L4_OF_ONESELF}`),
      Household: full(HOUSEHOLD),
      HouseholdMember: full(HOUSEHOLD_MEMBER),
      Licence: full(LICENCE),
      KeyPerson: full(KEY_PERSON_LINK),
      Shareholder: full(SHAREHOLDER_LINK),
      Penalty: full(`${PENALTY} ${PENALTY_PERSON_LINK}`),
    },
  },
  {
    // The number is compared and not shown: an inspector who has a person's number before him finds the person with it.
    department: "FDA",
    purpose: "FOOD_SUPERVISION",
    scope: "OWN",
    types: {
      Person: { ...verified("idNumber"), ...masked("name mobilePhone"), ...full("lifeStatus licences positions") },
      LegalEntity: full(`${LEGAL_ENTITY_INTERNAL} ${LEGAL_ENTITY_PEOPLE}`),
      KeyPerson: full(KEY_PERSON_LINK),
      Licence: full(LICENCE),
      Inspection: full(INSPECTION),
      Penalty: full(PENALTY),
    },
  },
  {
    // Reached from the business, never by a number, so the number can be shown in its masked form.
    department: "FDA",
    purpose: "FOOD_WORKER_CHECK",
    scope: "OWN",
    types: {
      Person: { ...masked("name idNumber mobilePhone"), ...full("personId licences") },
      KeyPerson: full("personId person"),
      Licence: full(LICENCE_STATUS),
    },
  },
  {
    department: "STA",
    purpose: "STATISTICS",
    scope: "ALL",
    types: { Person: null, Household: null, LegalEntity: null, Licence: null, Penalty: null, GovernanceEvent: null },
  },
  {
    // A centre works on its region's events and knows people by their masked names. The number serves to find the person
    // who gives it, and is shown to nobody. `Person.events` is L4 and the centre's own register; the reporters and those
    // involved, L4 as well, wait for the approval by two.
    department: "CMC",
    purpose: "GRID_GOVERNANCE",
    scope: "OWN",
    types: {
      Person: {
        ...verified("idNumber"),
        ...masked("name birthDate mobilePhone residenceAddress"),
        ...full("personId sex hukouRegion residenceRegion populationKinds personHouseSeparated events"),
      },
      GovernanceEvent: full(`${EVENT_COURSE} ${EVENT_CONTENT}`),
      EventStep: full(`${EVENT_STEP_COURSE} comment`),
      Grid: full(GRID_INTERNAL),
      LegalEntity: full("legalRepName"),
    },
  },
];
