import type { Seal } from "../identity/seal.ts";
import { loadTrustedKeys } from "../identity/signing-keys.ts";
import type { PolicySource, TrustedPolicy } from "../policy/policy-holder.ts";
import { isPolicySigned } from "../policy/policy-signature.ts";
import { contentHash } from "./canonical-json.ts";
import type { HubDb } from "./database.ts";
import { findPolicyPointer, findStoredPolicy, listRevocations } from "./policy-reader.ts";

export interface PolicyAccess {
  readonly database: { readonly db: HubDb };
  readonly seal: Seal;
}

/** The hub database as where a gateway's policy comes from. */
export function createPolicySource({ database, seal }: PolicyAccess): PolicySource {
  return {
    findHash: async () => (await findPolicyPointer(database.db))?.contentHash ?? null,
    listRevocations: () => listRevocations(database.db),
    findTrusted: (hash) => findTrustedPolicy({ database, seal }, hash),
  };
}

/** Whoever can write the database but does not hold the hub's secret widens nothing: what is altered or unsigned is null. */
export async function findTrustedPolicy({ database, seal }: PolicyAccess, hash: string): Promise<TrustedPolicy | null> {
  const stored = await findStoredPolicy(database.db, hash);
  if (stored === null || contentHash(stored.content) !== hash) return null;
  const keys = await loadTrustedKeys({ database, seal });
  return (await isPolicySigned(hash, stored.signatures, keys)) ? stored : null;
}
