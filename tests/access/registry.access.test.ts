import { describe, expect, test, vi } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

function acting(
  name: string,
  input: Record<string, unknown>,
  shown: string,
  type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`,
) {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} event { before after reason } } }`;
  return { query, variables: { input } };
}

const OFFICER = "officer { officerId department roles isActive }";
const register = (change: Record<string, unknown> = {}) =>
  acting(
    "registerOfficer",
    { officerId: "fda-officer-9", department: "FDA", region: "620100", roles: ["OFFICER"], ...change },
    OFFICER,
  );
const changeRoles = (officerId: string, roles: readonly string[]) =>
  acting("changeOfficerRoles", { officerId, roles, reason: "new duties" }, OFFICER);
const suspend = (officerId: string) =>
  acting("suspendOfficer", { officerId, reason: "left" }, OFFICER, "ChangeOfficerInput");
const resume = (officerId: string) =>
  acting("resumeOfficer", { officerId, reason: "back" }, OFFICER, "ChangeOfficerInput");
const purpose = (change: Record<string, unknown> = {}) =>
  acting(
    "savePurpose",
    {
      code: "SCHOOL_ENROLMENT",
      textZh: "入学登记",
      textEn: "School enrolment",
      legalBasis: "义务教育法",
      basisKind: "STATUTORY_DUTY",
      isCaseRequired: true,
      departments: ["EDU", "PSD"],
      ...change,
    },
    "purpose { code departments }",
  );

async function refused(who: string, question: { query: string }, code: string): Promise<void> {
  const events = { query: "{ controlEvents(first: 1) { eventNo } }" };
  const before = await hub().govern("gso-auditor-1", events);
  const reply = await hub().govern(who, question);
  expect(reply.codes).toEqual([code]);
  expect((await hub().govern("gso-auditor-1", events)).data).toEqual(before.data);
}

describe("officers", () => {
  test("a department registers its own people for cases, and for nothing that governs", async () => {
    expect((await hub().govern("fda-admin-1", register())).data.registerOfficer.officer).toEqual({
      officerId: "fda-officer-9",
      department: "FDA",
      roles: ["OFFICER"],
      isActive: true,
    });
    await refused("fda-admin-1", register({ officerId: "fda-x", roles: ["APPROVER"] }), "ROLE_REQUIRED");
    await refused("fda-admin-1", register({ officerId: "fda-x", roles: ["OFFICER", "ADMIN"] }), "ROLE_REQUIRED");
    await refused("fda-admin-1", register({ officerId: "hrs-x", department: "HRS" }), "ROLE_REQUIRED");
    await refused("fda-approver-1", register({ officerId: "fda-x" }), "ROLE_REQUIRED");
    await refused("gso-auditor-1", register({ officerId: "fda-x" }), "ROLE_REQUIRED");
  });

  test("nobody gives oneself a role, and a department cannot make an approver of anybody", async () => {
    await refused("gso-admin-1", changeRoles("gso-admin-1", ["ADMIN", "APPROVER"]), "ROLE_REQUIRED");
    await refused("fda-admin-1", changeRoles("fda-officer-chengguan", ["APPROVER"]), "ROLE_REQUIRED");
    // Nor take one away: an approver in the way would be gone.
    await refused("fda-admin-1", changeRoles("fda-approver-1", ["OFFICER"]), "ROLE_REQUIRED");
    const reply = await hub().govern("gso-admin-1", changeRoles("fda-officer-chengguan", ["OFFICER", "INVESTIGATOR"]));
    expect(reply.data.changeOfficerRoles.officer.roles).toEqual(["OFFICER", "INVESTIGATOR"]);
  });

  test("an administrator who is suspended acts no more, with a token that still lives", async () => {
    await hub().govern("hfp-admin-1", { query: "{ officers { officerId } }" });
    expect((await hub().govern("gso-admin-1", suspend("hfp-admin-1"))).codes).toEqual([]);
    expect((await hub().govern("hfp-admin-1", { query: "{ officers { officerId } }" })).codes).toEqual([
      "UNAUTHENTICATED",
    ]);
    await refused("gso-admin-1", suspend("hfp-admin-1"), "WRONG_STATE");
    expect((await hub().govern("gso-admin-1", resume("hfp-admin-1"))).codes).toEqual([]);
    await vi.waitFor(
      async () =>
        expect((await hub().govern("hfp-admin-1", { query: "{ officers { officerId } }" })).codes).toEqual([]),
      { timeout: 1_000, interval: 20 },
    );
  });

  test("a department sees its own people", async () => {
    const { data } = await hub().govern("cad-admin-1", { query: "{ officers { department } }" });
    expect(new Set(data.officers.map(({ department }: { department: string }) => department))).toEqual(
      new Set(["CAD"]),
    );
  });

  test.each([
    ["officerId", { officerId: "A B" }],
    ["region", { region: "620101" }],
    ["roles", { roles: [] }],
    ["roles", { roles: ["CITIZEN"] }],
    ["department", { department: "QQQ" }],
  ])("a bad %s is named", async (field, change) => {
    const reply = await hub().govern("gso-admin-1", register({ officerId: "edu-officer-1", ...change }));
    expect(reply.codes).toEqual(["BAD_USER_INPUT"]);
    expect(reply.errors[0]?.extensions).toMatchObject({ field });
  });
});

describe("purposes", () => {
  test("the sharing authority registers one and says who may state it", async () => {
    const reply = await hub().govern("gso-admin-1", purpose());
    expect(reply.data.savePurpose.purpose).toEqual({ code: "SCHOOL_ENROLMENT", departments: ["EDU", "PSD"] });
    const changed = await hub().govern("gso-admin-1", purpose({ departments: ["EDU"] }));
    expect(changed.data.savePurpose.purpose.departments).toEqual(["EDU"]);
    expect(JSON.parse(changed.data.savePurpose.event.before).departments).toEqual(["EDU", "PSD"]);
    const { data } = await hub().govern("hrs-admin-1", {
      query: '{ purposes(after: "S", first: 200) { code departments } }',
    });
    expect(data.purposes).toContainEqual({ code: "SCHOOL_ENROLMENT", departments: ["EDU"] });
  });

  test("a department that holds grants for a purpose keeps it", async () => {
    await refused("gso-admin-1", purpose({ code: "PENSION_CHECK", departments: ["EDU"] }), "WRONG_STATE");
  });

  test.each([
    ["hrs-admin-1", {}, "ROLE_REQUIRED"],
    ["gso-approver-1", {}, "ROLE_REQUIRED"],
    ["gso-admin-1", { legalBasis: " " }, "BAD_USER_INPUT"],
    ["gso-admin-1", { code: "school" }, "BAD_USER_INPUT"],
    ["gso-admin-1", { departments: ["QQQ"] }, "BAD_USER_INPUT"],
  ])("%s with %o gets %s, and nothing is kept", async (who, change, code) => {
    await refused(who, purpose({ code: "OTHER_PURPOSE", ...change }), code);
  });
});

describe("departments", () => {
  const save = (change: Record<string, unknown> = {}) =>
    acting(
      "saveDepartment",
      { code: "NDA", nameZh: "数据局", nameEn: "Data administration", ...change },
      "department { code nameZh }",
    );

  test("the sharing authority registers one and corrects its name", async () => {
    expect((await hub().govern("gso-admin-1", save())).data.saveDepartment.event.before).toBeNull();
    const renamed = await hub().govern("gso-admin-1", save({ nameZh: "省数据局" }));
    expect(JSON.parse(renamed.data.saveDepartment.event.before).nameZh).toBe("数据局");
    const { data } = await hub().govern("hrs-admin-1", { query: "{ departments { code nameZh } }" });
    expect(data.departments).toContainEqual({ code: "NDA", nameZh: "省数据局" });
  });

  test.each([
    ["psd-admin-1", {}, "ROLE_REQUIRED"],
    ["gso-admin-1", { code: "N1" }, "BAD_USER_INPUT"],
    ["gso-admin-1", { nameEn: "" }, "BAD_USER_INPUT"],
  ])("%s with %o gets %s", async (who, change, code) => {
    await refused(who, save(change), code);
  });
});
