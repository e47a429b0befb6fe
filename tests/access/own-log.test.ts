import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { CALLERS } from "../support/callers.ts";
import { citizenIdOf, personIdOf } from "../support/planted/numbers.ts";
import { ada, ben } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const NAME = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name birthDate } }";
const LOG = `query ($first: Int = 20, $after: String) { myRecord(first: $first, after: $after) { after lines {
  at department departmentNameZh departmentNameEn purpose purposeTextZh purposeTextEn fields verbs proof } } }`;
const ben_ = { ...CALLERS.citizen, citizenId: personIdOf("ben") };

const logOf = async (caller: typeof CALLERS.citizen | typeof ben_, variables = {}) => {
  const reply = await hub().ask(caller, { query: LOG, variables });
  expect(reply.codes).toEqual([]);
  return reply.data.myRecord;
};

beforeAll(async () => {
  for (const who of ["hrs", "aic", "fda"] as const) {
    await hub().ask(who, { query: NAME, variables: { n: ada["id_number"] } });
  }
  await hub().ask("hrs", { query: NAME, variables: { n: ben["id_number"] } });
  await hub().ask("psd", { query: NAME, variables: { n: ada["id_number"] } });
});

describe("a citizen's own log", () => {
  test("says who looked, for what, which fields and how, newest first", async () => {
    const { lines } = await logOf(CALLERS.citizen);
    const [psd, fda, hrs] = lines;
    expect(psd).toMatchObject({ department: "PSD", purpose: "CRIMINAL_INVESTIGATION", verbs: ["READ"] });
    expect(fda).toMatchObject({ department: "FDA", fields: ["Person.name"] });
    expect(hrs).toMatchObject({
      department: "HRS",
      departmentNameZh: expect.stringContaining("人"),
      departmentNameEn: expect.stringMatching(/^[A-Z]/),
      purpose: "SOCIAL_INSURANCE_REGISTRATION",
      purposeTextZh: "社会保险登记",
      fields: ["Person.birthDate", "Person.name"],
    });
  });

  test("holds nobody else's lines, no case, no officer, no client and no value", async () => {
    const reply = await hub().ask(ben_, { query: LOG });
    expect(reply.data.myRecord.lines).toHaveLength(1);
    const { text } = await hub().ask("citizen", { query: LOG });
    for (const hidden of [CALLERS.psd.caseNo, "psd-investigator-1", "psd-investigation", String(ada["name"])]) {
      expect(text).not.toContain(hidden);
    }
  });

  test("has no line of a question that got no answer", async () => {
    const before = (await logOf(CALLERS.citizen, { first: 100 })).lines.length;
    await hub().ask({ ...CALLERS.cad, caseNo: "620102-2018-77" }, { query: NAME, variables: { n: ada["id_number"] } });
    expect((await logOf(CALLERS.citizen, { first: 100 })).lines).toHaveLength(before);
  });

  test("pages without a gap", async () => {
    const whole = (await logOf(CALLERS.citizen, { first: 100 })).lines;
    const paged: unknown[] = [];
    let after: string | null = null;
    do {
      const page: { after: string | null; lines: unknown[] } = await logOf(CALLERS.citizen, { first: 2, after });
      paged.push(...page.lines);
      after = page.after;
    } while (after);
    expect(paged.map((line) => (line as { at: string }).at)).toEqual(whole.map((line: { at: string }) => line.at));
  });

  test.each([
    ["an officer", CALLERS.hrs],
    ["a system", { clientId: "hrs-province", purpose: "PENSION_CHECK" }],
    ["the portal itself", { clientId: "psp-portal", purpose: "CITIZEN_SELF_SERVICE" }],
  ])("is not for %s", async (_who, caller) => {
    expect((await hub().ask(caller, { query: LOG })).codes).toEqual(["ROLE_REQUIRED"]);
  });

  test("takes no cursor of somebody's own making", async () => {
    for (const after of ["x", Buffer.from("2026-01-01' OR 1=1").toString("base64url")]) {
      expect((await hub().ask("citizen", { query: LOG, variables: { after } })).codes).toEqual(["BAD_USER_INPUT"]);
    }
    expect((await hub().ask("citizen", { query: LOG, variables: { first: 101 } })).codes).toEqual(["BAD_USER_INPUT"]);
  });

  describe("with entries held back", () => {
    const HOLD = `mutation ($input: HoldBackInput!) { holdBack(input: $input) {
      suppression { suppressionNo caseNo } event { action reason } } }`;
    const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
    const hold = (who: string, change: Record<string, unknown>) => {
      const input = {
        purpose: "CRIMINAL_INVESTIGATION",
        caseNo: CALLERS.psd.caseNo,
        reasonZh: "侦查期间",
        reasonEn: "while it is investigated",
        endsAt: inAnHour(),
        ...change,
      };
      return hub().govern(who, { query: HOLD, variables: { input } });
    };
    const departments = async () =>
      (await logOf(CALLERS.citizen, { first: 100 })).lines.map((line: { department: string }) => line.department);

    test.each([
      ["until yesterday", "psd-approver-1", { endsAt: "2020-01-01T00:00:00+08:00" }, "BAD_USER_INPUT"],
      ["for longer than a year", "psd-approver-1", { endsAt: "2099-01-01T00:00:00+08:00" }, "BAD_USER_INPUT"],
      ["without a reason", "psd-approver-1", { reasonZh: " " }, "BAD_USER_INPUT"],
      ["by another department", "hrs-approver-1", {}, "NOT_FOUND"],
      ["by who only asks for it", "psd-admin-1", {}, "ROLE_REQUIRED"],
    ])("cannot be held back %s", async (_how, who, change, code) => {
      expect((await hold(who, change)).codes).toEqual([code]);
      expect(await departments()).toContain("PSD");
    });

    test("leaves them out until that ends, and only those", async () => {
      expect((await hold("psd-approver-1", { caseNo: "another case" })).codes).toEqual([]);
      expect(await departments()).toContain("PSD");
      expect((await hold("psd-approver-1", {})).codes).toEqual([]);
      expect(await departments()).not.toContain("PSD");
      expect(await departments()).toContain("HRS");
    });

    test("shows them once it ended", async () => {
      const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
      await sql`ALTER TABLE audit_suppressions DISABLE TRIGGER USER`;
      await sql`UPDATE audit_suppressions SET ends_at = now() - interval '1 second', created_at = 'epoch'`;
      expect(await departments()).toContain("PSD");
      await sql.end();
    });
  });
});

test("the gateway's role reads a person's lines through the one function, and nothing else of the audit", async () => {
  const sql = postgres(hub().stack.urlOf("hub", "runtime"), { max: 1, onnotice: () => {} });
  const rows = await sql`SELECT * FROM citizen_audit_lines(${personIdOf("ada")}, null, null, null, 5)`;
  expect(Object.keys(rows[0] ?? {})).not.toEqual(
    expect.arrayContaining(["subjects", "case_no", "officer_id", "nonce"]),
  );
  for (const column of ["subjects", "case_no", "officer_id", "nonce", "department"]) {
    await expect(sql.unsafe(`SELECT ${column} FROM audit_records`)).rejects.toMatchObject({ code: "42501" });
  }
  await sql.end();
});

test("a number nobody has leaves nobody a line", async () => {
  const before = (await logOf(ben_)).lines.length;
  await hub().ask("hrs", { query: NAME, variables: { n: citizenIdOf("1980-01-01", 998) } });
  expect((await logOf(ben_)).lines).toHaveLength(before);
});
