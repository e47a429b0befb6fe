import { beforeAll, expect, test } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";
import { Governors } from "../support/share-requests.ts";

const hub = usePlantedHub();
let people: Governors;

beforeAll(() => {
  people = new Governors(hub());
});

const succeed = (who: string, predecessor: string, successor: string) =>
  people.do(who, "succeedDepartment", { predecessor, successor, reason: "机构改革" }, "closedGrants event { eventNo }");
const STEPS = { purpose: "PETITION_HANDLING", type: "EventStep", fields: [{ field: "action", level: "FULL" }] };

test("only the authority records a reform, and never its own end", async () => {
  for (const who of ["ltr-admin-1", "gso-approver-1", "gso-auditor-1"]) {
    expect((await succeed(who, "LTR", "CMC")).codes).toEqual(["ROLE_REQUIRED"]);
  }
  expect((await succeed("gso-admin-1", "GSO", "CMC")).codes).toEqual(["BAD_USER_INPUT"]);
  expect((await succeed("gso-admin-1", "XXX", "CMC")).codes).toEqual(["BAD_USER_INPUT"]);
});

test("a department loses its grants until its successor has them approved again", async () => {
  const underWay = await people.submitted("ltr", {
    ...STEPS,
    type: "Grid",
    fields: [{ field: "boundary", level: "FULL" }],
  });
  const { data } = await succeed("gso-admin-1", "LTR", "CMC");
  expect(data.succeedDepartment.closedGrants).toContain("G-LTR-PETITION-HANDLING-EVENTSTEP");
  expect((await people.show("ltr-admin-1", underWay)).state).toBe("REVOKED");
  expect((await people.do("ltr-admin-1", "createShareRequest", await asked())).codes).toEqual(["ROLE_REQUIRED"]);
  expect((await people.do("cmc-admin-1", "createShareRequest", await asked())).codes).toEqual(["BAD_USER_INPUT"]);

  const again = { ...STEPS, reapproves: "G-LTR-PETITION-HANDLING-EVENTSTEP" };
  // The successor owns the fields as well: its own people still approve as three different persons.
  const { requestNo, grantNo } = await people.activated("cmc", ["cmc-approver-2"], again);
  expect((await people.show("cmc-admin-1", requestNo)).kind).toBe("RE_APPROVAL");
  const query = "query($no: String!) { grant(grantNo: $no) { department supersedes state } }";
  const shown = await people.ask("cmc-admin-1", { query, variables: { no: grantNo } });
  const supersedes = "G-LTR-PETITION-HANDLING-EVENTSTEP";
  expect(shown.data.grant).toEqual({ department: "CMC", supersedes, state: "ACTIVE" });
});

test("a living grant is not approved again", async () => {
  const { codes } = await people.do("cmc-admin-1", "createShareRequest", {
    ...(await asked()),
    purpose: "GRID_GOVERNANCE",
    type: "EventStep",
    reapproves: "G-CMC-GRID-GOVERNANCE-EVENTSTEP",
  });
  expect(codes).toEqual(["WRONG_STATE"]);
});

test("who took over speaks for the fields of the department before it, which falls silent", async () => {
  const staffing = {
    type: "LegalEntity",
    purpose: "GRID_GOVERNANCE",
    fields: [{ field: "staffingQuota", level: "FULL" }],
  };
  const grantNo = "G-CMC-GRID-GOVERNANCE-LEGALENTITY";
  const requestNo = await people.accepted("cmc", { ...staffing, amends: grantNo });
  await succeed("gso-admin-1", "SCO", "AIC");
  expect((await people.do("sco-approver-1", "approveShareRequest", { requestNo })).codes).toEqual([
    expect.stringMatching(/^(ROLE_REQUIRED|NOT_FOUND)$/),
  ]);
  const { request } = await people.done("aic-approver-1", "approveShareRequest", { requestNo });
  expect(request.state).toBe("APPROVED");
});

test("a request that was in dispute during the reform gives the old code nothing", async () => {
  const requestNo = await people.accepted("nrl", { purpose: "PLANNING_PERMIT", type: "Household" });
  await people.done("psd-approver-1", "refuseShareRequest", { requestNo, reason: "无依据" });
  await people.done("nrl-admin-1", "openDispute", { requestNo, text: "不同意" });
  await succeed("gso-admin-1", "NRL", "CMC");
  await people.done("psd-approver-2", "decideDispute", { requestNo, outcome: "REOPENED", text: "重办" });
  await people.done("psd-approver-2", "approveShareRequest", { requestNo });
  await people.done("gso-admin-1", "startProvisioning", { requestNo });
  const { codes } = await people.do("gso-admin-1", "activateShareRequest", { requestNo });
  expect(codes).toEqual(["ROLE_REQUIRED"]);
});

test("no line of successors turns back on itself", async () => {
  expect((await succeed("gso-admin-1", "AIC", "SCO")).codes).toEqual(["BAD_USER_INPUT"]);
  expect((await succeed("gso-admin-1", "SCO", "AIC")).codes).toEqual(["WRONG_STATE"]);
});

async function asked() {
  const validUntil = new Date(hub().clock.nowMs() + 90 * 86_400_000).toISOString();
  return { ...STEPS, validUntil, scope: { kind: "OWN" }, legalBasis: "信访工作条例", scenario: "信访办理" };
}
