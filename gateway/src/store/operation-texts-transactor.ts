import type { HubDb } from "./database.ts";
import { operationTexts } from "./tables/operation-texts.ts";

export type OperationText = typeof operationTexts.$inferInsert;

/** Adds those that are missing; the role that adds them cannot read them. */
export async function addOperationTexts(db: HubDb, texts: readonly OperationText[]): Promise<void> {
  await db
    .insert(operationTexts)
    .values([...texts])
    .onConflictDoNothing();
}
