import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";
import { Governors, monthsFrom, stopClocksAt } from "../support/share-requests.ts";

const hub = usePlantedHub();
let people: Governors;

beforeAll(() => {
  people = new Governors(hub());
});

afterEach(() => {
  vi.useRealTimers();
});

const HOUSEHOLD_MEMBER = { type: "HouseholdMember", fields: [{ field: "relationToHead", level: "FULL" }] };
const GRANT = `grantNo state validFrom validUntil requestNo supersedes supersededBy owners revocation { revocationNo reason by }`;

async function showGrant(who: string, grantNo: string) {
  const query = `query($no: String!) { grant(grantNo: $no) { ${GRANT} } }`;
  return (await people.ask(who, { query, variables: { no: grantNo } })).data?.grant;
}

const revoke = (who: string, grantNo: string) => {
  return people.do(who, "revokeGrant", { grantNo, reason: "不再需要" }, `grant { ${GRANT} } event { eventNo }`);
};

describe("who sees a grant", () => {
  test.each([
    ["the holder", "fda-admin-1", true],
    ["an owner of a field", "psd-approver-1", true],
    ["the authority's auditor", "gso-auditor-1", true],
    ["a department without business in it", "sta-admin-1", false],
  ])("%s", async (_what, who, sees) => {
    const shown = await showGrant(who, "G-FDA-FOOD-SUPERVISION-PERSON");
    expect(shown !== null).toBe(sees);
    const { data } = await people.ask(who, { query: '{ grants(department: "FDA", first: 200) { grantNo } }' });
    expect(data.grants.some(({ grantNo }: { grantNo: string }) => grantNo === "G-FDA-FOOD-SUPERVISION-PERSON")).toBe(
      sees,
    );
  });
});

describe("a grant that is taken back", () => {
  test.each([
    ["by its holder", "hfp-admin-1", "G-HFP-PHYSICIAN-REGISTRATION-PERSON"],
    ["by an owner", "psd-approver-1", "G-CAD-SOCIAL-ASSISTANCE-CHECK-PERSON"],
    ["by the authority", "gso-admin-1", "G-NRL-PLANNING-PERMIT-LICENCE"],
  ])("%s closes for good, once", async (_what, who, grantNo) => {
    for (const other of ["sta-admin-1", "gso-auditor-1"]) {
      const { codes } = await revoke(other, grantNo);
      expect([other, codes]).toEqual([other, [expect.stringMatching(/^(ROLE_REQUIRED|NOT_FOUND)$/)]]);
    }
    const { data } = await revoke(who, grantNo);
    expect(data.revokeGrant.grant).toMatchObject({ state: "REVOKED", revocation: { by: who, reason: "不再需要" } });
    expect((await revoke(who, grantNo)).codes).toEqual(["WRONG_STATE"]);
    expect(await people.told("gso-admin-1", grantNo)).toEqual(["GRANT_REVOKED"]);
  });

  test("closes on the data plane within a second", async () => {
    const ask = () => hub().ask("fda", { query: "{ legalEntities(first: 1) { edges { node { taxNo } } } }" });
    expect((await ask()).codes).toEqual([]);
    await people.done(
      "fda-admin-1",
      "revokeGrant",
      { grantNo: "G-FDA-FOOD-SUPERVISION-LEGALENTITY", reason: "收回" },
      "event { eventNo }",
    );
    await vi.waitFor(async () => expect((await ask()).codes).toEqual(["FIELD_FORBIDDEN"]), { timeout: 1_000 });
  });

  test("needs a reason", async () => {
    const input = { grantNo: "G-FDA-FOOD-SUPERVISION-PERSON", reason: "  " };
    expect((await people.do("fda-admin-1", "revokeGrant", input, "event { eventNo }")).codes).toEqual([
      "BAD_USER_INPUT",
    ]);
  });

  test("takes its request with it", async () => {
    const { requestNo, grantNo } = await people.activated("fda", ["psd-approver-1"]);
    await people.done("psd-admin-1", "revokeGrant", { grantNo, reason: "收回" }, "event { eventNo }");
    expect((await people.show("fda-admin-1", requestNo)).state).toBe("REVOKED");
  });
});

describe("an amendment", () => {
  test("begins where the grant before it ends, and each names the other", async () => {
    const { grantNo } = await people.activated("fda", ["psd-approver-1"], HOUSEHOLD_MEMBER);
    const wider = { ...HOUSEHOLD_MEMBER, fields: [...HOUSEHOLD_MEMBER.fields, { field: "joinDate", level: "FULL" }] };
    const amended = await people.activated("fda", ["psd-approver-2"], { ...wider, amends: grantNo });
    const [before, after] = [await showGrant("fda-admin-1", grantNo), await showGrant("fda-admin-1", amended.grantNo)];
    expect(before.supersededBy).toBe(amended.grantNo);
    expect(after.supersedes).toBe(grantNo);
    expect(before.validUntil).toBe(after.validFrom);
    expect([before.state, after.state]).toEqual(["ENDED", "ACTIVE"]);
  });

  test("of another department's grant, or of one taken back, is refused", async () => {
    const input = { type: "Licence", purpose: "FOOD_SUPERVISION", fields: [{ field: "certNo", level: "FULL" }] };
    const foreign = { ...input, amends: "G-HFP-PHYSICIAN-REGISTRATION-LICENCE", validUntil: monthsFrom(Date.now(), 3) };
    const rest = { scope: { kind: "OWN" }, legalBasis: "法", scenario: "核" };
    expect((await people.do("fda-admin-1", "createShareRequest", { ...foreign, ...rest })).codes).toEqual([
      "NOT_FOUND",
    ]);
  });
});

describe("the end of a grant", () => {
  const shared = { type: "EventStep", fields: [{ field: "action", level: "FULL" }] };

  test("is told 30 and 7 days before and when it comes, to both sides, once each", async () => {
    stopClocksAt("2026-01-05T10:00:00+08:00");
    const { requestNo, grantNo } = await people.activated("fda", ["cmc-approver-1"], {
      ...shared,
      validUntil: "2026-07-05T10:00:00+08:00",
    });
    const endings = async (who: string) =>
      (await people.told(who, grantNo)).filter((kind) => kind.startsWith("GRANT_"));
    const at = async (instant: string) => {
      stopClocksAt(instant);
      await hub().doDueWork();
      await hub().doDueWork();
      return [await endings("fda-admin-1"), await endings("cmc-admin-1")];
    };
    expect(await at("2026-06-04T23:59:59+08:00")).toEqual([[], []]);
    const month = ["GRANT_ENDS_IN_A_MONTH"];
    expect(await at("2026-06-05T00:00:00+08:00")).toEqual([month, month]);
    const week = [...month, "GRANT_ENDS_IN_A_WEEK"];
    expect(await at("2026-06-28T00:00:00+08:00")).toEqual([week, week]);
    expect((await people.show("fda-admin-1", requestNo)).state).toBe("ACTIVE");
    const over = [...week, "GRANT_EXPIRED"];
    expect(await at("2026-07-05T10:00:00+08:00")).toEqual([over, over]);
    expect((await people.show("fda-admin-1", requestNo)).state).toBe("EXPIRED");
  });

  test("loses no notice while the hub stands still, and sends none twice when two gateways look at once", async () => {
    stopClocksAt("2026-01-05T10:00:00+08:00");
    const { grantNo } = await people.activated("fda", ["cmc-approver-1"], {
      type: "Grid",
      fields: [{ field: "boundary", level: "FULL" }],
      validUntil: "2026-07-05T10:00:00+08:00",
    });
    const other = await hub().startGateway();
    stopClocksAt("2026-07-06T10:00:00+08:00");
    await Promise.all([hub().doDueWork(), other.doDueWork(), other.doDueWork()]);
    const told = (await people.told("fda-admin-1", grantNo)).filter((kind) => kind.startsWith("GRANT_"));
    expect(told).toEqual(["GRANT_ENDS_IN_A_MONTH", "GRANT_ENDS_IN_A_WEEK", "GRANT_EXPIRED"]);
    await other.stop();
  });
});

describe("notices", () => {
  test("are a department's own, and stay seen", async () => {
    const { data } = await people.ask("fda-admin-1", { query: "{ notices { noticeNo seenAt } }" });
    const [first] = data.notices;
    const mark = (who: string) =>
      people.do(who, "markNoticesSeen", { noticeNos: [first.noticeNo] }, "notices { seenBy } event { eventNo }");
    expect((await mark("psd-admin-1")).codes).toEqual(["NOT_FOUND"]);
    expect((await mark("fda-admin-1")).data.markNoticesSeen.notices).toEqual([{ seenBy: "fda-admin-1" }]);
    expect((await mark("fda-approver-1")).data.markNoticesSeen.notices).toEqual([{ seenBy: "fda-admin-1" }]);
  });
});

describe("a package", () => {
  const save = (who: string, fields: object[]) =>
    people.do(
      who,
      "savePackage",
      { name: "household-basics", type: "Household", textZh: "户基本信息", textEn: "Household basics", fields },
      "package { version } event { eventNo }",
    );
  const TYPE = { field: "householdType", level: "FULL" };
  const ADDRESS = { field: "address", level: "MASKED" };

  test("is saved by the authority alone, with fields that exist", async () => {
    for (const who of ["fda-admin-1", "psd-approver-1", "gso-approver-1"]) {
      expect((await save(who, [TYPE])).codes).toEqual(["ROLE_REQUIRED"]);
    }
    expect((await save("gso-admin-1", [{ field: "shoeSize", level: "FULL" }])).codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("gives a request the levels of the version it used, whatever comes after", async () => {
    expect((await save("gso-admin-1", [TYPE])).data.savePackage.package.version).toBe(1);
    const requestNo = await people.draft("fda", { fields: [ADDRESS], packages: ["household-basics"] });
    expect((await save("gso-admin-1", [TYPE, ADDRESS])).data.savePackage.package.version).toBe(2);
    const query = "query($no: Int!) { shareRequest(requestNo: $no) { packages fields { field level } } }";
    const { data } = await people.ask("fda-admin-1", { query, variables: { no: requestNo } });
    expect(data.shareRequest).toEqual({ packages: ["household-basics@1"], fields: [ADDRESS, TYPE] });
  });
});

describe("the calendar", () => {
  const load = (who: string, days: object[]) =>
    people.do(
      who,
      "loadCalendarYear",
      { year: 2027, source: "国办发明电", days },
      "calendarYear { isOfficial } event { eventNo }",
    );
  const NEW_YEAR = { day: "2027-01-01", isWorking: false, name: "元旦" };

  test("is loaded by the authority, a year at a time", async () => {
    expect((await load("psd-admin-1", [NEW_YEAR])).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await load("gso-admin-1", [{ ...NEW_YEAR, day: "2026-01-01" }])).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await load("gso-admin-1", [NEW_YEAR, NEW_YEAR])).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await load("gso-admin-1", [NEW_YEAR])).data.loadCalendarYear.calendarYear.isOfficial).toBe(true);
    const { data } = await people.ask("fda-admin-1", { query: '{ dueDate(from: "2026-12-31", workingDays: 1) }' });
    expect(data.dueDate).toBe("2027-01-04");
  });
});
