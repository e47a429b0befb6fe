/** THREATS, "On paper": rights that a procedure gives away, through the control plane as anybody reaches it. */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";
import { Governors, monthsFrom, stopClocksAt } from "../support/share-requests.ts";

const hub = usePlantedHub();
let people: Governors;

beforeAll(() => {
  people = new Governors(hub());
});

afterEach(async () => {
  vi.useRealTimers();
  for (const officer of [
    "fda-admin-1",
    "gso-admin-1",
    "fda-approver-1",
    "fda-approver-2",
    "psd-approver-1",
    "cmc-approver-2",
  ]) {
    const role = officer.includes("admin") ? "admin" : "approver";
    await people.setRoles(officer, [role], { department: officer.slice(0, 3).toUpperCase() });
  }
});

const L4 = { type: "GovernanceEvent", fields: [{ field: "reporter", level: "FULL" }] };
const OF_THE_AUTHORITY = {
  purpose: "PETITION_HANDLING",
  type: "Licence",
  fields: [{ field: "certNo", level: "FULL" }],
};

describe("requester approves own request", () => {
  test("an administrator who is an approver too does not endorse the own request", async () => {
    await people.setRoles("fda-admin-1", ["admin", "approver"]);
    const requestNo = await people.draft("fda");
    const reply = await people.do("fda-admin-1", "endorseShareRequest", { requestNo });
    expect(reply.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    expect((await people.show("fda-admin-1", requestNo)).state).toBe("DRAFT");
  });

  test("who endorsed does not become a second asker", async () => {
    await people.setRoles("fda-approver-1", ["approver", "admin"]);
    const requestNo = await people.draft("fda");
    await people.done("fda-approver-1", "endorseShareRequest", { requestNo });
    const submits = await people.do("fda-approver-1", "submitShareRequest", { requestNo });
    expect(submits.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    const texts = { necessity: "必要", risks: "低", measures: "审计" };
    const assesses = await people.do("fda-approver-1", "recordImpactAssessment", { requestNo, ...texts });
    expect(assesses.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
  });

  test("a draft has one author: two cannot approve each other's words", async () => {
    await people.setRoles("fda-approver-1", ["approver", "admin"]);
    const requestNo = await people.draft("fda");
    const request = { purpose: "FOOD_SUPERVISION", type: "Household", validUntil: monthsFrom(Date.now(), 3) };
    const rest = {
      fields: [{ field: "address", level: "FULL" }],
      scope: { kind: "ALL" },
      legalBasis: "法",
      scenario: "核",
    };
    const edit = await people.do("fda-approver-1", "editShareRequest", { requestNo, request: { ...request, ...rest } });
    expect(edit.codes).toEqual(["ROLE_REQUIRED"]);
  });

  test("an author who moved to the owner's department still asked", async () => {
    const requestNo = await people.accepted("fda");
    // The staff number stays, the desk does not.
    await people.setRoles("fda-admin-1", ["approver"], { department: "PSD" });
    const moved = "fda-admin-1@psd-console";
    expect((await people.do(moved, "approveShareRequest", { requestNo })).codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    const refuses = await people.do(moved, "refuseShareRequest", { requestNo, reason: "否" });
    expect(refuses.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
  });

  test("whoever endorsed for the asking side does not approve for the owner after moving there", async () => {
    const requestNo = await people.accepted("fda");
    await people.setRoles("fda-approver-1", ["approver"], { department: "PSD" });
    const { codes } = await people.do("fda-approver-1@psd-console", "approveShareRequest", { requestNo });
    expect(codes).toEqual(["SECOND_PERSON_REQUIRED"]);
  });

  test("whoever supplemented it does not approve it after moving to the owner", async () => {
    await people.setRoles("fda-approver-2", ["admin"]);
    const requestNo = await people.submitted("fda");
    await people.done("gso-admin-1", "returnShareRequest", { requestNo, reason: "缺材料" });
    await people.done("fda-approver-2", "supplementShareRequest", { requestNo, text: "补充" });
    await people.done("gso-admin-1", "acceptShareRequest", { requestNo });
    await people.setRoles("fda-approver-2", ["approver"], { department: "PSD" });
    const { codes } = await people.do("fda-approver-2@psd-console", "approveShareRequest", { requestNo });
    expect(codes).toEqual(["SECOND_PERSON_REQUIRED"]);
  });

  test("the authority, too, asks, accepts, approves and activates by different persons", async () => {
    await people.setRoles("gso-admin-1", ["admin", "approver"]);
    const requestNo = await people.submitted("ltr", OF_THE_AUTHORITY);
    await people.sql(async (sql) => {
      await sql`update share_requests set created_by = 'gso-admin-1' where request_no = ${requestNo}`;
    });
    expect((await people.do("gso-admin-1", "acceptShareRequest", { requestNo })).codes).toEqual([
      "SECOND_PERSON_REQUIRED",
    ]);
    await people.done("gso-admin-2", "acceptShareRequest", { requestNo });
    expect((await people.do("gso-admin-1", "approveShareRequest", { requestNo })).codes).toEqual([
      "SECOND_PERSON_REQUIRED",
    ]);
    await people.done("gso-approver-1", "approveShareRequest", { requestNo });
    await people.done("gso-admin-1", "startProvisioning", { requestNo });
    expect((await people.do("gso-admin-1", "activateShareRequest", { requestNo })).codes).toEqual([
      "SECOND_PERSON_REQUIRED",
    ]);
  });
});

describe("provider of another register approves", () => {
  test("neither another owner, nor the authority, nor the owner of another part alone", async () => {
    const both = {
      purpose: "PETITION_HANDLING",
      type: "Person",
      fields: [
        { field: "name", level: "MASKED" },
        { field: "pensionStatus", level: "VERIFY" },
      ],
    };
    const requestNo = await people.accepted("ltr", both);
    for (const who of ["hfp-approver-1", "gso-approver-1"]) {
      const { codes } = await people.do(who, "approveShareRequest", { requestNo });
      expect([who, codes]).toEqual([who, [expect.stringMatching(/^(ROLE_REQUIRED|NOT_FOUND)$/)]]);
    }
    await people.done("hrs-approver-1", "approveShareRequest", { requestNo });
    const twice = await people.do("hrs-approver-2", "approveShareRequest", { requestNo });
    expect(twice.codes).toEqual(["WRONG_STATE"]);
    const { state, parts } = await people.show("gso-admin-1", requestNo);
    expect(state).toBe("ACCEPTED");
    expect(parts.filter(({ isOpen }: { isOpen: boolean }) => isOpen)).toMatchObject([{ owner: "PSD" }]);
  });
});

describe("approval after the role was removed", () => {
  test("a token from before does not help", async () => {
    const requestNo = await people.accepted("fda");
    const officer = { clientId: "psd-console", officerId: "psd-approver-1" };
    const authorization = `Bearer ${await hub().freshToken(officer)}`;
    await people.setRoles("psd-approver-1", ["officer", "admin"]);
    const query = `mutation($input: ShareRequestInput!) { approveShareRequest(input: $input) { request { state } } }`;
    const variables = { input: { requestNo } };
    const reply = await hub().govern("psd-approver-1", { query, variables, headers: { authorization } });
    expect(reply.codes).toEqual([expect.stringMatching(/^(ROLE_REQUIRED|UNAUTHENTICATED)$/)]);
    expect((await people.show("gso-admin-1", requestNo)).state).toBe("ACCEPTED");
  });

  test("of two who must approve, the second must still be one", async () => {
    const requestNo = await people.accepted("fda", L4);
    await people.done("cmc-approver-1", "approveShareRequest", { requestNo });
    await people.setRoles("cmc-approver-2", ["admin"]);
    expect((await people.do("cmc-approver-2", "approveShareRequest", { requestNo })).codes).toEqual(["ROLE_REQUIRED"]);
  });

  test("a suspended officer does nothing, also with a token from before", async () => {
    const requestNo = await people.accepted("fda");
    const authorization = `Bearer ${await hub().freshToken({ clientId: "psd-console", officerId: "psd-approver-1" })}`;
    await people.sql((sql) => sql`update officers set is_active = false where officer_id = 'psd-approver-1'`);
    const query = `mutation($input: ShareRequestInput!) { approveShareRequest(input: $input) { request { state } } }`;
    const variables = { input: { requestNo } };
    const reply = await hub().govern("psd-approver-1", { query, variables, headers: { authorization } });
    await people.sql((sql) => sql`update officers set is_active = true where officer_id = 'psd-approver-1'`);
    expect(reply.codes).toEqual(["UNAUTHENTICATED"]);
  });
});

describe("what was assessed and approved", () => {
  test("is looked at once more before a grant is made", async () => {
    const requestNo = await people.accepted("fda", L4);
    for (const who of ["cmc-approver-1", "cmc-approver-2"])
      await people.done(who, "approveShareRequest", { requestNo });
    await people.done("gso-admin-1", "startProvisioning", { requestNo });
    // As if the schema had asked for one more when it was approved: a round in which nobody spoke.
    await people.sql((sql) => sql`update share_requests set round = 2 where request_no = ${requestNo}`);
    expect((await people.do("gso-admin-1", "activateShareRequest", { requestNo })).codes).toEqual(["WRONG_STATE"]);
  });

  test("is not written anew by anybody, not even in the hub's tables", async () => {
    const requestNo = await people.submitted("fda");
    const rewrite = people.sql(
      (sql) => sql`update request_decisions set officer_id = 'x' where request_no = ${requestNo}`,
    );
    await expect(rewrite).rejects.toThrow("never change");
    const remove = people.sql((sql) => sql`delete from impact_assessments where request_no = ${requestNo}`);
    await expect(remove).rejects.toThrow("never change");
  });

  test("is approved by one of two who press at the same moment, once each", async () => {
    const requestNo = await people.accepted("fda");
    const replies = await Promise.all(
      ["psd-approver-1", "psd-approver-2"].map((who) => people.do(who, "approveShareRequest", { requestNo })),
    );
    expect(replies.map(({ codes }) => codes.join()).sort()).toEqual(["", "WRONG_STATE"]);
  });
});

describe("clock games with working days", () => {
  test("submitting late on Friday, or on a holiday, moves nothing in the asker's favour", async () => {
    const due = async (instant: string) => {
      stopClocksAt(instant);
      return (await people.show("fda-admin-1", await people.submitted("fda"))).replyDueDate;
    };
    expect(await due("2025-09-26T23:59:59+08:00")).toBe("2025-10-16");
    expect(await due("2025-09-27T00:00:01+08:00")).toBe("2025-10-16");
    expect(await due("2025-10-01T12:00:00+08:00")).toBe("2025-10-21");
    // The same instant in another zone is the same day here.
    expect(await due("2025-09-26T15:59:59Z")).toBe("2025-10-16");
  });

  test("more time is not asked for when it has run out", async () => {
    stopClocksAt("2025-09-26T16:00:00+08:00");
    const requestNo = await people.accepted("fda");
    stopClocksAt("2025-10-17T00:00:00+08:00");
    const late = await people.do("psd-admin-1", "askExtension", { requestNo, workingDays: 10, reason: "忙" });
    expect(late.codes).toEqual(["WRONG_STATE"]);
  });

  test("consent to more time comes from another person, also within the authority", async () => {
    await people.setRoles("gso-admin-1", ["admin", "approver"]);
    const requestNo = await people.accepted("ltr", { ...OF_THE_AUTHORITY, type: "Licence" });
    await people.done("gso-admin-1", "askExtension", { requestNo, workingDays: 3, reason: "核对" });
    expect((await people.do("gso-admin-1", "consentToExtension", { requestNo })).codes).toEqual([
      "SECOND_PERSON_REQUIRED",
    ]);
    await people.done("gso-admin-2", "consentToExtension", { requestNo });
  });

  test("time alone approves nothing, however long", async () => {
    stopClocksAt("2025-09-26T16:00:00+08:00");
    const requestNo = await people.accepted("fda");
    stopClocksAt("2026-03-26T16:00:00+08:00");
    await hub().doDueWork();
    expect((await people.show("gso-admin-1", requestNo)).state).toBe("ACCEPTED");
  });
});

describe("expiry in another time zone", () => {
  test("an end is an instant, whatever zone it was written in", async () => {
    const input = { validUntil: "2026-12-31T16:00:00Z" };
    const requestNo = await people.draft("fda", input);
    const query = "query($no: Int!) { shareRequest(requestNo: $no) { validUntil } }";
    const { data } = await people.ask("fda-admin-1", { query, variables: { no: requestNo } });
    expect(data.shareRequest.validUntil).toBe("2027-01-01T00:00:00+08:00");
  });

  test("a year is a year in Gansu, to the second", async () => {
    const from = "2026-12-01T00:00:00+08:00";
    const until = (validUntil: string) =>
      people.do("fda-admin-1", "createShareRequest", {
        purpose: "FOOD_SUPERVISION",
        type: "Household",
        fields: [{ field: "address", level: "FULL" }],
        scope: { kind: "OWN" },
        legalBasis: "法",
        scenario: "核",
        wantedFrom: from,
        validUntil,
      });
    expect((await until("2027-12-01T00:00:01+08:00")).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await until("2027-11-30T16:00:00Z")).codes).toEqual([]);
  });
});
