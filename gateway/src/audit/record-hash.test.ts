import { expect, test } from "vitest";
import { canonicalJson } from "../store/canonical-json.ts";
import type { AuditRecord } from "./audit-record.ts";
import { recordHash, runHash, sealRecord } from "./record-hash.ts";

const record: AuditRecord = {
  requestId: "r",
  at: "2026-03-02T09:00:00.123+08:00",
  clientId: "c",
  department: "HRS",
  region: "620000",
  officerId: null,
  citizenId: null,
  purpose: "PENSION_CHECK",
  caseNo: "甲〔2017〕42号",
  operationHash: "h",
  operationName: null,
  policyVersion: "p",
  subjects: [
    { verb: "READ", type: "Person", id: "P1" },
    { verb: "LISTED", type: "Person", id: "P2" },
    { verb: "LISTED", type: "Person", id: "P1" },
  ],
  verdicts: { "Person.name": "FULL", "LegalEntity.name": "FULL", "Person.birthDate": "DENIED" },
  rowCounts: { Person: 2, LegalEntity: 1 },
  durationMs: 0.1 + 0.2,
  outcome: "OK",
};

test("the body is the canonical JSON of the record and its nonce, with the instant in UTC", () => {
  const { body } = sealRecord(record, "n");
  expect(body).toBe(canonicalJson({ ...record, at: "2026-03-02T01:00:00.123Z", nonce: "n" }));
});

test("there is one line for each person, however often the record names them", () => {
  expect(sealRecord(record, "n").lineHashes).toHaveLength(2);
  expect(sealRecord({ ...record, outcome: "CONSENT_REQUIRED" }, "n").lineHashes).toEqual([]);
});

test("equal records have equal hashes only under the same nonce and in the same place", () => {
  const [one, two] = [sealRecord(record, "n"), sealRecord(record, "m")];
  expect(one.bodyHash).not.toBe(two.bodyHash);
  expect(one.lineHashes[0]).not.toBe(two.lineHashes[0]);
  const first = recordHash(runHash("a"), one.bodyHash, one.lineHashes);
  expect(recordHash(runHash("a"), one.bodyHash, one.lineHashes)).toBe(first);
  expect(recordHash(first, one.bodyHash, one.lineHashes)).not.toBe(first);
  expect(recordHash(runHash("b"), one.bodyHash, one.lineHashes)).not.toBe(first);
});
