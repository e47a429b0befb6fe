import { asc, eq } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { clients, departments, officers } from "./tables/registry.ts";

export type ClientRow = typeof clients.$inferSelect;
export type OfficerRow = typeof officers.$inferSelect;
export type DepartmentRow = typeof departments.$inferSelect;

/** Who may ask, by client; public keys and hashes included, for the issuer. */
export function listClients(db: HubDb): Promise<ClientRow[]> {
  return db.select().from(clients).orderBy(asc(clients.clientId));
}

export async function findClient(db: HubDb, clientId: string): Promise<ClientRow | undefined> {
  const [row] = await db.select().from(clients).where(eq(clients.clientId, clientId));
  return row;
}

export function listOfficers(db: HubDb): Promise<OfficerRow[]> {
  return db.select().from(officers).orderBy(asc(officers.officerId));
}

export async function findOfficer(db: HubDb, officerId: string): Promise<OfficerRow | undefined> {
  const [row] = await db.select().from(officers).where(eq(officers.officerId, officerId));
  return row;
}

export function listDepartments(db: HubDb): Promise<DepartmentRow[]> {
  return db.select().from(departments).orderBy(asc(departments.code));
}
