export type { Capability, Scope } from "./capability.ts";
export { type Clock, systemClock } from "./clock.ts";
export { type ErrorDetail, HubError } from "./errors.ts";
export type {
  ReadReport,
  Register,
  RegisterAnswer,
  RegisterCall,
  RegisterError,
  RegisterOperation,
  Subject,
  SubjectVerb,
} from "./register.ts";
