import { systemClock } from "@tongshu/kit";
import { loadSupergraphSdl } from "@tongshu/schema";
import { printSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { HubGraph } from "../federation/supergraph.ts";
import { compileView } from "./access-view.ts";
import { FilteredSchemas } from "./filtered-schema.ts";
import type { Grant } from "./policy-content.ts";

const graph = new HubGraph(loadSupergraphSdl(), systemClock);
const schemas = new FilteredSchemas(graph.apiSchema, graph.classification);

function schemaFor(grants: readonly Pick<Grant, "type" | "fields">[]): string {
  const complete = grants.map((grant) => ({
    ...grant,
    validFrom: "2017-01-01T00:00:00Z",
    validUntil: "2017-12-31T00:00:00Z",
    scope: { kind: "ALL" },
  })) as unknown as Grant[];
  return printSchema(schemas.build(compileView("AIC", "P", complete, Date.parse("2017-01-15T00:00:00Z"))));
}

describe("the filtered schema", () => {
  it("holds unconditional fields and no name of a hidden type for a department without grants", () => {
    const sdl = schemaFor([]).replace(/"""[\s\S]*?"""/g, "");
    expect(sdl).toContain("type LegalEntity");
    expect(sdl).toContain("penalties");
    for (const hidden of [
      "Person",
      "Household",
      "GovernanceEvent",
      "CitizenIdNumber",
      "ServiceObject",
      "employeeCount",
    ]) {
      expect(sdl).not.toMatch(new RegExp(`\\b${hidden}\\b`));
    }
  });

  it("shows a granted field, its types, and nothing beside them", () => {
    const sdl = schemaFor([{ type: "Person", fields: { idNumber: "VERIFY", sex: "FULL" } }]);
    expect(sdl).toContain("enum Sex");
    expect(sdl).toContain("person(");
    expect(sdl).not.toContain("maritalStatus");
    expect(sdl).not.toContain("MaritalStatus");
  });

  it("hides a lookup whose number may not be compared", () => {
    const sdl = schemaFor([{ type: "Person", fields: { sex: "FULL" } }]);
    expect(sdl).not.toContain("person(");
  });

  it("names no connection, edge or filter of a hidden type", () => {
    const sdl = schemaFor([]).replace(/"""[\s\S]*?"""/g, "");
    expect(sdl).not.toMatch(/GovernanceEvent|HouseholdMember|governanceEvents/);
  });

  it("names no input field that reads what is not granted in full", () => {
    const fields = { eventNo: "FULL", title: "FULL", category: "FULL", status: "MASKED" } as const;
    const sdl = schemaFor([{ type: "GovernanceEvent", fields }]).replace(/"""[\s\S]*?"""/g, "");
    const [filter = ""] = /input GovernanceEventFilter \{[^}]*\}/.exec(sdl) ?? [];
    expect(filter).toContain("category:");
    expect(filter).not.toContain("status:");
    expect(filter).not.toContain("region:");
  });
});
