import { eq, sql } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { clients, departments, officers } from "./tables.ts";

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

/** Adds, or replaces what describes the client; a suspension or revocation stays. */
export async function saveClients(db: HubDb, rows: readonly NewClient[]): Promise<void> {
  await db
    .insert(clients)
    .values([...rows])
    .onConflictDoUpdate({
      target: clients.clientId,
      set: {
        department: sql`excluded.department`,
        region: sql`excluded.region`,
        nameZh: sql`excluded.name_zh`,
        nameEn: sql`excluded.name_en`,
        secretHash: sql`excluded.secret_hash`,
        publicJwks: sql`excluded.public_jwks`,
        roles: sql`excluded.roles`,
        canActForCitizens: sql`excluded.can_act_for_citizens`,
      },
    });
}

/** Adds, or replaces what describes the officer; a deactivation stays. */
export async function saveOfficers(db: HubDb, rows: readonly NewOfficer[]): Promise<void> {
  await db
    .insert(officers)
    .values([...rows])
    .onConflictDoUpdate({
      target: officers.officerId,
      set: { department: sql`excluded.department`, region: sql`excluded.region`, roles: sql`excluded.roles` },
    });
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
