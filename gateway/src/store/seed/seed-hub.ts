import type { Clock } from "@tongshu/kit";
import { type Classification, DEPARTMENTS } from "@tongshu/schema";
import type { HubDatabase, HubDb } from "../database.ts";
import { findCurrentPolicy, type PolicyVersion, readPolicyDraft } from "../policy-reader.ts";
import type { PolicySigner } from "../policy-signer.ts";
import { publishPolicy, saveGrants, savePurposes } from "../policy-transactor.ts";
import { listClients } from "../registry-reader.ts";
import { addClients, addOfficers, replaceClientKeys, saveDepartments } from "../registry-transactor.ts";
import { controlEvents } from "../tables/control.ts";
import { type ClientKeys, completeClientKeys, toPublicJwks } from "./client-keys.ts";
import { DEMO_CLIENTS, DEMO_OFFICERS } from "./demo-clients.ts";
import { demoGrants } from "./demo-grants.ts";
import { DEMO_PURPOSES } from "./demo-purposes.ts";
import { seedCalendar } from "./seed-calendar.ts";

export interface SeedOptions {
  /** Opened as the role that owns the hub database. */
  readonly database: HubDatabase;
  /** Where the demonstration clients' private keys lie. */
  readonly keysFile: string;
  readonly clock: Clock;
  readonly classification: Classification;
  /** Signs the policy it publishes. */
  readonly signer: PolicySigner;
}

export interface SeedReport {
  readonly departments: number;
  readonly clients: number;
  readonly officers: number;
  readonly policy: PolicyVersion;
}

const AUTHOR = "seed";

/**
 * Fills a hub with the demonstration's departments, clients, officers, purposes and grants, and publishes them.
 * Doing it again changes nothing; once somebody governs, purposes and grants are theirs.
 */
export async function seedHub(options: SeedOptions): Promise<SeedReport> {
  const { database, keysFile, clock } = options;
  const { db } = database;
  await saveDepartments(
    db,
    DEPARTMENTS.map(({ code, name }) => ({ code, nameZh: name.zh, nameEn: name.en })),
  );
  const createdAt = new Date(clock.nowMs());
  await seedClients(
    db,
    await completeClientKeys(
      keysFile,
      DEMO_CLIENTS.map(({ clientId }) => clientId),
    ),
    createdAt,
  );
  await addOfficers(
    db,
    DEMO_OFFICERS.map((officer) => ({ ...officer, roles: [...officer.roles], createdAt })),
  );
  await seedCalendar(db, createdAt);
  const policy = await seedPolicy(db, options);
  return { departments: DEPARTMENTS.length, clients: DEMO_CLIENTS.length, officers: DEMO_OFFICERS.length, policy };
}

/** When the key file was lost or comes from another hub, the public keys follow the file. */
async function seedClients(db: HubDb, keys: ClientKeys, createdAt: Date): Promise<void> {
  const rows = DEMO_CLIENTS.map(({ name, roles, ...client }) => ({
    ...client,
    nameZh: name.zh,
    nameEn: name.en,
    roles: [...roles],
    publicJwks: toPublicJwks(keys[client.clientId] ?? {}),
    createdAt,
  }));
  await addClients(db, rows);
  const stored = new Map(
    (await listClients(db)).map(({ clientId, publicJwks }) => [clientId, publicJwks?.keys[0]?.kid]),
  );
  for (const { clientId, publicJwks } of rows) {
    if (stored.get(clientId) !== publicJwks.keys[0]?.kid) await replaceClientKeys(db, clientId, publicJwks);
  }
}

async function seedPolicy(db: HubDb, { clock, classification, signer }: SeedOptions): Promise<PolicyVersion> {
  const current = await findCurrentPolicy(db);
  if (current !== null && (current.author !== AUTHOR || (await isGoverned(db)))) return current;
  const { validFrom, validUntil } = yearFrom(clock.nowMs());
  await savePurposes(db, DEMO_PURPOSES);
  await saveGrants(db, demoGrants(validFrom, validUntil));
  const draft = await readPolicyDraft(db);
  return publishPolicy(db, draft, { clock, author: AUTHOR, classification, signer });
}

/** What administrators have prepared, or gone back to, is theirs to publish: a restart must not do it for them. */
async function isGoverned(db: HubDb): Promise<boolean> {
  const [event] = await db.select({ eventNo: controlEvents.eventNo }).from(controlEvents).limit(1);
  return event !== undefined;
}

/** One year from the first of the month in Gansu: seeding twice in a month publishes the same content. */
function yearFrom(nowMs: number): { validFrom: string; validUntil: string } {
  const local = new Date(nowMs + 8 * 3_600_000);
  const [year, month] = [local.getUTCFullYear(), String(local.getUTCMonth() + 1).padStart(2, "0")];
  const firstOf = (ofYear: number) => new Date(`${ofYear}-${month}-01T00:00:00+08:00`).toISOString();
  return { validFrom: firstOf(year), validUntil: firstOf(year + 1) };
}
