import { isNull } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { signingKeys } from "./tables/issuer.ts";

export type NewSigningKey = typeof signingKeys.$inferInsert;

/** Adds the hub's first key. When two gateways start at once, one key wins and both read it. */
export async function addFirstSigningKey(db: HubDb, key: NewSigningKey): Promise<void> {
  await db.insert(signingKeys).values(key).onConflictDoNothing();
}

/** From here on the new key signs; the old one is still published until its tokens have expired. */
export async function replaceSigningKey(db: HubDb, key: NewSigningKey): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(signingKeys).set({ retiredAt: key.createdAt }).where(isNull(signingKeys.retiredAt));
    await tx.insert(signingKeys).values(key);
  });
}
