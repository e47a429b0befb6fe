import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adminUrl, cloneDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { migrateHub } from "./migrate-hub.ts";

const RUNTIME_ROLE = `hub_runtime_${randomUUID().slice(0, 8)}`;
let database: TestDatabase;
let owner: Sql;
let runtime: Sql;

beforeAll(async () => {
  const admin = postgres(adminUrl(), { max: 1 });
  await admin.unsafe(`CREATE ROLE ${RUNTIME_ROLE} LOGIN PASSWORD 'only-here'`);
  await admin.end();
  database = await cloneDatabase();
  await migrateHub({ ownerUrl: database.url, runtimeRole: RUNTIME_ROLE });
  const runtimeUrl = new URL(database.url);
  [runtimeUrl.username, runtimeUrl.password] = [RUNTIME_ROLE, "only-here"];
  owner = postgres(database.url, { max: 1 });
  runtime = postgres(runtimeUrl.href, { max: 1 });
  await owner`INSERT INTO departments VALUES ('HRS', '人社厅', 'Human Resources')`;
  await owner`INSERT INTO purposes VALUES ('PENSION_CHECK', '养老', 'Pension', 'a law', 'STATUTORY_DUTY', false)`;
  await owner`INSERT INTO purpose_departments VALUES ('PENSION_CHECK', 'HRS')`;
});

afterAll(async () => {
  await Promise.all([owner.end(), runtime.end()]);
  await database.drop();
});

const auditRow = (sequence: number) => ({
  instance_id: "00000000-0000-4000-8000-000000000001",
  sequence,
  request_id: "r",
  at: new Date(0),
  client_id: "c",
  department: "HRS",
  region: "620000",
  operation_hash: "h",
  policy_version: "p",
  subjects: [],
  verdicts: {},
  row_counts: {},
  duration_ms: 1.5,
  outcome: "OK",
});

test("migrating twice changes nothing", async () => {
  await migrateHub({ ownerUrl: database.url, runtimeRole: RUNTIME_ROLE });
  expect(await owner`SELECT revision FROM hub_revision`).toHaveLength(1);
});

describe("the runtime role", () => {
  test("adds audit records", async () => {
    await runtime`INSERT INTO audit_records ${runtime(auditRow(1))}`;
    expect(await owner`SELECT sequence FROM audit_records`).toHaveLength(1);
  });

  test.each([
    ["read", "SELECT * FROM audit_records"],
    ["change", "UPDATE audit_records SET outcome = 'OK'"],
    ["delete", "DELETE FROM audit_records"],
    ["empty", "TRUNCATE audit_records"],
    ["read subjects in", "SELECT subjects FROM audit_records"],
    ["read reasons in", "SELECT reason FROM corrections"],
    ["change heads in", "UPDATE audit_heads SET jws = ''"],
    ["give consent in", "INSERT INTO consents (department) VALUES ('HRS')"],
    ["change grants in", "UPDATE grants SET fields = '{}'"],
    ["publish into", "INSERT INTO policy_versions (content_hash, content, created_at) VALUES ('x', '{}', now())"],
    ["unsuspend clients in", "UPDATE clients SET revoked_at = NULL"],
    ["drop a table of", "DROP TABLE audit_records"],
  ])("cannot %s the store", async (_what, statement) => {
    await expect(runtime.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the database refuses", () => {
  test.each([
    ["changing an audit record", "UPDATE audit_records SET outcome = 'OK'"],
    ["deleting audit records", "DELETE FROM audit_records"],
    ["emptying the audit", "TRUNCATE audit_records"],
    ["changing an audit head", "UPDATE audit_heads SET jws = ''"],
    ["deleting audit heads", "DELETE FROM audit_heads"],
    ["ending what is held back early", "UPDATE audit_suppressions SET ends_at = now()"],
    ["deleting consents", "DELETE FROM consents"],
    ["deleting corrections", "DELETE FROM corrections"],
    ["changing a policy version", "UPDATE policy_versions SET content = '{}'"],
  ])("%s even to its owner", async (_what, statement) => {
    await expect(owner.unsafe(statement)).rejects.toMatchObject({ code: "23001" });
  });

  const grantRow = {
    grant_no: "G-TEST-1",
    department: "HRS",
    purpose: "PENSION_CHECK",
    type: "Person",
    fields: { name: "VERIFY" },
    is_aggregate: false,
    scope_kind: "ALL",
    scope_prefixes: "{}",
    is_lookup_only: true,
    is_case_required: false,
    legal_basis: "a law",
    valid_from: "2026-01-01T00:00:00+08:00",
    valid_until: "2027-01-01T00:00:00+08:00",
  };

  test.each([
    ["a grant longer than a year", { valid_until: "2027-01-01T00:00:01+08:00" }, "grants_valid_one_year"],
    ["a grant that ends before it begins", { valid_until: "2025-12-31T00:00:00+08:00" }, "grants_valid_forward"],
    ["an empty list of prefixes", { scope_kind: "PREFIXES" }, "grants_prefixes_belong_to_scope"],
    ["an empty prefix", { scope_kind: "PREFIXES", scope_prefixes: '{""}' }, "grants_prefixes_belong_to_scope"],
    [
      "an empty prefix after a good one",
      { scope_kind: "PREFIXES", scope_prefixes: '{62,""}' },
      "grants_prefixes_belong_to_scope",
    ],
    [
      "a prefix of three digits",
      { scope_kind: "PREFIXES", scope_prefixes: "{620}" },
      "grants_prefixes_belong_to_scope",
    ],
    ["a null prefix", { scope_kind: "PREFIXES", scope_prefixes: "{62,NULL}" }, "grants_prefixes_belong_to_scope"],
    ["prefixes beside another scope", { scope_prefixes: "{62}" }, "grants_prefixes_belong_to_scope"],
    ["an aggregate grant that reads fields", { is_aggregate: true }, "grants_aggregate_reads_no_field"],
    ["a department that may not use the purpose", { department: "PSD" }, "grants_purpose_department_fkey"],
  ])("%s", async (_what, change, constraint_name) => {
    const row = { ...grantRow, ...change };
    await expect(owner`INSERT INTO grants ${owner(row)}`).rejects.toMatchObject({ constraint_name });
  });

  test("a second grant for one department, purpose and type at one instant, and takes the next year's", async () => {
    await owner`INSERT INTO grants ${owner(grantRow)}`;
    const overlapping = { ...grantRow, grant_no: "G-TEST-2", valid_from: "2026-12-31T23:59:59+08:00" };
    await expect(owner`INSERT INTO grants ${owner(overlapping)}`).rejects.toMatchObject({ code: "23P01" });
    const next = { ...overlapping, valid_from: grantRow.valid_until, valid_until: "2028-01-01T00:00:00+08:00" };
    await owner`INSERT INTO grants ${owner(next)}`;
  });
});
