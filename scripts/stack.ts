// The whole hub as a library, for tests and measurements; index.ts is the light half, which loads no package of ours.
export { readConfig } from "./config.ts";
export { type DatabaseName, type Duty, databaseOf, REGISTER_NAMES, type RegisterName } from "./databases/names.ts";
export { provisionDatabases } from "./databases/provision.ts";
export { databaseUrl } from "./databases/urls.ts";
export { dossierQuery } from "./example/example.ts";
export { type DemoOrganisation, type DemoPerson, type DemoSubjects, demoSubjects } from "./generate/demo-subjects.ts";
export { findFreePort } from "./ports.ts";
export { publishAllCounts } from "./province/publish-counts.ts";
export { correctAtSource, type SourceCorrection } from "./stack/correct-at-source.ts";
export { migrateAll } from "./stack/migrate-all.ts";
export { startInOneProcess } from "./stack/one-process.ts";
export { prepareHub } from "./stack/prepare-hub.ts";
export { loadRegister, openRegister } from "./stack/registers.ts";
export { seedClients } from "./stack/seed-clients.ts";
export { seedConsents } from "./stack/seed-consents.ts";
export { startSplit } from "./stack/split.ts";
export type { Stack } from "./stack/stack.ts";
