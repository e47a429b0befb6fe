import type { Config } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import type { DatabaseName, Duty } from "../databases/names.ts";
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
  const { databaseUrl: url, controlDatabaseUrl } = config.part;
  const urls =
    url === undefined ? await joinDatabase(config, name, running) : { runtime: url, control: controlDatabaseUrl };
  const part = await (name === "hub" ? startGatewayPart(config, urls) : startRegisterPart(config, name, urls.runtime));
  running.defer(() => part.stop());
  return part;
}

// Loaded here and not above: six processes need not each hold all the code of the six.
async function startGatewayPart(config: Config, { runtime, control }: PartUrls): Promise<ServedPart> {
  return (await import("./serve-gateway.ts")).serveGateway(config, runtime, control);
}

async function startRegisterPart(config: Config, name: Exclude<DatabaseName, "hub">, url: string): Promise<ServedPart> {
  return (await import("./serve-register.ts")).serveOneRegister(config, name, url);
}

interface PartUrls {
  readonly runtime: string;
  /** Of the hub database only. */
  readonly control: string | undefined;
}

async function joinDatabase(config: Config, name: DatabaseName, running: AsyncDisposableStack): Promise<PartUrls> {
  const folder = openDataFolder(config.dataDir);
  const secrets = openSecrets(folder.secretsFile);
  const server = await openServer(config, folder, secrets, "join");
  running.defer(() => server.stop());
  const urlFor = (duty: Duty) => databaseUrl(server.adminUrl, secrets, name, duty);
  return { runtime: urlFor("runtime"), control: name === "hub" ? urlFor("control") : undefined };
}
