export type { Capability, RowConditions, Scope } from "./capability.ts";
export { type Clock, systemClock } from "./clock.ts";
export { columnNames, identifier, instant, recordColumns, recordFields, reference } from "./columns.ts";
export { answerCounts } from "./counts/answer.ts";
export {
  type CountArguments,
  type CountPeriodArguments,
  levelDepth,
  onlyOne,
  periodDepth,
} from "./counts/arguments.ts";
export {
  type CountSet,
  defineCounts,
  periodDimension,
  regionDimension,
  valueDimension,
} from "./counts/count-set.ts";
export { countEditionsTable } from "./counts/editions-table.ts";
export { publishCounts } from "./counts/publish.ts";
export type { DatabaseOptions } from "./database/client.ts";
export { type CopyRow, type CopyStream, encodeCopyRow } from "./database/copy.ts";
export { type Database, openDatabase } from "./database/database.ts";
export { migrateDatabase } from "./database/migrate.ts";
export { type DatabaseWriter, openWriter } from "./database/writer.ts";
export {
  type DerivedField,
  defineEntity,
  derived,
  type Entity,
  type MaskKind,
  type Reference,
  type RowView,
  referenceTo,
  type Source,
} from "./entity.ts";
export { type ErrorDetail, HubError } from "./errors.ts";
export type { Holding } from "./holdings.ts";
export { connectRegister, type HttpRegisterOptions } from "./http-register.ts";
export { createRegister, type RegisterDependencies } from "./in-process-register.ts";
export { checkKeyCount } from "./key-list.ts";
export { createLogger, describeError, type LoggerOptions } from "./logger.ts";
export {
  type Connection,
  exists,
  type Filter,
  type LoadersOf,
  list,
  many,
  one,
  type PageRequest,
  page,
  type Reads,
  startsWith,
  verify,
} from "./reads.ts";
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
export {
  defineRegister,
  type RegisterContext,
  type RegisterDefinition,
  type Resolvers,
} from "./register-definition.ts";
export { type RowSource, today } from "./rows/row-source.ts";
export {
  type CapabilitySigner,
  type CapabilityVerifier,
  createCapabilitySigner,
  createCapabilityVerifier,
  generateCapabilityKeys,
} from "./serve/capability-token.ts";
export { type Executor, interpretingExecutor } from "./serve/executor.ts";
export { prepareStop } from "./serve/graceful-stop.ts";
export { type RegisterServer, type RegisterServerOptions, serveRegister } from "./serve/http-server.ts";
export { addressOf, divisionOf, exactly, nameOf } from "./verification/claim.ts";
export { checkSubjectCount } from "./verification/loader.ts";
export { sourceFreshness } from "./verification/source-freshness.ts";
export { viewHash } from "./view-hash.ts";
