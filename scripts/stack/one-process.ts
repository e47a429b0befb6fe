import { startGateway } from "@tongshu/gateway";
import type { Config } from "../config.ts";
import { REGISTER_NAMES } from "../databases/names.ts";
import { gatewayOptions } from "./gateway-options.ts";
import { openLog } from "./log.ts";
import { openRegister } from "./registers.ts";
import type { Stack } from "./stack.ts";
import type { RunningHub } from "./start-hub.ts";

/** Gateway and registers in this process; a register is asked without HTTP. */
export async function startInOneProcess(
  config: Config,
  stack: Stack,
  running: AsyncDisposableStack,
): Promise<RunningHub> {
  const log = openLog("hub", stack.folder.hubLog);
  const gateway = await startGateway(
    gatewayOptions(config, {
      hubDatabaseUrl: stack.urlOf("hub", "runtime"),
      sealingSecret: stack.secrets.get("gateway.sealing"),
      registers: REGISTER_NAMES.map((name) => openRegister(name, stack.urlOf(name, "runtime"), log)),
      log,
    }),
  );
  running.defer(() => gateway.stop());
  return { url: gateway.url, lost: new Promise(() => {}) };
}
