import { desc, gt, isNull, or } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { signingKeys } from "./tables/issuer.ts";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/** The signing key first, then the keys retired after `since`, whose tokens may still live. */
export function listSigningKeys(db: HubDb, since: Date): Promise<SigningKeyRow[]> {
  return db
    .select()
    .from(signingKeys)
    .where(or(isNull(signingKeys.retiredAt), gt(signingKeys.retiredAt, since)))
    .orderBy(desc(isNull(signingKeys.retiredAt)), desc(signingKeys.createdAt));
}
