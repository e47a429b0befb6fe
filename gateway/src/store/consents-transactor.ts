import type { HubDb } from "./database.ts";
import { consents } from "./tables/consents.ts";

export type NewConsent = typeof consents.$inferInsert;

/** Adds consents that are not there yet; a second active one of the same person in the same case is left out. */
export async function addConsents(db: HubDb, list: readonly NewConsent[]): Promise<void> {
  if (list.length > 0)
    await db
      .insert(consents)
      .values([...list])
      .onConflictDoNothing();
}
