import { classify, loadSupergraphSdl } from "@tongshu/schema";
import { describe, expect, it } from "vitest";
import type { GrantTerms } from "../../policy/policy-content.ts";
import { isUnconditional, leadOwner, needsAssessment, partsOf } from "./request-parts.ts";

const classification = classify(loadSupergraphSdl());

function terms(fields: string, more: Partial<GrantTerms> = {}): GrantTerms {
  return {
    type: "Person",
    fields: Object.fromEntries(fields.split(" ").map((field) => [field, "FULL" as const])),
    isAggregate: false,
    scope: { kind: "ALL" },
    isLookupOnly: false,
    isCaseRequired: false,
    maxPerDay: null,
    maxBatch: null,
    legalBasis: "a law",
    ...more,
  };
}

const parts = (type: string, fields: string, more: Partial<GrantTerms> = {}) =>
  partsOf(type, terms(fields, more), classification);

describe("the parts of a request", () => {
  it("are one for each owner of the fields", () => {
    expect(parts("Person", "name pensionStatus minLivingAllowance").map(({ owner }) => owner)).toEqual([
      "CAD",
      "HRS",
      "PSD",
    ]);
  });

  it("need a yes where an open field is not open on every row", () => {
    const needed = (type: string, fields: string) => parts(type, fields).map(({ approvalsNeeded }) => approvalsNeeded);
    expect(needed("LegalEntity", "name status")).toEqual([0]);
    expect(needed("LegalEntity", "name address")).toEqual([1]);
    expect(needed("Penalty", "decisionNo caseFact")).toEqual([1]);
    expect(needed("Inspection", "inspectionNo kind")).toEqual([1]);
  });

  it("need two persons where a field is highly sensitive, and only there", () => {
    const [hfp, psd] = parts("Person", "birthCertNo name");
    expect([hfp?.owner, hfp?.sensitivity, hfp?.approvalsNeeded]).toEqual(["HFP", "L4", 2]);
    expect([psd?.owner, psd?.approvalsNeeded]).toEqual(["PSD", 1]);
  });

  it("need nobody where every field is unconditional", () => {
    const free = parts("LegalEntity", "name status");
    expect(free.map(({ approvalsNeeded }) => approvalsNeeded)).toEqual([0]);
    expect(isUnconditional(free)).toBe(true);
    expect(needsAssessment(free)).toBe(false);
  });

  it("need somebody as soon as one field is conditional", () => {
    expect(isUnconditional(parts("LegalEntity", "name legalRepName"))).toBe(false);
  });

  it("need an assessment from L3 on", () => {
    expect(needsAssessment(parts("Person", "pensionStatus"))).toBe(true);
    expect(needsAssessment(parts("LegalEntity", "socialInsRegNo"))).toBe(false);
  });

  it("answer for rows that are sensitive as a whole with two persons of the lead owner", () => {
    const lead = leadOwner("Person", classification);
    const [part] = parts("Person", "pensionStatus", { coversSensitiveRows: true }).filter(
      ({ owner }) => owner === lead,
    );
    expect([lead, part?.approvalsNeeded]).toEqual(["PSD", 2]);
  });

  it("are the lead owner's where rows are only counted", () => {
    const counted = partsOf("Person", terms("", { isAggregate: true, fields: {} }), classification);
    expect(counted).toEqual([{ owner: "PSD", fields: [], sensitivity: "L2", approvalsNeeded: 1 }]);
  });
});
