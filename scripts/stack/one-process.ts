import type { GatewayOptions } from "@tongshu/gateway";
import type { Config } from "../config.ts";
import { REGISTER_NAMES } from "../databases/names.ts";
import { gatewayOptions } from "./gateway-options.ts";
import { openLog } from "./log.ts";
import { openGateway } from "./open-gateway.ts";
import { openRegister } from "./registers.ts";
import type { Stack } from "./stack.ts";

/** Gateway and registers in this process, where a register is asked without HTTP; answers the hub's address. */
export async function startInOneProcess(
  config: Config,
  stack: Stack,
  running: AsyncDisposableStack,
  changes: Partial<GatewayOptions> = {},
): Promise<string> {
  const log = openLog("hub", stack.folder.hubLog);
  const registers = await Promise.all(
    REGISTER_NAMES.map((name) => openRegister(name, stack.urlOf(name, "runtime"), log)),
  );
  const hubDatabaseUrl = stack.urlOf("hub", "runtime");
  const controlDatabaseUrl = stack.urlOf("hub", "control");
  const sealingSecret = stack.secrets.get("gateway.sealing");
  const options = gatewayOptions(config, { hubDatabaseUrl, controlDatabaseUrl, sealingSecret, registers, log });
  const gateway = await openGateway({ ...options, ...changes });
  running.defer(() => gateway.stop());
  return gateway.url;
}
