import { join } from "node:path";
import { openHubDatabase, seedHub } from "@tongshu/gateway";
import { systemClock } from "@tongshu/kit";
import { classify, loadSupergraphSdl } from "@tongshu/schema";
import type { DataFolder } from "../data-folder.ts";
import type { Stack } from "./stack.ts";

/** Private keys of the demo clients; readable by their owner only. */
export function demoKeysFile(folder: DataFolder): string {
  return join(folder.keys, "demo-clients.json");
}

/** Departments, clients, purposes and grants of the demo; again changes nothing. */
export async function seedClients(stack: Stack): Promise<void> {
  const database = openHubDatabase({ url: stack.urlOf("hub", "owner"), applicationName: "seed" });
  try {
    const classification = classify(loadSupergraphSdl());
    await seedHub({ database, keysFile: demoKeysFile(stack.folder), clock: systemClock, classification });
  } finally {
    await database.close();
  }
}
