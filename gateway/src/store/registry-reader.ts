import { asc } from "drizzle-orm";
import type { HubDb } from "./database.ts";
import { clients, departments, officers } from "./tables.ts";

export type ClientRow = typeof clients.$inferSelect;
export type OfficerRow = typeof officers.$inferSelect;
export type DepartmentRow = typeof departments.$inferSelect;

/** Who may ask, by client; public keys and hashes included, for the issuer. */
export function listClients(db: HubDb): Promise<ClientRow[]> {
  return db.select().from(clients).orderBy(asc(clients.clientId));
}

export function listOfficers(db: HubDb): Promise<OfficerRow[]> {
  return db.select().from(officers).orderBy(asc(officers.officerId));
}

export function listDepartments(db: HubDb): Promise<DepartmentRow[]> {
  return db.select().from(departments).orderBy(asc(departments.code));
}
