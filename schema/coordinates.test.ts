import { describe, expect, it } from "vitest";
import { composeSupergraph } from "./compose.ts";
import { classify } from "./coordinates.ts";
import { loadSupergraphSdl, SUBGRAPH_NAMES } from "./subgraph-sdl.ts";

const { fields, inputs, keys, grantableTypes } = classify(loadSupergraphSdl());

describe("classify", () => {
  it("reads a field's class, and who resolves it", () => {
    expect(fields.get("Person.maritalStatus")).toEqual({
      coordinate: "Person.maritalStatus",
      type: "Person",
      field: "maritalStatus",
      owner: "CAD",
      sensitivity: "L3",
      sharing: "CONDITIONAL",
      subgraphs: ["population"],
      isKey: false,
      isStructural: false,
    });
  });

  it("names the subgraph that adds a field to another's entity", () => {
    expect(fields.get("LegalEntity.penalties")?.subgraphs).toEqual(["supervision"]);
    expect(fields.get("Person.positions")?.subgraphs).toEqual(["legal-entities"]);
    expect(fields.get("Query.person")?.subgraphs).toEqual(["population"]);
  });

  it("marks keys, which every subgraph that knows the type resolves", () => {
    expect(fields.get("Person.personId")).toMatchObject({ isKey: true, subgraphs: [...SUBGRAPH_NAMES].sort() });
    expect(keys.get("LegalEntity")).toEqual(["entityId"]);
    expect(keys.has("Provenance")).toBe(false);
  });

  it("gives a structural type's fields the type's class", () => {
    expect(fields.get("Provenance.loadedAt")).toMatchObject({ owner: "GSO", isStructural: true });
    expect(fields.get("LegalEntityConnection.edges")).toMatchObject({ sharing: "UNCONDITIONAL", isStructural: true });
  });

  it("says what each argument and input field reads", () => {
    expect(inputs.get("Query.serviceObject(code:)")).toEqual({
      coordinate: "Query.serviceObject(code:)",
      reads: ["Person.idNumber", "LegalEntity.uscc"],
      by: "LOOKUP",
    });
    expect(inputs.get("LegalEntityFilter.region")).toMatchObject({
      reads: ["LegalEntity.registrationRegion"],
      by: "FILTER",
    });
    expect(inputs.get("Licence.effectiveStatus(asOf:)")).toMatchObject({ reads: [], by: null });
  });

  it("lists the types a grant can name", () => {
    expect(grantableTypes).toEqual(
      "AbnormalListEntry Department EventStep GovernanceEvent Grid Household HouseholdMember Inspection InvolvedParty KeyPerson LegalEntity Licence LicenceType Penalty Person Region SeriousListEntry Shareholder".split(
        " ",
      ),
    );
  });

  it("throws on a supergraph that has lost a class", () => {
    const { supergraphSdl } = composeSupergraph();
    const withoutField = supergraphSdl.replace(/(maritalStatus: MaritalStatus .*?) ?@governed\(.*\)/, "$1");
    const withoutReads = supergraphSdl.replace(/(idNumber: CitizenIdNumber!) @reads\(.*\)/, "$1");
    const withoutDefault = supergraphSdl.replace(/(type Provenance[^{]*?)@governed\([^)]*\)/, "$1");
    expect(() => classify(withoutField)).toThrow("Person.maritalStatus has no @governed");
    expect(() => classify(withoutReads)).toThrow("has neither @reads nor @neutral");
    expect(() => classify(withoutDefault)).toThrow("Provenance.");
  });
});
