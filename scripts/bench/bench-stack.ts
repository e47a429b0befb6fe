import { join } from "node:path";
import type { Config } from "../config.ts";
import { prepareHub } from "../stack/prepare-hub.ts";
import { openStack, type Stack } from "../stack/stack.ts";
import { grantEverything } from "./hub-access.ts";

/** A data folder of its own for each scale: a province is loaded once and the hub's own is left alone. */
export function benchConfig(config: Config): Config {
  return {
    ...config,
    host: "127.0.0.1",
    publicUrl: undefined,
    postgresUrl: undefined,
    dataDir: join(config.dataDir, "bench", `scale-${config.scale}`),
    // As every process of a department's hub runs; the libraries of all ways check more without it, and slower.
    inherited: { ...config.inherited, NODE_ENV: "production", APOLLO_TELEMETRY_DISABLED: "1" },
  };
}

/** PostgreSQL with a province and a department that is granted all of it. */
export async function openBenchStack(config: Config, running: AsyncDisposableStack): Promise<Stack> {
  const stack = await openStack(config, running);
  await prepareHub(stack, config);
  await grantEverything(stack);
  return stack;
}
