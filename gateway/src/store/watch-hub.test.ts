import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { adminUrl, cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type HubDatabase, openHubDatabase } from "./database.ts";
import { type Directory, openDirectory } from "./directory.ts";
import { migrateHub } from "./migrate-hub.ts";
import { addClients, resumeClient, revokeClient, saveDepartments, suspendClient } from "./registry-transactor.ts";
import { type HubWatch, watchHub } from "./watch-hub.ts";

let database: TestDatabase;
let writer: HubDatabase;
let gateway: HubDatabase;
let admin: Sql;
let directory: Directory;
let watch: HubWatch | undefined;

beforeAll(async () => {
  database = await cloneDatabase();
  admin = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  await migrateHub({ ownerUrl: database.url, runtimeRole: new URL(database.url).username });
  writer = openHubDatabase({ url: database.url });
  await saveDepartments(writer.db, [{ code: "HRS", nameZh: "人社厅", nameEn: "Human Resources" }]);
  const shared = {
    department: "HRS",
    region: "620000",
    nameZh: "测试",
    nameEn: "Test",
    roles: [],
    createdAt: new Date(),
  };
  await addClients(
    writer.db,
    ["first", "second", "third"].map((clientId) => ({ ...shared, clientId, secretHash: "0".repeat(64) })),
  );
});

beforeEach(async () => {
  gateway = openHubDatabase({ url: database.url });
  directory = await openDirectory(gateway);
});

afterEach(async () => {
  await watch?.close();
  await gateway.close();
});

afterAll(async () => {
  await Promise.all([writer.close(), admin.end()]);
  await database.drop();
});

const start = async (pollEveryMs?: number) => {
  watch = await watchHub({
    database: gateway,
    onChange: () => directory.refresh(),
    ...(pollEveryMs === undefined ? {} : { pollEveryMs }),
  });
  return watch;
};

const isActive = (clientId: string) => directory.client(clientId)?.isActive;
const within = (timeout: number, check: () => void) => vi.waitFor(check, { timeout, interval: 5 });

test("a notice brings a change long before the next poll", async () => {
  await start(60_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await suspendClient(writer.db, "first", new Date());
  await within(500, () => expect(isActive("first")).toBe(false));
  await resumeClient(writer.db, "first");
  await within(500, () => expect(isActive("first")).toBe(true));
});

test("polling brings a change within one second when every listening connection was cut", async () => {
  await start();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${database.name} AND query LIKE 'listen%'`;
  await revokeClient(writer.db, "second", new Date());
  await within(1_000, () => expect(isActive("second")).toBe(false));
});

test("a change made while the database was away is seen when it is back, and the watch says how long it was blind", async () => {
  const { silentForMs } = await start();
  await admin.unsafe(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`);
  await admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${database.name}`;
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(silentForMs()).toBeGreaterThan(850);
  await admin.unsafe(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`);
  await revokeClient(writer.db, "third", new Date());
  await within(1_500, () => expect(isActive("third")).toBe(false));
  expect(silentForMs()).toBeLessThan(850);
  // Listening works again, too: the notice, not the poll, must bring the next change.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await suspendClient(writer.db, "first", new Date());
  await within(1_000, () => expect(isActive("first")).toBe(false));
});

test("a change that could not be taken over is tried again", async () => {
  let failures = 2;
  const seen: number[] = [];
  watch = await watchHub({
    database: gateway,
    pollEveryMs: 20,
    onChange: (revision) => {
      if (seen.length > 0 && failures-- > 0) throw new Error("not now");
      seen.push(revision);
    },
  });
  await resumeClient(writer.db, "first");
  await within(1_000, () => expect(seen).toHaveLength(2));
  expect(failures).toBe(-1);
  expect(watch.revision()).toBe(seen[1]);
});

test("does not start on a database that was never migrated", async () => {
  const empty = await cloneDatabase();
  const unready = openHubDatabase({ url: empty.url });
  await expect(watchHub({ database: unready, onChange: () => {} })).rejects.toThrow("hub_revision");
  await unready.close();
  await empty.drop();
});

test("a server that is gone without a goodbye is left for a new connection", async () => {
  const { port } = new URL(database.url);
  const line = await openStallingLine(Number(port));
  const url = new URL(database.url);
  url.port = String(line.port);
  const distant = openHubDatabase({ url: url.href });
  const distantDirectory = await openDirectory(distant);
  const distantWatch = await watchHub({
    database: distant,
    onChange: () => distantDirectory.refresh(),
  });
  line.stall();
  await suspendClient(writer.db, "first", new Date());
  await within(6_000, () => expect(distantDirectory.client("first")?.isActive).toBe(false));
  await distantWatch.close();
  await distant.close();
  line.close();
});

/** A way to the server on which every connection open at `stall` falls silent for ever; new ones work. */
async function openStallingLine(serverPort: number) {
  const open = new Set<Socket>();
  const line = createServer((near) => {
    const far = connect(serverPort, "127.0.0.1");
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) open.add(socket.on("error", () => {}));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => line.once("listening", resolve));
  return {
    port: (line.address() as AddressInfo).port,
    stall: () => {
      for (const socket of open) socket.unpipe().pause();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      line.close();
    },
  };
}
