import { startGateway } from "@tongshu/gateway";
import { systemClock } from "@tongshu/kit";
import type { Config } from "../config.ts";
import { REGISTER_NAMES } from "../databases/names.ts";
import { openLog } from "./log.ts";
import { publicUrlOf } from "./public-url.ts";
import { openRegister } from "./registers.ts";
import type { Stack } from "./stack.ts";
import type { RunningHub } from "./start-hub.ts";

/** Gateway and registers in this process; a register is asked without HTTP. */
export async function startInOneProcess(
  config: Config,
  stack: Stack,
  running: AsyncDisposableStack,
): Promise<RunningHub> {
  const gateway = await startGateway({
    host: config.host,
    port: config.port,
    hubDatabaseUrl: stack.urlOf("hub", "runtime"),
    registers: REGISTER_NAMES.map((name) => openRegister(name, stack.urlOf(name, "runtime"))),
    issuerUrl: publicUrlOf(config, config.port),
    sealingSecret: stack.secrets.get("gateway.sealing"),
    clock: systemClock,
    log: openLog(stack.folder.hubLog),
  });
  running.defer(() => gateway.stop());
  return { url: gateway.url, lost: new Promise(() => {}) };
}
