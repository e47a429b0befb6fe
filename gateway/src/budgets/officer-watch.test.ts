import { Writable } from "node:stream";
import { createLogger } from "@tongshu/kit";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { SettableClock } from "../../../tests/support/settable-clock.ts";
import type { Caller } from "../identity/caller.ts";
import { compileView } from "../policy/access-view.ts";
import type { Grant } from "../policy/policy-content.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { type ImpatientConnection, openImpatientConnection } from "../store/impatient-connection.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import { OfficerWatch } from "./officer-watch.ts";

const NOON_MS = Date.parse("2026-03-02T12:00:00+08:00");
const clock = new SettableClock();
const lines: string[] = [];
const log = createLogger(
  { name: "test", level: "info" },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
let database: TestDatabase;
let hub: HubDatabase;
let connections: ImpatientConnection[];
let sql: Sql;
let order = 0;
let officer: Caller;

beforeAll(async () => {
  database = await cloneDatabase();
  const { username } = new URL(database.url);
  await migrateHub({ ownerUrl: database.url, runtimeRole: username });
  hub = openHubDatabase({ url: database.url });
  connections = [1, 2].map(() => openImpatientConnection(hub, 1_500));
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

beforeEach(() => {
  clock.stopAt(NOON_MS);
  lines.length = 0;
  order += 1;
  officer = { clientId: "c", department: "PSD", region: "620000", officerId: `officer-${order}`, roles: ["officer"] };
});

afterAll(async () => {
  await Promise.all([...connections.map((connection) => connection.close()), sql.end()]);
  await hub.close();
  await database.drop();
});

function viewOf(maxBatch: number | null) {
  const grant: Grant = {
    grantNo: "G-P",
    department: "PSD",
    purpose: "P",
    type: "Person",
    fields: { name: "FULL" },
    isAggregate: false,
    scope: { kind: "ALL" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay: null,
    maxBatch,
    legalBasis: "test",
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2026-12-31T00:00:00Z",
  };
  return compileView("PSD", "P", [grant], NOON_MS);
}

function openTwo(most = 5) {
  return connections.map((connection) => new OfficerWatch(connection, clock, log, most)) as [
    OfficerWatch,
    OfficerWatch,
  ];
}

const people = (ids: string) => [...ids].map((id) => ({ type: "Person" as const, id, verb: "READ" as const }));
const alarms = () => sql`select department, details from volume_alarms where officer_id = ${officer.officerId ?? ""}`;

test("more different persons than are usual raise one alarm, wherever they were read", async () => {
  const [a, b] = openTwo();
  for (const ids of ["abc", "cba", "aa"]) a.see(officer, viewOf(null), people(ids));
  b.see(officer, viewOf(1), people("cde"));
  await Promise.all([a.flush(), b.flush()]);
  expect(await alarms()).toHaveLength(0);
  b.see(officer, viewOf(null), people("f"));
  await b.flush();
  a.see(officer, viewOf(null), people("g"));
  await a.flush();
  expect((await alarms()).map((row) => ({ ...row }))).toEqual([
    { department: "PSD", details: { distinctPersons: 6, most: 5 } },
  ]);
  expect(
    lines.filter((line) => line.includes("unusually many") && line.includes(String(officer.officerId))),
  ).toHaveLength(1);
  expect(lines.join()).not.toContain('"fresh"');
});

test("a day of its own for each officer, and organisations are nobody", async () => {
  const [a] = openTwo();
  a.see(officer, viewOf(null), people("abcde"));
  a.see(officer, viewOf(null), [{ type: "LegalEntity", id: "x", verb: "READ" }]);
  a.see({ ...officer, officerId: "somebody-else" }, viewOf(null), people("xyz"));
  await a.flush();
  clock.stopAt(NOON_MS + 86_400_000);
  a.see(officer, viewOf(null), people("fghij"));
  await a.flush();
  expect(await alarms()).toHaveLength(0);
});

test("a system without an officer, and a grant made for batches, raise none", async () => {
  const [a] = openTwo();
  const { officerId: _officerId, ...system } = officer;
  a.see(system, viewOf(null), people("abcdefgh"));
  a.see(officer, viewOf(5_000), people("abcdefgh"));
  await a.flush();
  expect(await alarms()).toHaveLength(0);
});

test("what the store could not take is told when it is back", async () => {
  let isAway = true;
  const [connection] = connections as [ImpatientConnection];
  const shaky: ImpatientConnection = {
    run: (work) => (isAway ? Promise.reject(new Error("away")) : connection.run(work)),
    close: async () => {},
  };
  const watch = new OfficerWatch(shaky, clock, log, 5);
  watch.see(officer, viewOf(null), people("abcdef"));
  await expect(watch.flush()).rejects.toThrow("away");
  isAway = false;
  await watch.flush();
  expect(await alarms()).toHaveLength(1);
});

test("what was noted the day before yesterday is forgotten", async () => {
  const [a] = openTwo();
  a.see(officer, viewOf(null), people("ab"));
  await a.flush();
  clock.stopAt(NOON_MS + 2 * 86_400_000);
  a.see({ ...officer, officerId: "later" }, viewOf(null), people("z"));
  await a.flush();
  expect(await sql`select 1 from officer_reads where officer_id = ${officer.officerId ?? ""}`).toHaveLength(0);
});
