import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { Governors, stopClocksAt } from "../support/share-requests.ts";

const hub = usePlantedHub();
let people: Governors;

beforeAll(() => {
  people = new Governors(hub());
});

afterEach(() => {
  vi.useRealTimers();
});

const SESSION =
  "session { sessionNo state hours endsAt closedAt grantNo approvals { owner officerId } } event { eventNo }";
const ASKED = {
  type: "Household",
  fields: [{ field: "householdType", level: "MASKED" }],
  prefixes: ["620102"],
  hours: 4,
  reason: "核对迁移后的数据",
};

async function asked(change: object = {}): Promise<number> {
  const { session } = await people.done("gso-admin-1", "askBreakGlass", { ...ASKED, ...change }, SESSION);
  return session.sessionNo;
}

const approve = (who: string, sessionNo: number) => people.do(who, "approveBreakGlass", { sessionNo }, SESSION);

async function opened(change: object = {}) {
  const sessionNo = await asked(change);
  for (const who of ["gso-approver-1", "gso-approver-2"])
    await people.done(who, "approveBreakGlass", { sessionNo }, SESSION);
  return (await people.done("psd-approver-1", "approveBreakGlass", { sessionNo }, SESSION)).session;
}

test("two persons of the authority and one of the owner open it, and nobody less", async () => {
  const sessionNo = await asked();
  for (const who of ["gso-admin-1", "gso-auditor-1", "hrs-approver-1", "psd-admin-1"]) {
    expect([who, (await approve(who, sessionNo)).codes]).toEqual([
      who,
      [expect.stringMatching(/^(ROLE_REQUIRED|NOT_FOUND)$/)],
    ]);
  }
  expect((await approve("gso-approver-1", sessionNo)).data.approveBreakGlass.session.state).toBe("ASKED");
  expect((await approve("gso-approver-1", sessionNo)).codes).toEqual(["SECOND_PERSON_REQUIRED"]);
  expect((await approve("psd-approver-1", sessionNo)).data.approveBreakGlass.session.state).toBe("ASKED");
  expect((await approve("psd-approver-2", sessionNo)).codes).toEqual(["WRONG_STATE"]);
  const { session } = (await approve("gso-approver-2", sessionNo)).data.approveBreakGlass;
  expect(session).toMatchObject({ state: "OPEN", grantNo: expect.stringContaining("G-BREAK-GLASS-") });
  await people.done("psd-admin-1", "closeBreakGlass", { sessionNo, reason: "查毕" }, SESSION);
});

test("the one who asks is no approver, also with both roles", async () => {
  await people.setRoles("gso-admin-2", ["admin", "approver"]);
  const { session } = await people.done("gso-admin-2", "askBreakGlass", ASKED, SESSION);
  expect((await approve("gso-admin-2", session.sessionNo)).codes).toEqual(["SECOND_PERSON_REQUIRED"]);
  await people.setRoles("gso-admin-2", ["admin"]);
});

test.each([
  ["more than four hours", { hours: 5 }],
  ["no hours", { hours: 0 }],
  ["the whole province by an empty prefix", { prefixes: [""] }],
  ["no region", { prefixes: [] }],
  ["no field", { fields: [] }],
  ["a field that is not there", { fields: [{ field: "shoeSize", level: "FULL" }] }],
  ["no reason", { reason: "" }],
])("%s is not to be had", async (_what, change) => {
  const { codes } = await people.do("gso-admin-1", "askBreakGlass", { ...ASKED, ...change }, SESSION);
  expect(codes).toEqual(["BAD_USER_INPUT"]);
});

test("only the authority asks", async () => {
  for (const who of ["psd-admin-1", "gso-approver-1"]) {
    expect((await people.do(who, "askBreakGlass", ASKED, SESSION)).codes).toEqual(["ROLE_REQUIRED"]);
  }
});

test("it is a narrow grant for four hours that ends by itself", async () => {
  stopClocksAt("2026-03-02T10:00:00+08:00");
  const { sessionNo, grantNo, endsAt } = await opened();
  expect(endsAt).toBe("2026-03-02T14:00:00+08:00");
  const query = `query($no: String!) { grant(grantNo: $no) { purpose validFrom validUntil isLookupOnly isCaseRequired maxBatch } }`;
  const { data } = await people.ask("psd-admin-1", { query, variables: { no: grantNo } });
  expect(data.grant).toEqual({
    purpose: "BREAK_GLASS",
    validFrom: "2026-03-02T10:00:00+08:00",
    validUntil: "2026-03-02T14:00:00+08:00",
    isLookupOnly: true,
    isCaseRequired: true,
    maxBatch: 1,
  });
  stopClocksAt("2026-03-02T14:00:00+08:00");
  await hub().doDueWork();
  const list = await people.ask("psd-approver-1", { query: "{ breakGlassSessions { sessionNo state closedAt } }" });
  expect(list.data.breakGlassSessions[0]).toMatchObject({ sessionNo, state: "CLOSED", closedAt: endsAt });
});

test("what is opened is in force within a second, for its hours, and everything else as before", async () => {
  stopClocksAt("2026-03-02T15:00:00+08:00");
  const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name sex } }";
  const question = { query, variables: { n: ada["id_number"] } };
  const operator = { clientId: "gso-console", officerId: "gso-admin-1", purpose: "BREAK_GLASS", caseNo: "INC-7" };
  const person = {
    type: "Person",
    fields: [
      { field: "idNumber", level: "VERIFY" },
      { field: "name", level: "MASKED" },
    ],
  };
  const before = await hub().ask("psd", question);
  await opened(person);
  await vi.waitFor(async () => expect((await hub().ask(operator, question)).data?.person?.name).toMatch(/^.\*$/), {
    timeout: 1_000,
    interval: 20,
  });
  expect((await hub().ask(operator, question)).codes).toEqual(["FIELD_FORBIDDEN"]);
  expect((await hub().ask("psd", question)).data).toEqual(before.data);
  stopClocksAt("2026-03-02T19:00:00+08:00");
  expect((await hub().ask(operator, question)).data?.person ?? null).toBeNull();
});

test("it closes at once when one person wants it closed", async () => {
  stopClocksAt("2026-03-03T10:00:00+08:00");
  const { sessionNo, grantNo } = await opened();
  await people.done("psd-approver-2", "closeBreakGlass", { sessionNo, reason: "超出范围" }, SESSION);
  const query = `query($no: String!) { grant(grantNo: $no) { state } }`;
  expect((await people.ask("psd-admin-1", { query, variables: { no: grantNo } })).data.grant.state).toBe("REVOKED");
});

test("agreement to an old incident opens nothing", async () => {
  stopClocksAt("2026-03-04T10:00:00+08:00");
  const sessionNo = await asked();
  stopClocksAt("2026-03-05T10:00:01+08:00");
  expect((await approve("gso-approver-1", sessionNo)).codes).toEqual(["WRONG_STATE"]);
});
