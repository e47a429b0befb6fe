import { systemClock } from "@tongshu/kit";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import { addClients, addOfficers, saveDepartments } from "../store/registry-transactor.ts";
import { departments } from "../store/tables/registry.ts";
import { type Act, act } from "./act.ts";
import type { ControlContext } from "./control-context.ts";

let database: TestDatabase;
let hub: HubDatabase;
let context: ControlContext;

beforeAll(async () => {
  database = await cloneDatabase();
  await migrateHub({ ownerUrl: database.url, runtimeRole: new URL(database.url).username });
  hub = openHubDatabase({ url: database.url, maxConnections: 4 });
  const createdAt = new Date();
  const home = { department: "GSO", region: "620000", createdAt };
  await saveDepartments(hub.db, [{ code: "GSO", nameZh: "办公厅", nameEn: "Office" }]);
  await addClients(hub.db, [
    {
      ...home,
      clientId: "gso-console",
      nameZh: "管理端",
      nameEn: "Console",
      roles: ["admin"],
      secretHash: "0".repeat(64),
    },
  ]);
  await addOfficers(hub.db, [{ ...home, officerId: "gso-admin-1", roles: ["admin"] }]);
  const caller = { clientId: "gso-console", officerId: "gso-admin-1", ...home, roles: ["admin"] } as const;
  // An act uses the database, the clock and who calls; the rest of the services is not asked here.
  context = { requestId: "r", caller, services: { database: hub, clock: systemClock } } as unknown as ControlContext;
});

afterAll(async () => {
  await hub.close();
  await database.drop();
});

async function add({ tx, record }: Act, code: string): Promise<void> {
  await tx.insert(departments).values({ code, nameZh: code, nameEn: code });
  await record({ targetKind: "Department", targetId: code, before: null, after: { code } });
}

const known = async () => (await hub.db.select().from(departments)).map(({ code }) => code);

test("of two acts that exclude each other, the second is told to look again", async () => {
  const both = await Promise.allSettled([1, 2].map(() => act(context, "add", ["admin"], (one) => add(one, "TWO"))));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "WRONG_STATE" } });
});

test("an act that leaves no event did not happen", async () => {
  const silent = ({ tx }: Act) => tx.insert(departments).values({ code: "SIL", nameZh: "S", nameEn: "S" });
  await expect(act(context, "silent", ["admin"], silent)).rejects.toThrow("left no event");
  expect(await known()).not.toContain("SIL");
});

test("an act that fails after its event leaves neither", async () => {
  const fails = async (one: Act) => {
    await add(one, "BAD");
    throw new Error("too late");
  };
  await expect(act(context, "fails", ["admin"], fails)).rejects.toThrow("too late");
  expect(await known()).not.toContain("BAD");
  const [row] = await hub.db.execute(sql`select count(*)::int as n from control_events where target_id = 'BAD'`);
  expect(row).toEqual({ n: 0 });
});
