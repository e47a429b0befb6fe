import { expect, test } from "vitest";
import type { Grant, PolicyContent } from "./policy-content.ts";
import { PolicyHolder, type PolicySource } from "./policy-holder.ts";
import { type Revocation, takeSnapshot } from "./snapshot.ts";

const NOW_MS = Date.parse("2026-03-01T00:00:00Z");

function grant(grantNo: string, type: string): Grant {
  return {
    grantNo,
    department: "HRS",
    purpose: "P",
    type,
    fields: { name: "FULL" },
    isAggregate: false,
    scope: { kind: "ALL" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay: null,
    maxBatch: null,
    legalBasis: "a law",
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2026-12-31T00:00:00Z",
  };
}

const content: PolicyContent = { purposes: [], grants: [grant("G-1", "Person"), grant("G-2", "Licence")] };

function source(hash: string | null, revocations: readonly Revocation[], isTrusted = true): PolicySource {
  return {
    findHash: async () => hash,
    listRevocations: async () => revocations,
    findTrusted: async (contentHash) => (isTrusted ? { contentHash, content } : null),
  };
}

const typesIn = (holder: PolicyHolder) => [...holder.current().viewFor("HRS", "P", NOW_MS).grants.keys()];

test("a revoked grant gives nothing, and the snapshot is named after the last revocation it suffered", () => {
  const revocations = [
    { revocationNo: 3, grantNo: "G-2" },
    { revocationNo: 7, grantNo: "G-OF-ANOTHER-VERSION" },
  ];
  const snapshot = takeSnapshot("abc", content, revocations);
  expect(snapshot.version).toBe("abc+3");
  expect([...snapshot.viewFor("HRS", "P", NOW_MS).grants.keys()]).toEqual(["Person"]);
});

test("without a revocation the snapshot has the name of its content", () => {
  expect(takeSnapshot("abc", content, []).version).toBe("abc");
});

test("a request that took a snapshot before a revocation keeps it to its end", async () => {
  const holder = new PolicyHolder();
  await holder.refresh(source("abc", []));
  const taken = holder.current();
  await holder.refresh(source("abc", [{ revocationNo: 1, grantNo: "G-1" }]));
  expect(taken.viewFor("HRS", "P", NOW_MS).grants.has("Person")).toBe(true);
  expect(typesIn(holder)).toEqual(["Licence"]);
});

test("a snapshot in which nothing changed stays the same object", async () => {
  const holder = new PolicyHolder();
  await holder.refresh(source("abc", []));
  const taken = holder.current();
  await holder.refresh(source("abc", []));
  expect(holder.current()).toBe(taken);
});

test("a version that cannot be trusted leaves the old one in force, and revocations still close", async () => {
  const holder = new PolicyHolder();
  expect(await holder.refresh(source("abc", []))).toBe(true);
  expect(await holder.refresh(source("def", [{ revocationNo: 1, grantNo: "G-1" }], false))).toBe(false);
  expect(holder.current().version).toBe("abc+1");
  expect(typesIn(holder)).toEqual(["Licence"]);
});

test("before the first version nobody has a purpose", async () => {
  const holder = new PolicyHolder();
  expect(await holder.refresh(source("abc", [], false))).toBe(false);
  expect(() => holder.current()).toThrow(expect.objectContaining({ code: "PURPOSE_UNKNOWN" }));
});
