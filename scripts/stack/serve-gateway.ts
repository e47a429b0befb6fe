import { connectRegister, createCapabilitySigner, systemClock } from "@tongshu/kit";
import { type Config, urlVariable } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import { REGISTER_NAMES, type RegisterName } from "../databases/names.ts";
import { openSecrets } from "../secrets.ts";
import { StartError } from "../start-error.ts";
import { capabilityKeyFiles, readCapabilityKey } from "./capability-keys.ts";
import { gatewayOptions } from "./gateway-options.ts";
import { openLog } from "./log.ts";
import { openGateway } from "./open-gateway.ts";
import type { ServedPart } from "./serve-part.ts";

/** The gateway in a process of its own; it asks the registers over HTTP. */
export async function serveGateway(
  config: Config,
  hubDatabaseUrl: string,
  controlDatabaseUrl: string | undefined,
): Promise<ServedPart> {
  const folder = openDataFolder(config.dataDir);
  const keyFile = config.part.capabilityPrivateKeyFile ?? capabilityKeyFiles(folder).privateKeyFile;
  const signer = await createCapabilitySigner(readCapabilityKey(keyFile), systemClock);
  const registers = REGISTER_NAMES.map((name) => connectRegister({ name, url: registerUrl(config, name), signer }));
  const sealingSecret = config.part.sealingSecret ?? openSecrets(folder.secretsFile).get("gateway.sealing");
  const parts = { hubDatabaseUrl, controlDatabaseUrl, sealingSecret, registers, log: openLog("gateway") };
  return openGateway(gatewayOptions(config, parts));
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
