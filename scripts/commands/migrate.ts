import type { Config } from "../config.ts";
import { migrateAll } from "../stack/migrate-all.ts";
import { openStack } from "../stack/stack.ts";
import { say } from "../terminal.ts";

/** Creates what is missing and brings every database to its newest migration; again is nothing. */
export async function migrate(config: Config): Promise<void> {
  await using running = new AsyncDisposableStack();
  await migrateAll(await openStack(config, running));
  say({ zh: "数据库已是最新结构。", en: "The databases are up to date." });
}
