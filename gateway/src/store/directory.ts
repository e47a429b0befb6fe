import type { Role } from "../identity/caller.ts";
import type { HubDatabase } from "./database.ts";
import { type ClientRow, listClients, listDepartments, listOfficers } from "./registry-reader.ts";

export interface DirectoryClient {
  readonly clientId: string;
  readonly department: string;
  readonly region: string;
  readonly roles: readonly Role[];
  readonly canActForCitizens: boolean;
  /** Runs its department's registered operations and nothing else. */
  readonly isProduction: boolean;
  /** Neither suspended nor revoked. */
  readonly isActive: boolean;
}

export interface DirectoryOfficer {
  readonly officerId: string;
  readonly department: string;
  readonly region: string;
  readonly roles: readonly Role[];
  readonly isActive: boolean;
}

/** Who may ask at this moment, in memory; a revocation is seen here within one second. */
export interface Directory {
  client(clientId: string): DirectoryClient | undefined;
  officer(officerId: string): DirectoryOfficer | undefined;
  hasDepartment(code: string): boolean;
  /** Reads everything anew; the hub watch calls it. */
  refresh(): Promise<void>;
}

export async function openDirectory(database: HubDatabase): Promise<Directory> {
  let view = await readView(database);
  return {
    client: (clientId) => view.clients.get(clientId),
    officer: (officerId) => view.officers.get(officerId),
    hasDepartment: (code) => view.departments.has(code),
    async refresh() {
      view = await readView(database);
    },
  };
}

interface View {
  readonly clients: ReadonlyMap<string, DirectoryClient>;
  readonly officers: ReadonlyMap<string, DirectoryOfficer>;
  readonly departments: ReadonlySet<string>;
}

async function readView({ db }: HubDatabase): Promise<View> {
  const [clientRows, officerRows, departmentRows] = await Promise.all([
    listClients(db),
    listOfficers(db),
    listDepartments(db),
  ]);
  return {
    clients: new Map(clientRows.map((row) => [row.clientId, toDirectoryClient(row)])),
    officers: new Map(officerRows.map((row) => [row.officerId, row])),
    departments: new Set(departmentRows.map(({ code }) => code)),
  };
}

/** Keys and hashes of secrets stay in the database. */
export function toDirectoryClient(row: ClientRow): DirectoryClient {
  const { clientId, department, region, roles, canActForCitizens, isProduction, suspendedAt, revokedAt } = row;
  const isActive = suspendedAt === null && revokedAt === null;
  return { clientId, department, region, roles, canActForCitizens, isProduction, isActive };
}
