export { type BilingualText, bilingual, ERRORS, type ErrorCode } from "./errors.ts";
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
