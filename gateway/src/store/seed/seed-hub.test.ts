import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@tongshu/kit";
import { classify, isAtLeast, loadSupergraphSdl } from "@tongshu/schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { isRegionInUse } from "../../identity/region.ts";
import { type HubDatabase, openHubDatabase } from "../database.ts";
import { migrateHub } from "../migrate-hub.ts";
import { findCurrentPolicy } from "../policy-reader.ts";
import { createPolicySigner } from "../policy-signer.ts";
import { publishPolicy } from "../policy-transactor.ts";
import { findClient, listClients, listOfficers } from "../registry-reader.ts";
import { suspendClient } from "../registry-transactor.ts";
import { readClientKeys } from "./client-keys.ts";
import { DEMO_CLIENTS } from "./demo-clients.ts";
import { demoGrants } from "./demo-grants.ts";
import { seedHub } from "./seed-hub.ts";

const classification = classify(loadSupergraphSdl());
let database: TestDatabase;
let hub: HubDatabase;
let folder: string;
let keysFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongshu-seed-"));
  keysFile = join(folder, "clients.json");
  database = await cloneDatabase();
  await migrateHub({ ownerUrl: database.url, runtimeRole: new URL(database.url).username });
  hub = openHubDatabase({ url: database.url });
  await seed();
});

afterAll(async () => {
  await hub.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const signer = createPolicySigner({ clock: systemClock, sealingSecret: "a sealing secret only for tests" });
const seed = () => seedHub({ database: hub, keysFile, clock: systemClock, classification, signer });

test("every client and officer belongs to a known department and a region in use", async () => {
  const [clients, officers] = await Promise.all([listClients(hub.db), listOfficers(hub.db)]);
  expect(clients).toHaveLength(DEMO_CLIENTS.length);
  expect([...clients, ...officers].filter(({ region }) => !isRegionInUse(region))).toEqual([]);
});

test("the private keys lie in a file only its owner reads, and the database knows none of them", async () => {
  expect((await stat(keysFile)).mode & 0o777).toBe(0o600);
  const keys = await readClientKeys(keysFile);
  for (const { clientId, publicJwks } of await listClients(hub.db)) {
    expect(publicJwks?.keys[0]).toMatchObject({ kid: keys[clientId]?.kid, x: keys[clientId]?.x });
    expect(publicJwks?.keys[0]).not.toHaveProperty("d");
  }
});

test("seeding again changes nothing, not even what an administrator did", async () => {
  const before = await findCurrentPolicy(hub.db);
  await suspendClient(hub.db, "fda-qilihe", new Date());
  await seed();
  expect(await findCurrentPolicy(hub.db)).toEqual(before);
  expect((await findClient(hub.db, "fda-qilihe"))?.suspendedAt).not.toBeNull();
});

test("a lost key file is replaced together with the public keys", async () => {
  const [before] = await listClients(hub.db);
  await writeFile(keysFile, "{}");
  await seed();
  const [after] = await listClients(hub.db);
  expect(after?.publicJwks?.keys[0]?.kid).not.toBe(before?.publicJwks?.keys[0]?.kid);
  expect((await readClientKeys(keysFile))[after?.clientId ?? ""]?.kid).toBe(after?.publicJwks?.keys[0]?.kid);
});

test("no seeded grant opens an L4 field but to the citizen, the register's own centre, an investigation and a petition's handler", async () => {
  const policy = await findCurrentPolicy(hub.db);
  const open = policy?.content.grants.flatMap(({ department, type, fields, purpose }) =>
    Object.keys(fields)
      .filter((field) => classification.fields.get(`${type}.${field}`)?.sensitivity === "L4")
      .map((field) => (purpose === "CITIZEN_SELF_SERVICE" ? purpose : `${department} ${type}.${field}`)),
  );
  expect(new Set(open)).toEqual(
    new Set([
      "CITIZEN_SELF_SERVICE",
      "CMC Person.events",
      "PSD Person.events",
      "LTR GovernanceEvent.reporter",
      "LTR GovernanceEvent.reporterPersonId",
    ]),
  );
});

test("statistics are counts, and pension checks compare and never read", async () => {
  const grants = (await findCurrentPolicy(hub.db))?.content.grants ?? [];
  expect(grants.filter(({ purpose }) => purpose === "STATISTICS").every(({ isAggregate }) => isAggregate)).toBe(true);
  const levels = grants
    .filter(({ purpose }) => purpose === "PENSION_CHECK")
    .flatMap(({ fields }) => Object.values(fields));
  expect(levels.some((level) => isAtLeast(level, "MASKED"))).toBe(false);
});

test("a policy somebody published stays in force", async () => {
  const by = { clock: systemClock, author: "gso-admin-1", classification, signer };
  const theirs = await publishPolicy(hub.db, { purposes: [], grants: [] }, by);
  const report = await seed();
  expect(report.policy).toEqual(theirs);
  expect(await findCurrentPolicy(hub.db)).toEqual(theirs);
});

test("a joint task is granted for its window and for the same objects to each partner", async () => {
  const days = 24 * 3_600_000;
  const task = demoGrants("2026-11-01T00:00:00.000Z", "2027-11-01T00:00:00.000Z").filter(
    ({ purpose }) => purpose === "JOINT_SUPERVISION",
  );
  expect(new Set(task.map(({ department }) => department))).toEqual(new Set(["AIC", "FDA", "PSD"]));
  for (const { validFrom, validUntil, conditions } of task) {
    expect((Date.parse(validUntil) - Date.parse(validFrom)) / days).toBe(90);
    expect(Object.values(conditions ?? {})).toEqual([task[0]?.conditions?.["entityId"]]);
  }
});
