import { startGateway } from "@tongshu/gateway";
import {
  connectRegister,
  createCapabilitySigner,
  createCapabilityVerifier,
  type Register,
  serveRegister,
  systemClock,
} from "@tongshu/kit";
import { type Config, urlVariable } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import { type DatabaseName, REGISTER_NAMES, type RegisterName } from "../databases/names.ts";
import { databaseUrl } from "../databases/urls.ts";
import { openServer } from "../postgres/server.ts";
import { openSecrets } from "../secrets.ts";
import { StartError } from "../start-error.ts";
import { capabilityKeyFiles, readCapabilityKey } from "./capability-keys.ts";
import { gatewayOptions } from "./gateway-options.ts";
import { openLog } from "./log.ts";
import { openRegister } from "./registers.ts";

/** Starts one part alone; answers where it listens. What the configuration leaves out comes from the data folder. */
export async function servePart(config: Config, name: DatabaseName, running: AsyncDisposableStack): Promise<string> {
  const databaseUrl = config.part.databaseUrl ?? (await joinDatabase(config, name, running));
  const start = name === "hub" ? serveGateway(config, databaseUrl) : serveOneRegister(config, name, databaseUrl);
  const { url, stop } = await start;
  running.defer(stop);
  return url;
}

async function serveGateway(config: Config, hubDatabaseUrl: string) {
  const folder = openDataFolder(config.dataDir);
  const keyFile = config.part.capabilityPrivateKeyFile ?? capabilityKeyFiles(folder).privateKeyFile;
  const signer = await createCapabilitySigner(readCapabilityKey(keyFile), systemClock);
  const registers = REGISTER_NAMES.map((name) => connectRegister({ name, url: registerUrl(config, name), signer }));
  const sealingSecret = config.part.sealingSecret ?? openSecrets(folder.secretsFile).get("gateway.sealing");
  return startGateway(gatewayOptions(config, { hubDatabaseUrl, sealingSecret, registers, log: openLog("gateway") }));
}

async function serveOneRegister(config: Config, name: RegisterName, runtimeUrl: string) {
  const keyFile =
    config.part.capabilityPublicKeyFile ?? capabilityKeyFiles(openDataFolder(config.dataDir)).publicKeyFile;
  const verifier = createCapabilityVerifier([readCapabilityKey(keyFile)], name, systemClock);
  const register: Register = openRegister(name, runtimeUrl, openLog(name));
  return serveRegister({ register, verifier, host: config.host, port: config.port });
}

function registerUrl({ registerUrls }: Config, name: RegisterName): string {
  const url = registerUrls[name];
  if (url !== undefined) return url;
  const variable = urlVariable(name);
  throw new StartError({
    zh: `网关单独运行时须以 ${variable} 指明登记库地址。`,
    en: `A gateway on its own needs the register's address in ${variable}.`,
  });
}

async function joinDatabase(config: Config, name: DatabaseName, running: AsyncDisposableStack): Promise<string> {
  const folder = openDataFolder(config.dataDir);
  const secrets = openSecrets(folder.secretsFile);
  const server = await openServer(config, folder, secrets);
  running.defer(() => server.stop());
  return databaseUrl(server.adminUrl, secrets, name, "runtime");
}
