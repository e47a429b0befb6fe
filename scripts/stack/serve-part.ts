import type { Config } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import type { DatabaseName } from "../databases/names.ts";
import { databaseUrl } from "../databases/urls.ts";
import { openServer } from "../postgres/server.ts";
import { openSecrets } from "../secrets.ts";

export interface ServedPart {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one part alone; what the configuration leaves out comes from the data folder. */
export async function servePart(
  config: Config,
  name: DatabaseName,
  running: AsyncDisposableStack,
): Promise<ServedPart> {
  const url = config.part.databaseUrl ?? (await joinDatabase(config, name, running));
  const part = await (name === "hub" ? startGatewayPart(config, url) : startRegisterPart(config, name, url));
  running.defer(() => part.stop());
  return part;
}

// Loaded here and not above: six processes need not each hold all the code of the six.
async function startGatewayPart(config: Config, url: string): Promise<ServedPart> {
  return (await import("./serve-gateway.ts")).serveGateway(config, url);
}

async function startRegisterPart(config: Config, name: Exclude<DatabaseName, "hub">, url: string): Promise<ServedPart> {
  return (await import("./serve-register.ts")).serveOneRegister(config, name, url);
}

async function joinDatabase(config: Config, name: DatabaseName, running: AsyncDisposableStack): Promise<string> {
  const folder = openDataFolder(config.dataDir);
  const secrets = openSecrets(folder.secretsFile);
  const server = await openServer(config, folder, secrets, "join");
  running.defer(() => server.stop());
  return databaseUrl(server.adminUrl, secrets, name, "runtime");
}
