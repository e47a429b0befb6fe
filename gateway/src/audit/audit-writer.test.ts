import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { adminUrl, cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import type { AuditRecord } from "./audit-record.ts";
import { createAuditWriter } from "./audit-writer.ts";

let database: TestDatabase;
let hub: HubDatabase;
let admin: Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  admin = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  const { username } = new URL(database.url);
  await migrateHub({ ownerUrl: database.url, runtimeRole: username });
});

beforeEach(() => {
  hub = openHubDatabase({ url: database.url });
  return () => hub.close();
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

function record(change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    requestId: "req-1",
    at: "2026-03-02T09:00:00.123+08:00",
    clientId: "hrs-province",
    department: "HRS",
    region: "620000",
    officerId: null,
    citizenId: null,
    purpose: "PENSION_CHECK",
    caseNo: null,
    operationHash: "a".repeat(64),
    operationName: "Dossier",
    policyVersion: "b".repeat(64),
    subjects: [{ type: "Person", id: "P234567", verb: "READ" }],
    verdicts: { "Person.name": "MASKED" },
    rowCounts: { Person: 1 },
    durationMs: 12.5,
    outcome: "OK",
    ...change,
  };
}

/** Everything written under one request id, in the order of the runs. */
function written(requestId: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(database.url, { max: 1 });
  return sql`SELECT * FROM audit_records WHERE request_id = ${requestId} ORDER BY instance_id, sequence`.finally(() =>
    sql.end(),
  );
}

/** What a caller sees of the store going away: connections are cut and new ones refused. */
async function withStoreDown<T>(during: () => Promise<T>): Promise<T> {
  await admin.unsafe(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`);
  await admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${database.name}`;
  try {
    return await during();
  } finally {
    await admin.unsafe(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`);
  }
}

test("a record is stored as it was given", async () => {
  const writer = createAuditWriter({ database: hub });
  const citizen = record({ requestId: "as-given", citizenId: "P99", officerId: null, verdicts: {}, subjects: [] });
  await writer.write(citizen);
  const [row] = await written("as-given");
  expect(row).toMatchObject({
    at: new Date("2026-03-02T09:00:00.123+08:00"),
    client_id: "hrs-province",
    citizen_id: "P99",
    officer_id: null,
    case_no: null,
    subjects: [],
    verdicts: {},
    row_counts: { Person: 1 },
    duration_ms: 12.5,
    outcome: "OK",
  });
  await writer.close();
});

test("concurrent records share commits and are numbered without a gap in the order they came", async () => {
  const writer = createAuditWriter({ database: hub });
  const operationNames = Array.from({ length: 500 }, (_, index) => `op${index}`);
  await Promise.all(
    operationNames.map((operationName) => writer.write(record({ requestId: "shared", operationName }))),
  );
  const rows = await written("shared");
  expect(new Set(rows.map((row) => row["instance_id"])).size).toBe(1);
  expect(rows.map((row) => Number(row["sequence"]))).toEqual(operationNames.map((_, index) => index + 1));
  expect(rows.map((row) => row["operation_name"])).toEqual(operationNames);
  const sql = postgres(database.url, { max: 1 });
  const [{ commits }] = (await sql`
    SELECT count(DISTINCT xmin::text)::int AS commits FROM audit_records WHERE request_id = 'shared'`) as [
    { commits: number },
  ];
  expect(commits).toBeLessThan(5);
  await sql.end();
  await writer.close();
});

test("closing stores what waits and then refuses", async () => {
  const writer = createAuditWriter({ database: hub, flushEveryMs: 50 });
  const waiting = [writer.write(record({ requestId: "closing" })), writer.write(record({ requestId: "closing" }))];
  await writer.close();
  await Promise.all(waiting);
  expect(await written("closing")).toHaveLength(2);
  await expect(writer.write(record())).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
});

test("a record over the bound of the queue is refused at once and the waiting ones are kept", async () => {
  const writer = createAuditWriter({ database: hub, maxQueue: 2, flushEveryMs: 100 });
  const kept = [writer.write(record({ requestId: "bound" })), writer.write(record({ requestId: "bound" }))];
  await expect(writer.write(record({ requestId: "bound" }))).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  await Promise.all(kept);
  expect(await written("bound")).toHaveLength(2);
  await writer.close();
});

test("a value that cannot be stored refuses its own record and nobody else's", async () => {
  const writer = createAuditWriter({ database: hub });
  const results = await Promise.allSettled([
    writer.write(record({ requestId: "beside" })),
    writer.write(record({ requestId: "beside", caseNo: "a\u0000b" })),
    writer.write(record({ requestId: "beside" })),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((await written("beside")).map((row) => Number(row["sequence"]))).toEqual([1, 2]);
  await writer.close();
});

describe("when the store is down", () => {
  test("a record is refused within two seconds, and stored again when the store is back", async () => {
    const writer = createAuditWriter({ database: hub });
    await writer.write(record({ requestId: "back" }));
    const startedAt = performance.now();
    await withStoreDown(() =>
      expect(writer.write(record({ requestId: "back" }))).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" }),
    );
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await writer.write(record({ requestId: "back" }));
    expect((await written("back")).map((row) => Number(row["sequence"]))).toEqual([1, 1]);
    await writer.close();
  });

  test("a store that hangs is left after the time limit, with everything that waits behind it", async () => {
    const writer = createAuditWriter({ database: hub, timeoutMs: 300 });
    await writer.write(record({ requestId: "hang" }));
    const locker = postgres(database.url, { max: 1 });
    const startedAt = performance.now();
    const refused = await locker.begin(async (sql) => {
      await sql`LOCK TABLE audit_records IN EXCLUSIVE MODE`;
      const first = writer.write(record({ requestId: "hang" }));
      await new Promise((resolve) => setTimeout(resolve, 50));
      return Promise.allSettled([first, writer.write(record({ requestId: "hang" }))]);
    });
    expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    // Far beyond the limit on a busy machine, and far below what the server itself would allow.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await writer.write(record({ requestId: "hang" }));
    await Promise.all([locker.end(), writer.close()]);
  });
});
