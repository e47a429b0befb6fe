export { readKeptServer } from "./check/kept-server.ts";
export { loadMutations } from "./check/load-mutations.ts";
export { type Mutation, mutatedText } from "./check/mutation.ts";
export { type DataFolder, openDataFolder } from "./data-folder.ts";
export { startEmbedded } from "./postgres/embedded.ts";
export type { PostgresServer } from "./postgres/server.ts";
export type { Durability } from "./postgres/settings.ts";
export { openSecrets, type Secrets } from "./secrets.ts";
export { StartError } from "./start-error.ts";
