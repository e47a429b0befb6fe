import type { Config } from "../config.ts";
import { prepareHub } from "../stack/prepare-hub.ts";
import { openStack } from "../stack/stack.ts";
import { say } from "../terminal.ts";

/** Everything `hub up` prepares, without starting the hub. */
export async function seed(config: Config): Promise<void> {
  await using running = new AsyncDisposableStack();
  await prepareHub(await openStack(config, running), config);
  say({ zh: "演示数据已就绪。", en: "The demo is seeded." });
}
