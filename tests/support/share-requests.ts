import postgres from "postgres";
import { vi } from "vitest";
import type { Question, Reply } from "./ask.ts";
import type { PlantedHub } from "./planted-hub.ts";

/** What a test asks for unless it says otherwise: two conditional fields of two owners, L3. */
export const ASKED = {
  purpose: "FOOD_SUPERVISION",
  type: "Household",
  fields: [{ field: "householdType", level: "FULL" }],
  scope: { kind: "OWN" },
  legalBasis: "食品安全法第一百一十三条",
  scenario: "核对经营者住所",
} as const;

const REQUEST_FIELDS = `requestNo state kind owners replyDueDate deliveryDueDate grantNo extensionDays
  replyEscalatedAt deliveryEscalatedAt disputeLayer packages needsAssessment
  parts { owner fields sensitivity approvalsNeeded isOpen } decisions { stage owner officerId isApproved }
  statements { kind layer department text }`;

/** One day after a year minus a day from `nowMs`, as a grant may last. */
export function monthsFrom(nowMs: number, months: number): string {
  const day = new Date(nowMs);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString();
}

/** Stops every clock of this process, the hub's and the token issuer's too, until `vi.useRealTimers()`. */
export function stopClocksAt(instant: string): void {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(instant) });
}

/** People at the control plane, each by the officer's id: at the own department's console, or `@` another one. */
export class Governors {
  readonly #hub: PlantedHub;

  constructor(hub: PlantedHub) {
    this.#hub = hub;
  }

  /** A mutation that takes an input and gives back a payload. */
  async do(who: string, mutation: string, input: object, fields = ""): Promise<Reply> {
    const inputType = INPUTS[mutation] ?? "ShareRequestInput";
    const selection = fields || `request { ${REQUEST_FIELDS} } event { eventNo action }`;
    const query = `mutation($input: ${inputType}!) { ${mutation}(input: $input) { ${selection} } }`;
    return this.ask(who, { query, variables: { input } });
  }

  /** Signs in anew each time, because tests move the clock and what people may do. */
  async ask(who: string, question: Question): Promise<Reply> {
    const [officerId = "", clientId = `${who.split("-")[0]}-console`] = who.split("@");
    const token = await this.#hub.freshToken({ clientId, officerId });
    return this.#hub.govern(officerId, { ...question, headers: { authorization: `Bearer ${token}` } });
  }

  /** As `do`, for steps that a test takes for granted. */
  async done(who: string, mutation: string, input: object, fields = "") {
    const reply = await this.do(who, mutation, input, fields);
    if (reply.errors.length > 0) throw new Error(`${mutation} by ${who}: ${JSON.stringify(reply.errors)}`);
    return reply.data[mutation];
  }

  /** A draft of a department, and its number. */
  async draft(department: string, input: object = {}): Promise<number> {
    const validUntil = monthsFrom(this.#hub.clock.nowMs(), 6);
    const body = { ...ASKED, validUntil, ...input };
    return (await this.done(`${department}-admin-1`, "createShareRequest", body)).request.requestNo;
  }

  async assess(department: string, requestNo: number): Promise<void> {
    const texts = { necessity: "履行职责所必需", risks: "泄露", measures: "脱敏、审计" };
    await this.done(`${department}-admin-1`, "recordImpactAssessment", { requestNo, ...texts });
  }

  /** Endorsed by the own approver, assessed, and handed in. */
  async submitted(department: string, input: object = {}): Promise<number> {
    const requestNo = await this.draft(department, input);
    await this.assess(department, requestNo);
    await this.done(`${department}-approver-1`, "endorseShareRequest", { requestNo });
    await this.done(`${department}-admin-1`, "submitShareRequest", { requestNo });
    return requestNo;
  }

  async accepted(department: string, input: object = {}): Promise<number> {
    const requestNo = await this.submitted(department, input);
    await this.done("gso-admin-1", "acceptShareRequest", { requestNo });
    return requestNo;
  }

  /** Approved by `approvers`, delivered; answers the number of the grant. */
  async activated(department: string, approvers: readonly string[], input: object = {}) {
    const requestNo = await this.accepted(department, input);
    for (const approver of approvers) await this.done(approver, "approveShareRequest", { requestNo });
    await this.done("gso-admin-1", "startProvisioning", { requestNo });
    const { request } = await this.done("gso-admin-1", "activateShareRequest", { requestNo });
    return { requestNo, grantNo: String(request.grantNo) };
  }

  async show(who: string, requestNo: number) {
    const query = `query($no: Int!) { shareRequest(requestNo: $no) { ${REQUEST_FIELDS} } }`;
    return (await this.ask(who, { query, variables: { no: requestNo } })).data?.shareRequest;
  }

  /** Kinds of what a department was told about something, the oldest first. */
  async told(who: string, part: string): Promise<string[]> {
    const reply = await this.ask(who, { query: "{ notices(first: 200) { kind details } }" });
    const own = reply.data.notices.filter(({ details }: { details: string }) => details.includes(part));
    return own.map(({ kind }: { kind: string }) => kind).reverse();
  }

  /** Straight to the hub's tables, as its owner. */
  async sql<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
    const sql = postgres(this.#hub.stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
    try {
      return await run(sql);
    } finally {
      await sql.end();
    }
  }

  async setRoles(officerId: string, roles: readonly string[], change: { department?: string } = {}): Promise<void> {
    await this.sql(async (sql) => {
      await sql`update officers set roles = ${roles as string[]} where officer_id = ${officerId}`;
      const { department } = change;
      if (department) await sql`update officers set department = ${department} where officer_id = ${officerId}`;
    });
  }
}

const INPUTS: Readonly<Record<string, string>> = {
  createShareRequest: "CreateShareRequestInput",
  editShareRequest: "EditShareRequestInput",
  recordImpactAssessment: "RecordImpactAssessmentInput",
  rejectShareRequest: "ReasonedShareRequestInput",
  returnShareRequest: "ReasonedShareRequestInput",
  refuseShareRequest: "ReasonedShareRequestInput",
  supplementShareRequest: "ShareRequestTextInput",
  askExtension: "AskExtensionInput",
  openDispute: "ShareRequestTextInput",
  addDisputeEvidence: "ShareRequestTextInput",
  raiseDispute: "ShareRequestTextInput",
  decideDispute: "DecideDisputeInput",
  revokeGrant: "RevokeGrantInput",
  succeedDepartment: "SucceedDepartmentInput",
  savePackage: "SavePackageInput",
  loadCalendarYear: "LoadCalendarYearInput",
  markNoticesSeen: "MarkNoticesSeenInput",
  askBreakGlass: "AskBreakGlassInput",
  approveBreakGlass: "BreakGlassSessionInput",
  closeBreakGlass: "CloseBreakGlassInput",
};
