import type { CodeTable } from "./code-table.ts";
import * as count from "./count-tables.ts";
import * as entity from "./entity-tables.ts";
import { ETHNICITY } from "./ethnicity.ts";
import * as event from "./event-tables.ts";
import * as licence from "./licence-tables.ts";
import * as person from "./person-tables.ts";
import * as quality from "./quality-tables.ts";
import * as supervision from "./supervision-tables.ts";

/** Every code table, by the name of its enum in the SDL. */
export const CODE_TABLES = {
  AbnormalGround: supervision.ABNORMAL_GROUND,
  AdministrativeLevel: entity.ADMINISTRATIVE_LEVEL,
  AgeBand: count.AGE_BAND,
  Confidence: quality.CONFIDENCE,
  ContributionMethod: entity.CONTRIBUTION_METHOD,
  CountLevel: count.COUNT_LEVEL,
  CountPeriod: count.COUNT_PERIOD,
  DigestAlgorithm: licence.DIGEST_ALGORITHM,
  DisabilityGrade: person.DISABILITY_GRADE,
  DisabilityKind: person.DISABILITY_KIND,
  Education: person.EDUCATION,
  EnterpriseType: entity.ENTERPRISE_TYPE,
  EntityKind: entity.ENTITY_KIND,
  Ethnicity: ETHNICITY,
  EventCategory: event.EVENT_CATEGORY,
  EventCategoryCode: event.EVENT_CATEGORY_CODE,
  EventChannel: event.EVENT_CHANNEL,
  EventSeverity: event.EVENT_SEVERITY,
  EventStatus: event.EVENT_STATUS,
  EventUrgency: event.EVENT_URGENCY,
  FamilyRelation: person.FAMILY_RELATION,
  FundSource: entity.FUND_SOURCE,
  GridKind: event.GRID_KIND,
  GridStatus: event.GRID_STATUS,
  HukouType: person.HUKOU_TYPE,
  IdDocumentType: person.ID_DOCUMENT_TYPE,
  InspectionKind: supervision.INSPECTION_KIND,
  InspectionResult: supervision.INSPECTION_RESULT,
  InvolvedKind: event.INVOLVED_KIND,
  InvolvedRole: event.INVOLVED_ROLE,
  LeaveReason: person.LEAVE_REASON,
  LicenceFileFormat: licence.LICENCE_FILE_FORMAT,
  LicenceHolderKind: licence.LICENCE_HOLDER_KIND,
  LicenceStatus: licence.LICENCE_STATUS,
  LifeStatus: person.LIFE_STATUS,
  MaritalStatus: person.MARITAL_STATUS,
  MedicalInsuranceStatus: person.MEDICAL_INSURANCE_STATUS,
  PenaltyKind: supervision.PENALTY_KIND,
  PensionStatus: person.PENSION_STATUS,
  PopulationKind: person.POPULATION_KIND,
  PopulationBasis: count.POPULATION_BASIS,
  Position: entity.POSITION,
  Publication: supervision.PUBLICATION,
  QualityFlag: quality.QUALITY_FLAG,
  RegistrationStatus: entity.REGISTRATION_STATUS,
  ReporterKind: event.REPORTER_KIND,
  SecurityLevel: licence.SECURITY_LEVEL,
  Sex: person.SEX,
  ShareholderKind: entity.SHAREHOLDER_KIND,
  SlaState: event.SLA_STATE,
  SocialInsuranceStatus: entity.SOCIAL_INSURANCE_STATUS,
  StepAction: event.STEP_ACTION,
  SubjectType: entity.SUBJECT_TYPE,
  TaxpayerType: entity.TAXPAYER_TYPE,
  TaxStatus: entity.TAX_STATUS,
  VerificationResult: quality.VERIFICATION_RESULT,
} as const satisfies Readonly<Record<string, CodeTable>>;
