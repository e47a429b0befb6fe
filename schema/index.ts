export type { Checked } from "./codes/check.ts";
export {
  type CitizenIdContext,
  type CitizenIdFlag,
  type CitizenIdRule,
  checkCitizenId,
  citizenIdCheckDigit,
} from "./codes/citizen-id.ts";
export { type CodeEntry, type CodeTable, codeOf, wordOf } from "./codes/code-table.ts";
export { CODE_TABLES } from "./codes/code-tables.ts";
export {
  type CreditCodeContext,
  type CreditCodeFlag,
  type CreditCodeRule,
  checkCreditCode,
  creditCodeCheckDigit,
} from "./codes/credit-code.ts";
export { DEPARTMENTS, type Department, findDepartment } from "./codes/departments.ts";
export {
  COUNTY_NODES,
  DIVISIONS,
  type Division,
  type DivisionLevel,
  findDivision,
  isInForce,
  NEVER_VALID_CODE,
  PREFECTURE_NODES,
  PROVINCE_CODE,
  realDivisionOf,
  SYNTHETIC_PROVINCE_CODE,
  syntheticAliasOf,
} from "./codes/divisions.ts";
export {
  checkLicenceIdentifier,
  type LicenceIdentifierFlag,
  type LicenceIdentifierParts,
  type LicenceIdentifierRule,
  licenceIdentifier,
  licenceIdentifierCheck,
} from "./codes/licence-identifier.ts";
export { maskAddress, maskCitizenId, maskDate, maskName, maskPhone } from "./codes/masks.ts";
export {
  ADDRESS_FOLDING,
  type Folding,
  NAME_FOLDING,
  normaliseAddress,
  normaliseCode,
  normaliseName,
} from "./codes/normalise.ts";
export {
  checkOrganisationCode,
  type OrganisationCodeRule,
  organisationCodeCheckDigit,
} from "./codes/organisation-code.ts";
export {
  checkRegionCode,
  isDivisionAtAnyDate,
  type RegionCodeContext,
  type RegionCodeFlag,
  type RegionCodeRule,
  regionPrefix,
  successorsInForce,
} from "./codes/region-code.ts";
export { type NumberRule, RULE_TEXTS } from "./codes/rule-texts.ts";
export { checkServiceObject, type ServiceObjectCheck, type SubjectType } from "./codes/service-object.ts";
export { type Classification, classify, type FieldClassification, type InputClassification } from "./coordinates.ts";
export { beijingDate, beijingDateTime, isDate } from "./dates.ts";
export { type BilingualText, bilingual, ERRORS, type ErrorCode } from "./errors.ts";
export { READ_MODES, type ReadMode } from "./governance.ts";
export {
  type Coordinate,
  isAtLeast,
  LEVELS,
  type Level,
  maxLevel,
  SENSITIVITIES,
  type Sensitivity,
  SHARING_ATTRIBUTES,
  type SharingAttribute,
} from "./levels.ts";
export { isPartlyPublic } from "./partly-public.ts";
export { CALLING_OFFICER, OFFICER_FIELDS, ROW_CONDITION_FIELDS } from "./row-conditions.ts";
export { createScalars } from "./scalars.ts";
export { loadOwnGraphSdl, loadSupergraphSdl, SUBGRAPH_NAMES, type SubgraphName, subgraphSdl } from "./subgraph-sdl.ts";
