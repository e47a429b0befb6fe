import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { usePlantedHub } from "../support/planted-hub.ts";
import { ASKED, Governors, monthsFrom, stopClocksAt } from "../support/share-requests.ts";

const hub = usePlantedHub();
let people: Governors;

beforeAll(() => {
  people = new Governors(hub());
});

afterEach(() => {
  vi.useRealTimers();
});

const VALID = () => ({ ...ASKED, validUntil: monthsFrom(Date.now(), 6) });
const L4 = {
  type: "GovernanceEvent",
  fields: [
    { field: "title", level: "FULL" },
    { field: "reporter", level: "FULL" },
  ],
};
const TWO_OWNERS = {
  purpose: "PETITION_HANDLING",
  type: "Person",
  fields: [
    { field: "name", level: "MASKED" },
    { field: "pensionStatus", level: "VERIFY" },
  ],
};

/** Everybody who might try, by what they are to a request of FDA's for a field of PSD's. */
const EVERYBODY = {
  asker: "fda-admin-1",
  ownApprover: "fda-approver-1",
  provider: "psd-approver-1",
  providersAdmin: "psd-admin-1",
  otherProvider: "hfp-approver-1",
  authority: "gso-admin-1",
  authoritysApprover: "gso-approver-1",
  auditor: "gso-auditor-1",
} as const;
type Who = keyof typeof EVERYBODY;

interface Step {
  readonly mutation: string;
  readonly may: readonly Who[];
  readonly input?: object;
  /** Brings a request to where the step is next. */
  prepare(): Promise<number>;
}

/** Which of everybody may take a step; whoever may not has no effect and learns no more than a code. */
const STEPS: readonly Step[] = [
  {
    mutation: "recordImpactAssessment",
    may: ["asker"],
    input: { necessity: "必要", risks: "低", measures: "审计" },
    prepare: () => people.draft("fda"),
  },
  { mutation: "endorseShareRequest", may: ["ownApprover"], prepare: () => people.draft("fda") },
  {
    mutation: "rejectShareRequest",
    may: ["ownApprover"],
    input: { reason: "不清楚" },
    prepare: () => people.draft("fda"),
  },
  { mutation: "submitShareRequest", may: ["asker"], prepare: endorsed },
  {
    mutation: "returnShareRequest",
    may: ["authority"],
    input: { reason: "缺材料" },
    prepare: () => people.submitted("fda"),
  },
  { mutation: "supplementShareRequest", may: ["asker"], input: { text: "补充" }, prepare: returned },
  { mutation: "acceptShareRequest", may: ["authority"], prepare: () => people.submitted("fda") },
  { mutation: "approveShareRequest", may: ["provider"], prepare: () => people.accepted("fda") },
  {
    mutation: "refuseShareRequest",
    may: ["provider"],
    input: { reason: "无依据" },
    prepare: () => people.accepted("fda"),
  },
  {
    mutation: "askExtension",
    may: ["provider", "providersAdmin"],
    input: { workingDays: 5, reason: "材料多" },
    prepare: () => people.accepted("fda"),
  },
  { mutation: "consentToExtension", may: ["authority"], prepare: extensionAsked },
  { mutation: "startProvisioning", may: ["authority"], prepare: approved },
  { mutation: "openDispute", may: ["asker"], input: { text: "不同意" }, prepare: refused },
  { mutation: "raiseDispute", may: ["asker", "providersAdmin"], input: { text: "请裁决" }, prepare: disputed },
  {
    mutation: "addDisputeEvidence",
    may: ["asker", "ownApprover", "provider", "providersAdmin", "authority", "authoritysApprover"],
    input: { text: "证据" },
    prepare: disputed,
  },
  { mutation: "decideDispute", may: ["provider"], input: { outcome: "REOPENED", text: "重办" }, prepare: disputed },
  {
    mutation: "decideDispute",
    may: ["authoritysApprover"],
    input: { outcome: "REOPENED", text: "重办" },
    prepare: raised,
  },
];

async function endorsed(): Promise<number> {
  const requestNo = await people.draft("fda");
  await people.done("fda-approver-1", "endorseShareRequest", { requestNo });
  return requestNo;
}

async function returned(): Promise<number> {
  const requestNo = await people.submitted("fda");
  await people.done("gso-admin-1", "returnShareRequest", { requestNo, reason: "缺材料" });
  return requestNo;
}

async function extensionAsked(): Promise<number> {
  const requestNo = await people.accepted("fda");
  await people.done("psd-admin-1", "askExtension", { requestNo, workingDays: 5, reason: "材料多" });
  return requestNo;
}

async function approved(): Promise<number> {
  const requestNo = await people.accepted("fda");
  await people.done("psd-approver-1", "approveShareRequest", { requestNo });
  return requestNo;
}

async function refused(): Promise<number> {
  const requestNo = await people.accepted("fda");
  await people.done("psd-approver-2", "refuseShareRequest", { requestNo, reason: "无依据" });
  return requestNo;
}

async function disputed(): Promise<number> {
  const requestNo = await refused();
  await people.done("fda-admin-1", "openDispute", { requestNo, text: "不同意" });
  return requestNo;
}

async function raised(): Promise<number> {
  const requestNo = await disputed();
  await people.done("fda-admin-1", "raiseDispute", { requestNo, text: "请裁决" });
  return requestNo;
}

describe("who may take a step", () => {
  test.each(STEPS)("$mutation: $may and nobody else", async ({ mutation, may, input, prepare }) => {
    const requestNo = await prepare();
    const before = await people.show("fda-admin-1", requestNo);
    for (const [who, officer] of Object.entries(EVERYBODY)) {
      if (may.includes(who as Who)) continue;
      const { codes, data } = await people.do(officer, mutation, { requestNo, ...input });
      expect([officer, codes]).toEqual([officer, [expect.stringMatching(/^(ROLE_REQUIRED|NOT_FOUND)$/)]]);
      expect(data).toBeNull();
    }
    expect(await people.show("fda-admin-1", requestNo)).toEqual(before);
    for (const [index, who] of may.entries()) {
      const again = index === 0 ? requestNo : await prepare();
      const { codes } = await people.do(EVERYBODY[who], mutation, { requestNo: again, ...input });
      expect([who, codes]).toEqual([who, []]);
    }
  });
});

describe("who sees a request", () => {
  test("a draft is its department's alone, not the authority's", async () => {
    const requestNo = await people.draft("fda");
    expect(await people.show("fda-approver-1", requestNo)).not.toBeNull();
    for (const who of ["gso-admin-1", "psd-admin-1", "hrs-admin-1"])
      expect(await people.show(who, requestNo)).toBeNull();
  });

  test("a submitted one is also its owners' and the authority's", async () => {
    const requestNo = await people.submitted("fda");
    for (const who of ["gso-auditor-1", "psd-admin-1"]) expect(await people.show(who, requestNo)).not.toBeNull();
    expect(await people.show("hrs-admin-1", requestNo)).toBeNull();
  });
});

describe("the way of a request", () => {
  test("leads over both owners to a grant", async () => {
    const requestNo = await people.accepted("ltr", TWO_OWNERS);
    await people.done("psd-approver-1", "approveShareRequest", { requestNo });
    const halfway = await people.show("gso-admin-1", requestNo);
    expect(halfway.state).toBe("ACCEPTED");
    expect(halfway.parts.map(({ owner, isOpen }: Record<string, unknown>) => [owner, isOpen])).toEqual([
      ["HRS", true],
      ["PSD", false],
    ]);
    await people.done("hrs-approver-1", "approveShareRequest", { requestNo });
    await people.done("gso-admin-1", "startProvisioning", { requestNo });
    const { request } = await people.done("gso-admin-1", "activateShareRequest", { requestNo });
    expect(request.state).toBe("ACTIVE");
    const query = `query($no: String!) { grant(grantNo: $no) { department state requestNo approvals { officerId } } }`;
    const { data } = await people.ask("hrs-admin-1", { query, variables: { no: request.grantNo } });
    expect(data.grant).toMatchObject({ department: "LTR", state: "ACTIVE", requestNo });
    expect(data.grant.approvals).toHaveLength(3);
  });

  test("is short where every field is unconditional: granted at once, and the owner is told", async () => {
    const free = { purpose: "PETITION_HANDLING", type: "LegalEntity", fields: [{ field: "name", level: "FULL" }] };
    const requestNo = await people.draft("ltr", free);
    await people.done("ltr-approver-1", "endorseShareRequest", { requestNo });
    const { request } = await people.done("ltr-admin-1", "submitShareRequest", { requestNo });
    expect(request).toMatchObject({ state: "ACTIVE", decisions: [{ stage: "DEPARTMENT" }] });
    expect(await people.told("aic-admin-1", `"requestNo":${requestNo}`)).toEqual(["REQUEST_TOLD"]);
  });

  test("turns back once for what is missing, and not twice", async () => {
    const requestNo = await returned();
    await people.done("fda-admin-1", "supplementShareRequest", { requestNo, text: "补充法律依据" });
    const again = await people.do("gso-admin-1", "returnShareRequest", { requestNo, reason: "还缺" });
    expect(again.codes).toEqual(["WRONG_STATE"]);
    const { statements } = await people.show("psd-admin-1", requestNo);
    expect(statements.map(({ kind }: { kind: string }) => kind)).toEqual(["SUPPLEMENT_ASKED", "SUPPLEMENT"]);
  });

  test("skips no step", async () => {
    const requestNo = await people.draft("fda");
    const early = await people.do("fda-admin-1", "submitShareRequest", { requestNo });
    expect(early.codes).toEqual(["WRONG_STATE"]);
    const submitted = await people.submitted("fda");
    const notAccepted = await people.do("psd-approver-1", "approveShareRequest", { requestNo: submitted });
    expect(notAccepted.codes).toEqual(["WRONG_STATE"]);
    await people.done("gso-admin-1", "acceptShareRequest", { requestNo: submitted });
    const notApproved = await people.do("gso-admin-1", "activateShareRequest", { requestNo: submitted });
    expect(notApproved.codes).toEqual(["WRONG_STATE"]);
  });

  test("is recorded step by step with before and after", async () => {
    const requestNo = await people.submitted("fda");
    const query = `query($id: String!) { controlEvents(targetKind: "ShareRequest", targetId: $id) { action before after } }`;
    const { data } = await people.ask("gso-auditor-1", { query, variables: { id: String(requestNo) } });
    expect(data.controlEvents.map(({ action }: { action: string }) => action).reverse()).toEqual([
      "createShareRequest",
      "recordImpactAssessment",
      "endorseShareRequest",
      "submitShareRequest",
    ]);
    const [last] = data.controlEvents;
    expect(JSON.parse(last.before).state).toBe("DEPT_APPROVED");
    expect(JSON.parse(last.after).state).toBe("SUBMITTED");
  });
});

describe("highly sensitive fields", () => {
  test("need two different persons of their owner", async () => {
    const requestNo = await people.accepted("fda", L4);
    const first = await people.done("cmc-approver-1", "approveShareRequest", { requestNo });
    expect(first.request.state).toBe("ACCEPTED");
    const same = await people.do("cmc-approver-1", "approveShareRequest", { requestNo });
    expect(same.codes).toEqual(["SECOND_PERSON_REQUIRED"]);
    const second = await people.done("cmc-approver-2", "approveShareRequest", { requestNo });
    expect(second.request.state).toBe("APPROVED");
  });

  test("are not handed in before their impact was assessed", async () => {
    const requestNo = await people.draft("fda", L4);
    await people.done("fda-approver-1", "endorseShareRequest", { requestNo });
    const { codes } = await people.do("fda-admin-1", "submitShareRequest", { requestNo });
    expect(codes).toEqual(["ASSESSMENT_REQUIRED"]);
  });
});

describe("bad input", () => {
  test.each([
    ["an unknown field", { fields: [{ field: "shoeSize", level: "FULL" }] }, "G-DRAFT"],
    ["a field twice", { fields: [ASKED.fields[0], ASKED.fields[0]] }, "fields"],
    ["no field", { fields: [] }, "G-DRAFT"],
    ["an unknown type", { type: "Dragon" }, "G-DRAFT"],
    ["an unknown purpose", { purpose: "CURIOSITY" }, "purpose"],
    ["another department's purpose", { purpose: "STATISTICS" }, "G-DRAFT"],
    ["an end in the past", { validUntil: "2020-01-01T00:00:00+08:00" }, "G-DRAFT"],
    ["more than a year", { validUntil: monthsFrom(Date.now(), 13) }, "G-DRAFT"],
    [
      "a beginning far ahead",
      { wantedFrom: monthsFrom(Date.now(), 14), validUntil: monthsFrom(Date.now(), 15) },
      "wantedFrom",
    ],
    ["an empty list of prefixes", { scope: { kind: "PREFIXES", prefixes: [] } }, "G-DRAFT"],
    ["an empty prefix", { scope: { kind: "PREFIXES", prefixes: [""] } }, "G-DRAFT"],
    ["prefixes that nothing reads", { scope: { kind: "ALL", prefixes: ["62"] } }, "prefixes"],
    ["rows of a citizen for an office", { scope: { kind: "SELF" } }, "scope"],
    ["a condition on no such field", { conditions: [{ field: "address", values: ["x"] }] }, "G-DRAFT"],
    ["no subjects a day", { maxPerDay: 0 }, "maxPerDay"],
    ["no legal basis", { legalBasis: " " }, "legalBasis"],
    ["a person's number in the words", { scenario: "查 620102199001011234 的住所" }, "scenario"],
    ["an unknown package", { packages: ["nothing"] }, "packages"],
    ["break-glass as a purpose", { purpose: "BREAK_GLASS" }, "purpose"],
  ])("%s is refused", async (_what, change, field) => {
    const { codes, errors, data } = await people.do("fda-admin-1", "createShareRequest", { ...VALID(), ...change });
    expect(codes).toEqual(["BAD_USER_INPUT"]);
    expect(errors[0]?.extensions["field"]).toBe(field);
    expect(data).toBeNull();
  });

  test.each([
    ["askExtension", { workingDays: 0, reason: "忙" }, "workingDays"],
    ["askExtension", { workingDays: 11, reason: "忙" }, "workingDays"],
    ["refuseShareRequest", { reason: "" }, "reason"],
    ["refuseShareRequest", { reason: "见 620102199001011234" }, "reason"],
    ["openDispute", { text: " " }, "text"],
    ["recordImpactAssessment", { necessity: "", risks: "低", measures: "审计" }, "necessity"],
    ["recordImpactAssessment", { necessity: "x".repeat(4_001), risks: "低", measures: "审计" }, "necessity"],
  ])("%s refuses %o before it looks at the request", async (mutation, input, field) => {
    const { codes, errors } = await people.do("psd-approver-1", mutation, { requestNo: 1, ...input });
    expect(codes).toEqual(["BAD_USER_INPUT"]);
    expect(errors[0]?.extensions["field"]).toBe(field);
  });

  test("a request that is not there is not found, whatever its number", async () => {
    for (const requestNo of [0, -1, 2_147_483_647]) {
      expect((await people.do("gso-admin-1", "acceptShareRequest", { requestNo })).codes).toEqual(["NOT_FOUND"]);
    }
  });

  test("drafts without end are stopped", async () => {
    await people.draft("nrl", { purpose: "PLANNING_PERMIT" });
    await people.sql(
      (sql) => sql`insert into share_requests
        (kind, department, purpose, type, terms, packages, scenario, valid_until, state, owners, created_by, created_at)
        select r.kind, r.department, r.purpose, r.type, r.terms, r.packages, r.scenario, r.valid_until, r.state, r.owners,
          r.created_by, r.created_at
        from share_requests r, generate_series(1, 499) where r.department = 'NRL'`,
    );
    const input = { ...VALID(), purpose: "PLANNING_PERMIT" };
    expect((await people.do("nrl-admin-1", "createShareRequest", input)).codes).toEqual(["LIMIT_EXCEEDED"]);
  });

  test("a level that gives nothing is no level to ask for", async () => {
    const nothing = { ...VALID(), fields: [{ field: "householdType", level: "NONE" }] };
    expect((await people.do("fda-admin-1", "createShareRequest", nothing)).codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("a grant that stands is amended, not doubled", async () => {
    const { codes, errors } = await people.do("fda-admin-1", "createShareRequest", {
      ...VALID(),
      type: "Licence",
      fields: [{ field: "certNo", level: "FULL" }],
    });
    expect(codes).toEqual(["WRONG_STATE"]);
    expect(errors[0]?.extensions["rule"]).toContain("amend G-FDA");
  });
});

describe("clocks", () => {
  test("a reply is due ten working days on, as the worked example has it", async () => {
    stopClocksAt("2025-09-26T16:00:00+08:00");
    const requestNo = await people.accepted("fda");
    expect((await people.show("gso-admin-1", requestNo)).replyDueDate).toBe("2025-10-16");
  });

  test("an overdue reply is told to all sides once, and approves nothing", async () => {
    stopClocksAt("2025-09-26T16:00:00+08:00");
    const requestNo = await people.accepted("fda");
    const key = `"requestNo":${requestNo}`;
    stopClocksAt("2025-10-16T23:59:59+08:00");
    await hub().doDueWork();
    expect(await people.told("psd-admin-1", key)).not.toContain("REPLY_OVERDUE");
    stopClocksAt("2025-10-17T00:00:00+08:00");
    await hub().doDueWork();
    await hub().doDueWork();
    for (const who of ["psd-admin-1", "fda-admin-1", "gso-admin-1"]) {
      expect((await people.told(who, key)).filter((kind) => kind === "REPLY_OVERDUE")).toHaveLength(1);
    }
    const late = await people.show("gso-admin-1", requestNo);
    expect([late.state, late.decisions.length, late.grantNo]).toEqual(["ACCEPTED", 1, null]);
  });

  test("an extension moves the date once, by working days, with the authority's consent", async () => {
    stopClocksAt("2025-09-26T16:00:00+08:00");
    const requestNo = await extensionAsked();
    expect((await people.show("psd-admin-1", requestNo)).replyDueDate).toBe("2025-10-16");
    await people.done("gso-admin-1", "consentToExtension", { requestNo });
    expect((await people.show("psd-admin-1", requestNo)).replyDueDate).toBe("2025-10-23");
    const more = await people.do("psd-admin-1", "askExtension", { requestNo, workingDays: 1, reason: "再延" });
    expect(more.codes).toEqual(["WRONG_STATE"]);
    const eleven = await people.do("psd-admin-1", "askExtension", { requestNo, workingDays: 11, reason: "再延" });
    expect(eleven.codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("a late delivery is told as well", async () => {
    stopClocksAt("2025-10-10T10:00:00+08:00");
    const requestNo = await approved();
    expect((await people.show("gso-admin-1", requestNo)).deliveryDueDate).toBe("2025-11-06");
    stopClocksAt("2025-11-07T00:00:00+08:00");
    await hub().doDueWork();
    expect(await people.told("gso-admin-1", `"requestNo":${requestNo}`)).toContain("DELIVERY_OVERDUE");
  });
});

describe("disputes", () => {
  test("go up layer by layer with their evidence, and end with the owner deciding anew", async () => {
    const requestNo = await disputed();
    await people.done("psd-admin-1", "addDisputeEvidence", { requestNo, text: "提供方说明" });
    await people.done("fda-admin-1", "raiseDispute", { requestNo, text: "协商不成" });
    await people.done("psd-admin-1", "raiseDispute", { requestNo, text: "请上级裁决" });
    expect((await people.do("fda-admin-1", "raiseDispute", { requestNo, text: "再上" })).codes).toEqual([
      "WRONG_STATE",
    ]);
    const decision = { requestNo, outcome: "REOPENED", text: "省政府办公厅批复" };
    const { request } = await people.done("gso-approver-1", "decideDispute", decision);
    expect(request.state).toBe("ACCEPTED");
    expect(request.parts[0].isOpen).toBe(true);
    expect(request.statements.map(({ kind, layer }: Record<string, unknown>) => [kind, layer])).toEqual([
      ["DISPUTE_OPENED", 1],
      ["EVIDENCE", 1],
      ["DISPUTE_RAISED", 2],
      ["DISPUTE_RAISED", 3],
      ["DISPUTE_DECIDED", 3],
    ]);
    const { request: approvedNow } = await people.done("psd-approver-2", "approveShareRequest", { requestNo });
    expect(approvedNow.state).toBe("APPROVED");
  });

  test("that the opener lets rest leave everything as it was", async () => {
    const requestNo = await disputed();
    const notTheirs = await people.do("psd-approver-1", "decideDispute", {
      requestNo,
      outcome: "UPHELD",
      text: "维持",
    });
    expect(notTheirs.codes).toEqual(["ROLE_REQUIRED"]);
    const { request } = await people.done("fda-approver-1", "decideDispute", {
      requestNo,
      outcome: "UPHELD",
      text: "撤回",
    });
    expect([request.state, request.disputeLayer]).toEqual(["REFUSED", null]);
  });

  test("are not for an owner that would rather not answer, nor for an asker that cannot wait", async () => {
    const requestNo = await people.accepted("fda");
    const byOwner = await people.do("psd-admin-1", "openDispute", { requestNo, text: "不想答复" });
    expect(byOwner.codes).toEqual(["ROLE_REQUIRED"]);
    const tooEarly = await people.do("fda-admin-1", "openDispute", { requestNo, text: "太慢" });
    expect(tooEarly.codes).toEqual(["WRONG_STATE"]);
  });
});
