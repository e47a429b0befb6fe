import type { Clock } from "@tongshu/kit";
import { createSeal } from "../identity/seal.ts";
import { loadSigningKeys } from "../identity/signing-keys.ts";
import { type PolicySignature, signPolicy } from "../policy/policy-signature.ts";
import type { HubDb } from "./database.ts";

/** Signs policies with the key that signs tokens; only who holds the sealing secret has it. */
export interface PolicySigner {
  sign(db: HubDb, contentHash: string): Promise<PolicySignature>;
}

export interface PolicySignerOptions {
  readonly clock: Clock;
  readonly sealingSecret: string;
}

export function createPolicySigner({ clock, sealingSecret }: PolicySignerOptions): PolicySigner {
  const seal = createSeal(sealingSecret);
  return {
    async sign(db, contentHash) {
      const { privateKeys } = await loadSigningKeys({ clock, seal, database: { db } });
      const [current = {}] = privateKeys.keys;
      return signPolicy(contentHash, current);
    },
  };
}
