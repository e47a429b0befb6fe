import type { Config } from "../config.ts";
import { ensureProvince } from "../province/ensure-province.ts";
import { migrateAll } from "../stack/migrate-all.ts";
import { seedClients } from "../stack/seed-clients.ts";
import { openStack } from "../stack/stack.ts";
import { say } from "../terminal.ts";

/** Everything `hub up` prepares, without starting the hub. */
export async function seed(config: Config): Promise<void> {
  await using running = new AsyncDisposableStack();
  const stack = await openStack(config, running);
  await migrateAll(stack);
  await ensureProvince(stack, config);
  await seedClients(stack);
  say({ zh: "演示数据已就绪。", en: "The demo is seeded." });
}
