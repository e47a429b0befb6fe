import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { createSeal } from "../identity/seal.ts";
import { loadSigningKeys, type SigningKeys } from "../identity/signing-keys.ts";
import { storedChain } from "../store/audit-reader.ts";
import { type HubDatabase, openHubDatabase } from "../store/database.ts";
import { migrateHub } from "../store/migrate-hub.ts";
import { headHash, signHead } from "./audit-head.ts";
import type { AuditRecord } from "./audit-record.ts";
import { createAuditWriter } from "./audit-writer.ts";
import type { ChainFinding } from "./chain-finding.ts";
import { closeHeads } from "./head-closer.ts";
import { recordHash, runHash, sealRecord } from "./record-hash.ts";
import { verifyChain } from "./verify-chain.ts";

let template: TestDatabase;
let database: TestDatabase;
let hub: HubDatabase;
let owner: Sql;
let keys: SigningKeys;
const clock = { nowMs: () => Date.parse("2026-03-02T09:00:00+08:00") };
const seal = createSeal("only-for-this-test-and-long-enough");
const RUN_RECORDS = 6;

beforeAll(async () => {
  template = await cloneDatabase();
  const { username } = new URL(template.url);
  await migrateHub({ ownerUrl: template.url, runtimeRole: username, controlRole: username });
  const filled = openHubDatabase({ url: template.url });
  keys = await loadSigningKeys({ database: filled, clock, seal });
  await writeRun(filled, RUN_RECORDS);
  await closeAll(filled);
  await filled.close();
});

beforeEach(async () => {
  database = await cloneDatabase(template.name);
  hub = openHubDatabase({ url: database.url });
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  // What an intruder with the owner's password does first.
  await owner`ALTER TABLE audit_records DISABLE TRIGGER USER`;
  await owner`ALTER TABLE audit_heads DISABLE TRIGGER USER`;
  return async () => {
    await Promise.all([hub.close(), owner.end()]);
    await database.drop();
  };
});

afterAll(() => template.drop());

function record(name: string): AuditRecord {
  return {
    requestId: name,
    at: "2026-03-02T01:00:00.123Z",
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
    subjects: [
      { type: "Person", id: "P234567", verb: "READ" },
      { type: "LegalEntity", id: "E234567", verb: "LISTED" },
    ],
    verdicts: { "Person.name": "MASKED", "Person.birthDate": "DENIED" },
    rowCounts: { Person: 1, LegalEntity: 1 },
    durationMs: 12.345678901234,
    outcome: "OK",
  };
}

async function writeRun(to: HubDatabase, count: number): Promise<void> {
  const writer = createAuditWriter({ database: to });
  await Promise.all(Array.from({ length: count }, (_, index) => writer.write(record(`r${index + 1}`))));
  await writer.close();
}

function closeAll(of: HubDatabase): Promise<readonly string[]> {
  const [key] = keys.privateKeys.keys;
  return closeHeads({ database: of, clock, signingKey: async () => key ?? {} });
}

const verify = () => verifyChain(storedChain(hub.db), keys.publicKeys);

async function found(): Promise<(string | number)[][]> {
  const { findings } = await verify();
  return findings.map((finding: ChainFinding) => [
    finding.kind,
    "headNo" in finding ? finding.headNo : finding.sequence,
  ]);
}

test("records that nobody touched verify, with nothing left open", async () => {
  expect(await verify()).toMatchObject({ records: RUN_RECORDS, heads: 1, runs: 1, openRecords: 0, findings: [] });
});

test("a tail that no head covers is named as open, and closed by whoever comes next", async () => {
  await writeRun(hub, 3);
  expect(await verify()).toMatchObject({ records: RUN_RECORDS + 3, heads: 1, openRecords: 3, findings: [] });
  await closeAll(hub);
  expect(await verify()).toMatchObject({ heads: 2, openRecords: 0, findings: [] });
});

test("a gateway that hangs while it closes holds nobody up, and what it left is closed afterwards", async () => {
  await writeRun(hub, 1);
  await owner.begin(async (sql) => {
    await sql`SELECT pg_advisory_xact_lock(7203015522)`;
    expect(await closeAll(hub)).toHaveLength(2);
  });
  expect(await verify()).toMatchObject({ heads: 1, openRecords: 1 });
  expect(await closeAll(hub)).toEqual([]);
  expect(await verify()).toMatchObject({ heads: 2, openRecords: 0, findings: [] });
});

test("heads that two gateways close at the same time are one chain", async () => {
  const second = openHubDatabase({ url: database.url });
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([writeRun(hub, 2), writeRun(second, 2)]);
    await Promise.all([closeAll(hub), closeAll(second)]);
  }
  await closeAll(hub);
  await second.close();
  expect(await verify()).toMatchObject({ openRecords: 0, findings: [] });
});

describe("in records under a head, verification names", () => {
  test.each<[what: string, statement: string, findings: (string | number)[][]]>([
    ["a changed purpose", "UPDATE audit_records SET purpose = 'OTHER' WHERE sequence = 3", [["RECORD_CHANGED", 3]]],
    [
      "a removed subject",
      "UPDATE audit_records SET subjects = subjects - 0 WHERE sequence = 2",
      [["RECORD_CHANGED", 2]],
    ],
    [
      "another instant",
      "UPDATE audit_records SET at = at + interval '1 ms' WHERE sequence = 6",
      [["RECORD_CHANGED", 6]],
    ],
    ["another nonce", "UPDATE audit_records SET nonce = 'x' WHERE sequence = 6", [["RECORD_CHANGED", 6]]],
    [
      "another hash of a line",
      "UPDATE audit_records SET line_hashes = '{x}' WHERE sequence = 6",
      [["RECORD_CHANGED", 6]],
    ],
    ["a deleted record", "DELETE FROM audit_records WHERE sequence = 4", [["RECORD_MISSING", 4]]],
    ["the deleted last record", "DELETE FROM audit_records WHERE sequence = 6", [["RECORD_MISSING", 6]]],
    [
      "all deleted records",
      "DELETE FROM audit_records",
      [1, 2, 3, 4, 5, 6].map((sequence) => ["RECORD_MISSING", sequence]),
    ],
    [
      "a deleted record behind which all moved up",
      "DELETE FROM audit_records WHERE sequence = 4; UPDATE audit_records SET sequence = sequence - 1 WHERE sequence > 4",
      [
        ["RECORD_MOVED", 4],
        ["RECORD_MOVED", 5],
        ["RECORD_MISSING", 4],
      ],
    ],
    [
      "two records in each other's place",
      `UPDATE audit_records SET sequence = 100 WHERE sequence = 2;
       UPDATE audit_records SET sequence = 2 WHERE sequence = 5; UPDATE audit_records SET sequence = 5 WHERE sequence = 100`,
      [
        ["RECORD_MOVED", 2],
        ["RECORD_MOVED", 5],
      ],
    ],
    [
      "a record that was put in",
      `UPDATE audit_records SET sequence = sequence + 1 WHERE sequence = 6;
       INSERT INTO audit_records SELECT (jsonb_populate_record(r, '{"sequence": 6, "request_id": "false"}')).*
       FROM audit_records r WHERE sequence = 1`,
      [
        ["RECORD_ADDED", 6],
        ["RECORD_MOVED", 7],
      ],
    ],
    [
      "a record outside of the chain",
      `INSERT INTO audit_records SELECT (jsonb_populate_record(r, '{"sequence": 7, "hash": "", "nonce": ""}')).*
       FROM audit_records r WHERE sequence = 1`,
      [["RECORD_UNCHAINED", 7]],
    ],
  ])("%s", async (_what, statement, findings) => {
    await owner.unsafe(statement);
    expect((await found()).toSorted()).toEqual(findings.toSorted());
  });

  test("a record that was written anew with everything after it", async () => {
    const { recordsAfter, listRuns } = storedChain(hub.db);
    const [run = ""] = await listRuns();
    let previous = runHash(run);
    for (const row of await recordsAfter(run, 0, 100)) {
      const changed = row.sequence === 3 ? { ...row, caseNo: "another" } : row;
      const { bodyHash, lineHashes } = sealRecord(changed, row.nonce);
      previous = recordHash(previous, bodyHash, lineHashes);
      await owner`UPDATE audit_records SET case_no = ${changed.caseNo}, body_hash = ${bodyHash}, hash = ${previous}
        WHERE sequence = ${row.sequence}`;
    }
    expect(await found()).toEqual([["RECORD_CHANGED", 3]]);
  });
});

describe("in an open tail, verification names", () => {
  beforeEach(async () => {
    await writeRun(hub, 5);
  });

  const LATER = "instance_id <> (SELECT instance_id FROM audit_heads)";
  test.each<[what: string, statement: string, findings: (string | number)[][]]>([
    [
      "a changed record",
      `UPDATE audit_records SET region = '620100' WHERE sequence = 2 AND ${LATER}`,
      [["RECORD_CHANGED", 2]],
    ],
    ["a deleted record", `DELETE FROM audit_records WHERE sequence = 2 AND ${LATER}`, [["RECORD_MISSING", 2]]],
    [
      "two records in each other's place",
      `UPDATE audit_records SET sequence = 100 WHERE sequence = 2 AND ${LATER};
       UPDATE audit_records SET sequence = 2 WHERE sequence = 3 AND ${LATER};
       UPDATE audit_records SET sequence = 3 WHERE sequence = 100`,
      [
        ["RECORD_MOVED", 2],
        ["RECORD_MOVED", 3],
      ],
    ],
  ])("%s", async (_what, statement, findings) => {
    await owner.unsafe(statement);
    expect(await found()).toEqual(findings);
  });
});

describe("of heads, verification names", () => {
  beforeEach(async () => {
    for (let round = 0; round < 2; round += 1) {
      await writeRun(hub, 2);
      await closeAll(hub);
    }
  });

  test("one that is missing, with the records it was over left as open", async () => {
    await owner`DELETE FROM audit_heads WHERE head_no = 2`;
    expect(await found()).toEqual([["HEAD_MISSING", 2]]);
  });

  test("one whose leaves were changed, without blaming its records", async () => {
    await owner`UPDATE audit_heads SET leaves = set_byte(leaves, 0, 0) || '' WHERE head_no = 2`;
    expect(await found()).toEqual([["HEAD_CHANGED", 2]]);
  });

  test("one that a key of nobody signed", async () => {
    const others = await loadSigningKeys({ database: await emptied(), clock, seal });
    const jws = await signHead(
      {
        closedAt: new Date(clock.nowMs()).toISOString(),
        firstSequence: 1,
        headNo: 3,
        instanceId: "x",
        lastSequence: 2,
        previousHeadHash: "x",
        root: "x",
      },
      others.privateKeys.keys[0] ?? {},
    );
    await owner`UPDATE audit_heads SET jws = ${jws}, head_hash = ${headHash(jws)} WHERE head_no = 3`;
    expect(await found()).toEqual([["HEAD_NOT_SIGNED", 3]]);
  });

  async function emptied(): Promise<HubDatabase> {
    await owner`DELETE FROM signing_keys`;
    return hub;
  }
});
