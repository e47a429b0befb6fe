export type { AuditRecord, AuditWriter, Verdict } from "./audit/audit-record.ts";
export { describeFinding } from "./audit/chain-finding.ts";
export { checkExport, type ExportReport } from "./audit/check-export.ts";
export { checkLine } from "./audit/line-proof.ts";
export type { ChainReport } from "./audit/verify-chain.ts";
export { verifyExportedAudit, verifyHubAudit } from "./audit/verify-hub-audit.ts";
export type { AccessEntry } from "./federation/access-report.ts";
export type { Caller, Role } from "./identity/caller.ts";
export { type IssuedToken, requestToken, type TokenRequest } from "./identity/request-token.ts";
export { SealMismatchError } from "./identity/seal.ts";
export type { Grant, GrantScope, PolicyContent, Purpose } from "./policy/policy-content.ts";
export {
  DEFAULT_LIMITS,
  type GatewayLimits,
  type GatewayOptions,
  PortTakenError,
  type RunningGateway,
  startGateway,
} from "./start-gateway.ts";
export { saveBudgets } from "./store/budgets-transactor.ts";
export { addConsents } from "./store/consents-transactor.ts";
export { type HubDatabase, openHubDatabase } from "./store/database.ts";
export { grantStatements } from "./store/grant-statements.ts";
export { HUB_MIGRATIONS_FOLDER, migrateHub } from "./store/migrate-hub.ts";
export { findCurrentPolicy, type PolicyVersion, readPolicyDraft } from "./store/policy-reader.ts";
export { createPolicySigner, type PolicySigner } from "./store/policy-signer.ts";
export { publishPolicy, saveGrants, savePurposes } from "./store/policy-transactor.ts";
export { listClients, listOfficers } from "./store/registry-reader.ts";
export { resumeClient, revokeClient, setOfficerActive, suspendClient } from "./store/registry-transactor.ts";
export { readClientKeys } from "./store/seed/client-keys.ts";
export { demoGrants } from "./store/seed/demo-grants.ts";
export { type SeedReport, seedHub } from "./store/seed/seed-hub.ts";
