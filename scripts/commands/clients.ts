import { listClients, openHubDatabase } from "@tongshu/gateway";
import type { Config } from "../config.ts";
import { migrateAll } from "../stack/migrate-all.ts";
import { openStack } from "../stack/stack.ts";

/** Prints every client, one a line: id, department, region, name. */
export async function clients(config: Config): Promise<void> {
  await using running = new AsyncDisposableStack();
  const stack = await openStack(config, running);
  await migrateAll(stack);
  const database = openHubDatabase({ url: stack.urlOf("hub", "owner"), applicationName: "clients" });
  running.defer(() => database.close());
  for (const client of await listClients(database.db)) {
    const { clientId, department, region, nameZh, nameEn } = client;
    process.stdout.write(`${[clientId, department, region, nameZh, nameEn].join("\t")}\n`);
  }
}
