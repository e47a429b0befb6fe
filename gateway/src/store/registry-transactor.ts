import { eq, sql } from "drizzle-orm";
import type { JWK } from "jose";
import type { HubDb } from "./database.ts";
import { clients, departments, officers } from "./tables/registry.ts";

export type NewClient = typeof clients.$inferInsert;
export type NewOfficer = typeof officers.$inferInsert;
export type NewDepartment = typeof departments.$inferInsert;

/** Adds or renames. */
export async function saveDepartments(db: HubDb, rows: readonly NewDepartment[]): Promise<void> {
  await db
    .insert(departments)
    .values([...rows])
    .onConflictDoUpdate({
      target: departments.code,
      set: { nameZh: sql`excluded.name_zh`, nameEn: sql`excluded.name_en` },
    });
}

/** Adds those that are missing; what an administrator changed since stays. */
export async function addClients(db: HubDb, rows: readonly NewClient[]): Promise<void> {
  await db
    .insert(clients)
    .values([...rows])
    .onConflictDoNothing();
}

/** Adds those that are missing; what an administrator changed since stays. */
export async function addOfficers(db: HubDb, rows: readonly NewOfficer[]): Promise<void> {
  await db
    .insert(officers)
    .values([...rows])
    .onConflictDoNothing();
}

/** The client's old keys open nothing from now on. */
export async function replaceClientKeys(db: HubDb, clientId: string, publicJwks: { keys: JWK[] }): Promise<void> {
  await db.update(clients).set({ publicJwks, secretHash: null }).where(eq(clients.clientId, clientId));
}

/** Final: every gateway refuses the client and its living tokens within one second. */
export async function revokeClient(db: HubDb, clientId: string, at: Date): Promise<void> {
  await db.update(clients).set({ revokedAt: at }).where(eq(clients.clientId, clientId));
}

export async function suspendClient(db: HubDb, clientId: string, at: Date): Promise<void> {
  await db.update(clients).set({ suspendedAt: at }).where(eq(clients.clientId, clientId));
}

export async function resumeClient(db: HubDb, clientId: string): Promise<void> {
  await db.update(clients).set({ suspendedAt: null }).where(eq(clients.clientId, clientId));
}

export async function setOfficerActive(db: HubDb, officerId: string, isActive: boolean): Promise<void> {
  await db.update(officers).set({ isActive }).where(eq(officers.officerId, officerId));
}
