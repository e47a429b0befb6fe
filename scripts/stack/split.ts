import { type Config, urlVariable } from "../config.ts";
import { REGISTER_NAMES, type RegisterName } from "../databases/names.ts";
import { findFreePort } from "../ports.ts";
import { type CapabilityKeyFiles, ensureCapabilityKeys } from "./capability-keys.ts";
import { publicUrlOf } from "./public-url.ts";
import type { Stack } from "./stack.ts";
import { SupervisedPart } from "./supervised-part.ts";

/** Gateway and registers as six processes; each gets its own database's password and no other. Answers the hub's address. */
export async function startSplit(config: Config, stack: Stack, running: AsyncDisposableStack): Promise<string> {
  const keys = await ensureCapabilityKeys(stack.folder);
  const ports = await Promise.all(REGISTER_NAMES.map(async (name) => [name, await findFreePort()] as const));
  const registers = ports.map(([name, port]) => registerPart(config, stack, keys, name, port));
  running.defer(async () => void (await Promise.all(registers.map((part) => part.stop()))));
  await Promise.all(registers.map((part) => part.start()));

  const urls = ports.map(([name, port]) => [urlVariable(name), `http://127.0.0.1:${port}`] as const);
  const gateway = gatewayPart(config, stack, keys, Object.fromEntries(urls));
  running.defer(() => gateway.stop());
  await gateway.start();
  return publicUrlOf(config, config.port);
}

function registerPart(config: Config, stack: Stack, keys: CapabilityKeyFiles, name: RegisterName, port: number) {
  const env = {
    ...config.inherited,
    HUB_PORT: String(port),
    HUB_DATABASE_URL: stack.urlOf(name, "runtime"),
    HUB_CAPABILITY_PUBLIC_KEY_FILE: keys.publicKeyFile,
  };
  return new SupervisedPart({ name, env, logFile: stack.folder.hubLog });
}

function gatewayPart(config: Config, stack: Stack, keys: CapabilityKeyFiles, registerUrls: Record<string, string>) {
  const env = {
    ...config.inherited,
    ...registerUrls,
    HUB_PORT: String(config.port),
    HUB_HOST: config.host,
    HUB_PUBLIC_URL: publicUrlOf(config, config.port),
    HUB_DATABASE_URL: stack.urlOf("hub", "runtime"),
    HUB_CONTROL_DATABASE_URL: stack.urlOf("hub", "control"),
    HUB_CAPABILITY_PRIVATE_KEY_FILE: keys.privateKeyFile,
    HUB_SEALING_SECRET: stack.secrets.get("gateway.sealing"),
    ...(config.otlpUrl === undefined ? {} : { HUB_OTLP_URL: config.otlpUrl }),
  };
  return new SupervisedPart({ name: "gateway", env, logFile: stack.folder.hubLog });
}
