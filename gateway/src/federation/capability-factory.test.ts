import { classify, loadSupergraphSdl } from "@tongshu/schema";
import { expect, test } from "vitest";
import type { Caller } from "../identity/caller.ts";
import { compileView } from "../policy/access-view.ts";
import type { Grant } from "../policy/policy-content.ts";
import { CapabilityFactory } from "./capability-factory.ts";

const caller: Caller = { department: "NRL", region: "620102" } as Caller;
const grant: Grant = {
  grantNo: "G-NRL-1",
  department: "NRL",
  purpose: "PLANNING_PERMIT",
  type: "Licence",
  fields: { status: "FULL" },
  isAggregate: false,
  scope: { kind: "OWN" },
  isLookupOnly: false,
  isCaseRequired: true,
  maxPerDay: null,
  maxBatch: null,
  legalBasis: "a law",
  validFrom: "2026-01-01T00:00:00+08:00",
  validUntil: "2027-01-01T00:00:00+08:00",
};
const nowMs = Date.parse("2026-06-01T00:00:00+08:00");
const viewOf = (more: Partial<Grant>) => compileView("NRL", "PLANNING_PERMIT", [{ ...grant, ...more }], nowMs);
const factory = new CapabilityFactory(classify(loadSupergraphSdl()));
const capabilityOf = (more: Partial<Grant>) =>
  factory.make("e-licences", {
    caller,
    view: viewOf(more),
    caseNo: null,
    requestId: "r-1",
    policyVersion: "v1",
    expiresAtMs: nowMs,
  });

test("a scope carries what narrows it, and nothing when nothing does", () => {
  const conditions = { typeCode: ["T1"] };
  expect(capabilityOf({ conditions, coversSensitiveRows: true }).scopes).toEqual({
    Licence: { kind: "PREFIXES", prefixes: ["620102"], coversSensitiveRows: true, conditions },
  });
  expect(capabilityOf({}).scopes).toEqual({ Licence: { kind: "PREFIXES", prefixes: ["620102"] } });
});

test("the calling officer stands for one value, and for none when no officer asks", () => {
  const events: Partial<Grant> = {
    type: "GovernanceEvent",
    fields: { title: "FULL" },
    conditions: { handlerId: ["$OFFICER"], category: ["PETITION"] },
  };
  const conditionsOf = (who: Caller) =>
    factory.make("governance-events", {
      caller: who,
      view: viewOf(events),
      caseNo: null,
      requestId: "r-1",
      policyVersion: "v1",
      expiresAtMs: nowMs,
    }).scopes["GovernanceEvent"]?.conditions;
  expect(conditionsOf({ ...caller, officerId: "o-1" })).toEqual({ handlerId: ["o-1"], category: ["PETITION"] });
  expect(conditionsOf(caller)).toEqual({ handlerId: [], category: ["PETITION"] });
});

test("other values share compiled operations and statements, other conditions do not", () => {
  const shapes = [{ conditions: { typeCode: ["T1"] } }, { conditions: { holderKind: ["ENTITY"] } }, {}];
  expect(new Set(shapes.map((shape) => viewOf(shape).hash)).size).toBe(3);
  expect(new Set(shapes.map((shape) => capabilityOf(shape).viewHash)).size).toBe(3);
  const other = { conditions: { typeCode: ["T2", "T3"] } };
  expect(viewOf(other).hash).toBe(viewOf({ conditions: { typeCode: ["T1"] } }).hash);
  expect(capabilityOf(other).viewHash).toBe(capabilityOf({ conditions: { typeCode: ["T1"] } }).viewHash);
});

test.each<[string, Partial<Grant>]>([
  ["a list of prefixes that is empty", { scope: { kind: "PREFIXES", prefixes: [] } }],
  ["a scope of the own rows where no citizen is signed in", { scope: { kind: "SELF" } }],
])("%s is never read as all", (_what, more) => {
  expect(capabilityOf(more).scopes).toEqual({});
});

test("a register is told the levels of its own fields and of nobody else's", () => {
  const fields = { status: "FULL", name: "FULL" } as const;
  expect(capabilityOf({ fields }).levels).toEqual({ "Licence.status": "FULL" });
  const elsewhere = factory.make("population", {
    caller,
    view: viewOf({ fields }),
    caseNo: null,
    requestId: "r-2",
    policyVersion: "v1",
    expiresAtMs: nowMs,
  });
  expect([elsewhere.levels, elsewhere.scopes]).toEqual([{}, {}]);
});
