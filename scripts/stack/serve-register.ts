import { createCapabilityVerifier, serveRegister, systemClock } from "@tongshu/kit";
import type { Config } from "../config.ts";
import { openDataFolder } from "../data-folder.ts";
import type { RegisterName } from "../databases/names.ts";
import { capabilityKeyFiles, readCapabilityKey } from "./capability-keys.ts";
import { openLog } from "./log.ts";
import { openRegister } from "./registers.ts";
import type { ServedPart } from "./serve-part.ts";

/** One register in a process of its own; it answers only to the gateway's key. */
export async function serveOneRegister(config: Config, name: RegisterName, runtimeUrl: string): Promise<ServedPart> {
  const files = capabilityKeyFiles(openDataFolder(config.dataDir));
  const publicKey = readCapabilityKey(config.part.capabilityPublicKeyFile ?? files.publicKeyFile);
  const verifier = createCapabilityVerifier([publicKey], name, systemClock);
  const register = await openRegister(name, runtimeUrl, openLog(name));
  return serveRegister({ register, verifier, host: config.host, port: config.port });
}
