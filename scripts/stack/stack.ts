import type { Config } from "../config.ts";
import { type DataFolder, openDataFolder } from "../data-folder.ts";
import type { DatabaseName, Duty } from "../databases/names.ts";
import { provisionDatabases } from "../databases/provision.ts";
import { databaseUrl } from "../databases/urls.ts";
import type { Sharing } from "../postgres/running-server.ts";
import { openServer, type PostgresServer } from "../postgres/server.ts";
import { openSecrets, type Secrets } from "../secrets.ts";

/** A data folder, its secrets, and a running PostgreSQL with all databases and roles. */
export interface Stack {
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  readonly server: PostgresServer;
  urlOf(name: DatabaseName, duty: Duty): string;
}

/** What it started is stopped when `running` is disposed of. */
export async function openStack(
  config: Config,
  running: AsyncDisposableStack,
  sharing: Sharing = "join",
): Promise<Stack> {
  const folder = openDataFolder(config.dataDir);
  const secrets = openSecrets(folder.secretsFile);
  const server = await openServer(config, folder, secrets, sharing);
  running.defer(() => server.stop());
  await provisionDatabases(server.adminUrl, secrets);
  return { folder, secrets, server, urlOf: (name, duty) => databaseUrl(server.adminUrl, secrets, name, duty) };
}
