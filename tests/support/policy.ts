import {
  createPolicySigner,
  findCurrentPolicy,
  openHubDatabase,
  type PolicyContent,
  publishPolicy,
} from "@tongshu/gateway";
import { systemClock } from "@tongshu/kit";
import { classify, loadSupergraphSdl } from "@tongshu/schema";
import type { PlantedHub } from "./planted-hub.ts";

const COMMITTED = classify(loadSupergraphSdl());

/** The policy in force, changed by a test. */
export async function changePolicy(
  hub: PlantedHub,
  change: (content: PolicyContent) => PolicyContent,
  classification = COMMITTED,
): Promise<string> {
  const database = openHubDatabase({ url: hub.stack.urlOf("hub", "owner"), applicationName: "test" });
  try {
    const current = await findCurrentPolicy(database.db);
    const content = change(current?.content ?? { purposes: [], grants: [] });
    const { contentHash } = await publishPolicy(database.db, content, {
      clock: systemClock,
      author: "test",
      classification,
      signer: createPolicySigner({
        clock: systemClock,
        sealingSecret: hub.stack.secrets.get("gateway.sealing"),
      }),
    });
    return contentHash;
  } finally {
    await database.close();
  }
}

/** As `changePolicy`, and waits until the gateway decides by it. */
export async function enforcePolicy(
  hub: PlantedHub,
  change: (content: PolicyContent) => PolicyContent,
  classification = COMMITTED,
): Promise<void> {
  const version = await changePolicy(hub, change, classification);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { requestId } = await hub.ask("hrs", { query: "{ departments(first: 1) { code } }" });
    const [record] = await hub.records(requestId);
    if (record?.policyVersion === version) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the gateway did not take over the policy");
}
