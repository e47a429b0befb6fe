import { and, eq, lt } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { oidcPayloads } from "./tables/issuer.ts";

export type NewOidcPayload = typeof oidcPayloads.$inferInsert;

export async function saveOidcPayload(db: HubDb, row: NewOidcPayload): Promise<void> {
  const { model: _model, id: _id, ...content } = row;
  await db
    .insert(oidcPayloads)
    .values(row)
    .onConflictDoUpdate({ target: [oidcPayloads.model, oidcPayloads.id], set: content });
}

/** Whether it was new: of two gateways that remember the same thing at once, exactly one is told so. */
export async function rememberOidcPayload(db: HubDb, row: NewOidcPayload): Promise<boolean> {
  const added = await db.insert(oidcPayloads).values(row).onConflictDoNothing().returning({ id: oidcPayloads.id });
  return added.length > 0;
}

export async function consumeOidcPayload(db: HubDb, model: string, id: string, at: Date): Promise<void> {
  await db
    .update(oidcPayloads)
    .set({ consumedAt: at })
    .where(and(eq(oidcPayloads.model, model), eq(oidcPayloads.id, id)));
}

export async function deleteOidcPayload(db: HubDb, model: string, id: string): Promise<void> {
  await db.delete(oidcPayloads).where(and(eq(oidcPayloads.model, model), eq(oidcPayloads.id, id)));
}

export async function deleteOidcPayloadsOfGrant(db: HubDb, grantId: string): Promise<void> {
  await db.delete(oidcPayloads).where(eq(oidcPayloads.grantId, grantId));
}

export async function deleteExpiredOidcPayloads(db: HubDb, before: Date): Promise<void> {
  await db.delete(oidcPayloads).where(lt(oidcPayloads.expiresAt, before));
}
