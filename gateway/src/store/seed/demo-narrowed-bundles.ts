import { CALLING_OFFICER } from "@tongshu/schema";
import type { Bundle } from "./bundle.ts";
import {
  EVENT_CONTENT,
  EVENT_COURSE,
  EVENT_STEP_COURSE,
  full,
  HOUSEHOLD,
  HOUSEHOLD_MEMBER,
  INSPECTION,
  KEY_PERSON_LINK,
  LEGAL_ENTITY_INTERNAL,
  LEGAL_ENTITY_PEOPLE,
  LICENCE_STATUS,
  PENALTY,
  SHAREHOLDER_LINK,
  verified,
} from "./field-lists.ts";
import { ofTypes } from "./licence-type-codes.ts";

/** Three enterprises of the demonstration county that are inspected together; they keep their codes at every scale. */
const TASK_OBJECTS = ["91629901YY2DGHE0X1", "91629901YY4T3BC83B", "91629901YY1A0UUD10"];
/** A joint task of one quarter. */
const TASK_DAYS = 90;

/** The task's objects and the fields of its plan; whoever takes part sees the same. */
function jointTask(department: string): Bundle {
  return {
    department,
    purpose: "JOINT_SUPERVISION",
    scope: "ALL",
    windowDays: TASK_DAYS,
    conditions: {
      LegalEntity: { entityId: TASK_OBJECTS },
      Inspection: { entityId: TASK_OBJECTS },
      Penalty: { partyEntityId: TASK_OBJECTS },
      Licence: { holderEntityId: TASK_OBJECTS },
    },
    types: {
      LegalEntity: full(LEGAL_ENTITY_INTERNAL),
      Inspection: full(INSPECTION),
      Penalty: full(PENALTY),
      Licence: full(`${LICENCE_STATUS} certNo holderEntityId`),
    },
  };
}

const PETITIONS = { category: ["PETITION"] };

/** Grants that name their rows by more than a region. */
export const DEMO_NARROWED_BUNDLES: readonly Bundle[] = [
  {
    // Those whom it insures or pays; of everybody else the check learns nothing, not even that they live.
    department: "HRS",
    purpose: "PENSION_CHECK",
    scope: "ALL",
    limits: { maxBatch: 5_000 },
    isPersonLookupOnly: true,
    conditions: { Person: { pensionStatus: ["INSURED", "SUSPENDED", "RECEIVING"] } },
    types: { Person: verified("idNumber name lifeStatus deathDate") },
  },
  {
    // Whether the card that somebody shows at the desk is in force: of a person's licences the identity card alone.
    department: "AIC",
    purpose: "ENTITY_REGISTRATION",
    scope: "ALL",
    limits: { maxPerDay: 20_000 },
    isPersonLookupOnly: true,
    conditions: { Licence: ofTypes("LT-ID") },
    types: {
      Person: { ...verified("idNumber name lifeStatus"), ...full("personId licences") },
      Licence: full(LICENCE_STATUS),
      LegalEntity: full(`${LEGAL_ENTITY_INTERNAL} ${LEGAL_ENTITY_PEOPLE}`),
      KeyPerson: full(KEY_PERSON_LINK),
      Shareholder: full(SHAREHOLDER_LINK),
    },
  },
  {
    // What a family owns is told by the state of its titles, without their numbers.
    department: "CAD",
    purpose: "SOCIAL_ASSISTANCE_CHECK",
    scope: "OWN",
    conditions: { Licence: ofTypes("LT-RE") },
    types: {
      Person: {
        ...verified("idNumber hukouRegion pensionStatus medicalInsuranceStatus employerEntityId"),
        ...full(`personId name sex maritalStatus householdId household relationToHead minLivingAllowance lifeStatus
          licences`),
      },
      Household: full(HOUSEHOLD),
      HouseholdMember: full(HOUSEHOLD_MEMBER),
      Licence: full(LICENCE_STATUS),
    },
  },
  {
    // Whether something bars the person is a yes or a no; the penalty itself stays with those who may see penalties.
    department: "HFP",
    purpose: "PHYSICIAN_REGISTRATION",
    scope: "ALL",
    isPersonLookupOnly: true,
    conditions: { Licence: ofTypes("LT-DQ", "LT-DR", "LT-MI") },
    types: {
      Person: { ...verified("idNumber name lifeStatus"), ...full("personId licences barredFromTrade") },
      Licence: full(`${LICENCE_STATUS} certNo`),
    },
  },
  {
    department: "LTR",
    purpose: "PETITION_HANDLING",
    scope: "OWN",
    conditions: { GovernanceEvent: PETITIONS },
    types: { GovernanceEvent: full(`${EVENT_COURSE} ${EVENT_CONTENT} handlerId`), EventStep: full(EVENT_STEP_COURSE) },
  },
  {
    // Who petitions is L4. The officer who handles the petition knows whom to answer, and of nobody else's petition.
    department: "LTR",
    purpose: "PETITION_REPLY",
    scope: "OWN",
    limits: { maxBatch: 1 },
    conditions: { GovernanceEvent: { ...PETITIONS, handlerId: [CALLING_OFFICER] } },
    types: {
      GovernanceEvent: full(`${EVENT_COURSE} ${EVENT_CONTENT} handlerId reporterPersonId reporter`),
      EventStep: full(`${EVENT_STEP_COURSE} comment`),
      Person: full("personId name mobilePhone"),
    },
  },
  { department: "LTR", purpose: "PETITION_STATISTICS", scope: "OWN", types: { GovernanceEvent: null } },
  {
    department: "NRL",
    purpose: "PLANNING_PERMIT",
    scope: "ALL",
    isPersonLookupOnly: true,
    conditions: { Licence: ofTypes("LT-BL", "LT-PA", "LT-RE") },
    types: {
      Person: { ...verified("idNumber name"), ...full("personId licences") },
      LegalEntity: full("regNo legalRepName"),
      Licence: full(`${LICENCE_STATUS} certNo holderEntityId holderName`),
    },
  },
  {
    // Member by member: whether there is a title in force, and nothing of where it is.
    department: "HUD",
    purpose: "HOUSING_ALLOCATION",
    scope: "ALL",
    isPersonLookupOnly: true,
    conditions: { Licence: ofTypes("LT-RE") },
    types: {
      Person: { ...verified("idNumber name hukouRegion maritalStatus"), ...full("personId licences") },
      Licence: full("licenceId typeCode type status effectiveStatus"),
    },
  },
  jointTask("AIC"),
  jointTask("FDA"),
  jointTask("PSD"),
];
