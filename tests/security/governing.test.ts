// Class "on paper", at the control plane: what one department, or one person, could do to the others or by itself.
import { classify, isPartlyPublic, loadSupergraphSdl } from "@tongshu/schema";
import { loadRegister, REGISTER_NAMES } from "@tongshu/scripts/stack";
import { describe, expect, test } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";
import { Governors } from "../support/share-requests.ts";

const hub = usePlantedHub();

function act(who: string, name: string, input: string, given: Readonly<Record<string, unknown>>, shown = "") {
  const query = `mutation ($input: ${input}!) { ${name}(input: $input) { ${shown} event { eventNo } } }`;
  return hub().govern(who, { query, variables: { input: given } });
}

const onClient = (who: string, name: string, clientId: string) =>
  act(who, name, "ChangeClientInput", { clientId, reason: "a reason" });
const onOfficer = (who: string, name: string, officerId: string) =>
  act(who, name, "ChangeOfficerInput", { officerId, reason: "a reason" });

describe("whom the sharing authority suspended", () => {
  test("the department's own administrator does not resume: a client", async () => {
    expect((await onClient("gso-admin-1", "suspendClient", "fda-qilihe")).codes).toEqual([]);
    expect((await onClient("fda-admin-1", "resumeClient", "fda-qilihe")).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await onClient("gso-admin-2", "resumeClient", "fda-qilihe")).codes).toEqual([]);
  });

  test("the department's own administrator does not resume: an officer", async () => {
    expect((await onOfficer("gso-admin-1", "suspendOfficer", "fda-approver-2")).codes).toEqual([]);
    expect((await onOfficer("fda-admin-1", "resumeOfficer", "fda-approver-2")).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await onOfficer("gso-admin-2", "resumeOfficer", "fda-approver-2")).codes).toEqual([]);
  });

  test("a department resumes whom it suspended itself, also after an older sanction was lifted", async () => {
    expect((await onClient("fda-admin-1", "suspendClient", "fda-qilihe")).codes).toEqual([]);
    expect((await onClient("fda-admin-1", "resumeClient", "fda-qilihe")).codes).toEqual([]);
  });
});

describe("what PostgreSQL cannot hold is the sender's mistake", () => {
  test.each([
    ["in a variable", "a\u0000b"],
    ["at the end of one", "fda-qilihe\u0000"],
  ])("%s", async (_where, reason) => {
    const reply = await act("fda-admin-1", "suspendClient", "ChangeClientInput", { clientId: "fda-qilihe", reason });
    expect(reply.codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("in the text of the operation", async () => {
    const query = '{ clients(first: 1, after: "a\\u0000") { clientId } }';
    expect((await hub().govern("fda-admin-1", { query })).codes).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("an act takes no member that it does not name", () => {
  test.each([
    ["registerClient", "RegisterClientInput", { canActForCitizens: true }],
    ["registerClient", "RegisterClientInput", { isProduction: false }],
    ["suspendClient", "ChangeClientInput", { department: "GSO" }],
    ["registerOfficer", "RegisterOfficerInput", { isActive: true }],
  ])("%s: %s with %o", async (name, input, more) => {
    const { codes, data } = await act("gso-admin-1", name, input, more);
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(["BAD_USER_INPUT"]));
    expect(data ?? null).toBeNull();
  });
});

describe("one department's administrator", () => {
  const lists = {
    clients: "clients(first: 200) { clientId department }",
    officers: "officers(first: 200) { officerId department }",
    controlEvents: "controlEvents(first: 200) { eventNo department }",
  };

  test.each(Object.entries(lists))("sees of %s the own alone", async (name, field) => {
    const { data, codes } = await hub().govern("fda-admin-1", { query: `{ ${field} }` });
    expect(codes).toEqual([]);
    const departments = data[name].map(({ department }: { department: string }) => department);
    expect(departments.filter((department: string) => department !== "FDA")).toEqual([]);
  });

  test.each([
    ["suspendClient", "ChangeClientInput", { clientId: "hrs-province" }],
    ["revokeClient", "ChangeClientInput", { clientId: "hrs-province" }],
    ["suspendOfficer", "ChangeOfficerInput", { officerId: "hrs-officer-1" }],
    ["changeOfficerRoles", "ChangeOfficerRolesInput", { officerId: "hrs-officer-1", roles: ["OFFICER"] }],
    ["changeOfficerRoles", "ChangeOfficerRolesInput", { officerId: "fda-officer-chengguan", roles: ["APPROVER"] }],
    ["changeOfficerRoles", "ChangeOfficerRolesInput", { officerId: "fda-admin-1", roles: ["ADMIN", "OFFICER"] }],
  ])("may not %s (%s) for %o", async (name, input, given) => {
    const { codes } = await act("fda-admin-1", name, input, { reason: "a reason", ...given });
    expect(codes).toEqual(["ROLE_REQUIRED"]);
  });
});

describe("a field that is open on some rows alone", () => {
  test("is not granted at once: a grant would open the rows that are not public", async () => {
    const people = new Governors(hub());
    for (const [type, field] of [
      ["Penalty", "caseFact"],
      ["LegalEntity", "address"],
    ]) {
      const body = { purpose: "PETITION_HANDLING", type, fields: [{ field, level: "FULL" }], scope: { kind: "ALL" } };
      const requestNo = await people.submitted("ltr", body);
      expect([type, (await people.show("ltr-admin-1", requestNo)).state]).toEqual([type, "SUBMITTED"]);
    }
  });

  test("is named by the schema exactly where a register closes rows or cells of it", async () => {
    const closed = new Set<string>();
    for (const name of REGISTER_NAMES) {
      for (const { type, fields, publicRow, publicCells = {} } of (await loadRegister(name)).definition.entities) {
        const names = publicRow === undefined ? Object.keys(publicCells) : Object.keys(fields);
        for (const field of names) closed.add(`${type}.${field}`);
      }
    }
    const open = [...classify(loadSupergraphSdl()).fields.values()].filter(
      ({ sharing }) => sharing === "UNCONDITIONAL",
    );
    for (const { coordinate } of open)
      expect([coordinate, isPartlyPublic(coordinate)]).toEqual([coordinate, closed.has(coordinate)]);
  });
});
