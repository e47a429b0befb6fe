import { createPolicySigner, openHubDatabase, seedHub } from "@tongshu/gateway";
import { systemClock } from "@tongshu/kit";
import { classify, loadSupergraphSdl } from "@tongshu/schema";
import type { Stack } from "./stack.ts";

/** Departments, clients, purposes and grants of the demo; again changes nothing. */
export async function seedClients(stack: Stack): Promise<void> {
  const database = openHubDatabase({ url: stack.urlOf("hub", "owner"), applicationName: "seed" });
  try {
    const classification = classify(loadSupergraphSdl());
    const clock = systemClock;
    const signer = createPolicySigner({ clock, sealingSecret: stack.secrets.get("gateway.sealing") });
    await seedHub({ database, keysFile: stack.folder.demoKeysFile, clock, classification, signer });
  } finally {
    await database.close();
  }
}
