import type { Grant } from "@tongshu/gateway";
import { dossierQuery } from "@tongshu/scripts/stack";
import { afterEach, describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import { CALLERS, type Caller, type CallerName } from "../support/callers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada, ben, cai, cen, chi, duo, ren } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub();

afterEach(() => hub().clock.reset());

const NAME = "query ($number: CitizenIdNumber!) { person(idNumber: $number) { name } }";

const nameOf = (who: CallerName | Caller, row: Row, headers = {}) =>
  hub().ask(who, { query: NAME, variables: { number: row["id_number"] }, headers });
const dossier = (name: CallerName, row: Row, headers = {}) =>
  hub().ask(name, { query: dossierQuery(), variables: { code: row["id_number"] }, headers });

/** One error, no data, no register called, and a record of it. */
async function expectRefusal(reply: Reply, code: string): Promise<void> {
  expect(reply.codes).toEqual([code]);
  expect(reply.data ?? null).toBeNull();
  expect(hub().calls).toEqual([]);
  const [record] = await hub().records(reply.requestId);
  expect(record).toMatchObject({ outcome: code, subjects: [], rowCounts: {} });
}

describe("without the right purpose", () => {
  const { purpose: _, ...silent } = CALLERS.hrs;

  test("a request that states none is refused", async () => {
    await expectRefusal(await nameOf(silent, ada), "PURPOSE_REQUIRED");
  });

  test.each(["NO_SUCH_PURPOSE", "pension_check", "PENSION CHECK", "1"])(
    "the purpose %s is unknown",
    async (purpose) => {
      await expectRefusal(await nameOf({ ...silent, purpose }, ada), "PURPOSE_UNKNOWN");
    },
  );

  test.each(["STATISTICS", "CITIZEN_SELF_SERVICE", "FOOD_SUPERVISION"])(
    "another department's purpose %s is not allowed",
    async (purpose) => {
      await expectRefusal(await nameOf({ ...silent, purpose }, ada), "PURPOSE_NOT_ALLOWED");
    },
  );

  test("grants of one purpose do not serve another of the same department", async () => {
    expect((await nameOf("hrs", ada)).data.person.name).toBe("安雅秀");
    const { data, codes } = await nameOf("hrsPension", ada);
    expect([data.person, codes]).toEqual([null, ["FIELD_FORBIDDEN"]]);
  });
});

describe("without a case", () => {
  test.each(["psd", "aic", "cad", "hfp", "ltr", "nrl"] as const)("%s is refused", async (name) => {
    const { caseNo: _, ...withoutCase } = CALLERS[name];
    await expectRefusal(await nameOf(withoutCase, ada), "CASE_REQUIRED");
  });

  test("a case number that holds a person's number is refused and not recorded", async () => {
    const reply = await nameOf({ ...CALLERS.psd, caseNo: String(ada["id_number"]) }, ada);
    await expectRefusal(reply, "BAD_USER_INPUT");
    const [record] = await hub().records(reply.requestId);
    expect(record?.caseNo).toBeNull();
  });
});

describe("in strict mode", () => {
  const STRICT = { "x-access-mode": "strict" };

  test("one denied field refuses the whole operation before any register is called", async () => {
    const reply = await dossier("fda", ada, STRICT);
    await expectRefusal(reply, "FIELD_FORBIDDEN");
    expect(reply.errors[0]?.path).toEqual(["serviceObject", "sex"]);
    expect(reply.errors[0]?.extensions["field"]).toBe("Person.sex");
  });

  test("a field that is only masked is no denial", async () => {
    const { data, codes } = await nameOf("fda", ada, STRICT);
    expect([data, codes]).toEqual([{ person: { name: "安*" } }, []]);
  });

  test("a mode that is neither partial nor strict is refused", async () => {
    await expectRefusal(await nameOf("fda", ada, { "x-access-mode": "lenient" }), "BAD_USER_INPUT");
  });
});

describe("a grant that ends", () => {
  test("ends at its second and not at the next reload", async () => {
    const endsAtMs = Math.ceil(Date.now() / 1_000) * 1_000 + 60_000;
    const ends = (grant: Grant) =>
      grant.grantNo.startsWith("G-HRS-SOCIAL") ? { ...grant, validUntil: new Date(endsAtMs).toISOString() } : grant;
    await enforcePolicy(hub(), ({ purposes, grants }) => ({ purposes, grants: grants.map(ends) }));
    const ask = () =>
      hub().ask("hrs", {
        query: "query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { name taxNo } }",
        variables: { uscc: alpha["uscc"] },
      });

    hub().clock.stopAt(endsAtMs - 1);
    expect((await ask()).data.legalEntity).toEqual({ name: alpha["name"], taxNo: alpha["tax_no"] });

    hub().clock.stopAt(endsAtMs);
    const { data, access, errors } = await ask();
    expect(data.legalEntity).toEqual({ name: alpha["name"], taxNo: null });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["legalEntity", "taxNo"], "GRANT_EXPIRED"],
    ]);
    expect(access).toMatchObject([{ coordinate: "LegalEntity.taxNo", verdict: "DENIED", rule: "GRANT_ENDED" }]);
    // And with it the right to look anybody up.
    expect((await nameOf("hrs", ada)).data.person).toBeNull();
    expect(hub().registersCalled).toEqual([]);
  });

  test("has not begun before its first second", async () => {
    const beginsAtMs = Math.ceil(Date.now() / 1_000) * 1_000 + 60_000;
    const begins = (grant: Grant) =>
      grant.grantNo.startsWith("G-CAD-") ? { ...grant, validFrom: new Date(beginsAtMs).toISOString() } : grant;
    await enforcePolicy(hub(), ({ purposes, grants }) => ({ purposes, grants: grants.map(begins) }));
    hub().clock.stopAt(beginsAtMs - 1);
    expect((await nameOf("cad", ada)).data.person).toBeNull();
    hub().clock.stopAt(beginsAtMs);
    expect((await nameOf("cad", ada)).data.person).toEqual({ name: "安雅秀" });
  });
});

describe("statistics", () => {
  test.each([
    ["person", "query ($n: CitizenIdNumber!) { person(idNumber: $n) { sex } }", ada["id_number"]],
    ["persons", "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { sex } }", [ada["id_number"]]],
    ["serviceObject", "query ($n: ServiceObjectCode!) { serviceObject(code: $n) { __typename } }", ada["id_number"]],
  ])("are refused one person by way of %s", async (field, query, n) => {
    const { data, codes, access } = await hub().ask("sta", { query, variables: { n } });
    expect(data).toEqual({ [field]: null });
    expect(codes).toEqual(["ARGUMENT_FORBIDDEN"]);
    expect(access).toMatchObject([{ path: [field], verdict: "DENIED", rule: "ARGUMENT_NEEDS_VERIFY" }]);
    expect(hub().calls).toEqual([]);
  });

  test("are refused people by way of their organisations", async () => {
    const query = `query ($uscc: UnifiedSocialCreditCode!) {
      legalEntity(uscc: $uscc) { name legalRep { sex } keyPersons { person { sex } } }
    }`;
    const { data, codes } = await hub().ask("sta", { query, variables: { uscc: alpha["uscc"] } });
    expect(data.legalEntity).toEqual({ name: alpha["name"], legalRep: null, keyPersons: null });
    expect(codes).toEqual(["FIELD_FORBIDDEN", "FIELD_FORBIDDEN"]);
  });
});

describe("a red line", () => {
  test("the pension check does not read an address", async () => {
    const query = "query ($number: CitizenIdNumber!) { person(idNumber: $number) { hukouAddress } }";
    const { data, errors } = await hub().ask("hrsPension", { query, variables: { number: ada["id_number"] } });
    expect(data).toEqual({ person: null });
    expect(errors).toMatchObject([
      { path: ["person", "hukouAddress"], extensions: { code: "FIELD_FORBIDDEN", field: "Person.hukouAddress" } },
    ]);
    expect(hub().calls).toEqual([]);
  });

  test("a county that reads another county gets nothing, and leaves a record", async () => {
    const { data, requestId, codes } = await nameOf("fda", duo);
    expect([data, codes]).toEqual([{ person: null }, []]);
    const [record] = await hub().records(requestId);
    expect(record).toMatchObject({
      department: "FDA",
      region: "620102",
      officerId: "fda-officer-chengguan",
      purpose: "FOOD_SUPERVISION",
      subjects: [],
      verdicts: { "Query.person": "FULL", "Person.name": "MASKED" },
      outcome: "OK",
    });
  });
});

describe("a child under fourteen", () => {
  test.each(["psd", "hrs", "fda", "cmc"] as const)("is not found by %s", async (name) => {
    expect((await nameOf(name, cai)).data.person).toBeNull();
    expect((await nameOf(name, ben)).data.person).not.toBeNull();
  });

  test("is not found by its mother's sign-in, and is by its own", async () => {
    expect((await nameOf("citizen", cai)).data.person).toBeNull();
    expect((await nameOf("childCitizen", cai)).data.person).toEqual({ name: "蔡小苗" });
  });

  test("is one until the day before the birthday", async () => {
    expect((await nameOf("psd", chi)).data.person).toBeNull();
    expect((await nameOf("psd", cen)).data.person).toEqual({ name: "岑已满" });
  });

  test("is found under a grant that covers sensitive rows", async () => {
    const covers = (grant: Grant) =>
      grant.grantNo === "G-PSD-CRIMINAL-INVESTIGATION-PERSON" ? { ...grant, coversSensitiveRows: true } : grant;
    await enforcePolicy(hub(), ({ purposes, grants }) => ({ purposes, grants: grants.map(covers) }));
    expect((await nameOf("psd", cai)).data.person).toEqual({ name: "蔡小苗" });
    await enforcePolicy(hub(), ({ purposes, grants }) => ({
      purposes,
      grants: grants.map((grant) => ({ ...grant, coversSensitiveRows: false })),
    }));
    expect((await nameOf("psd", cai)).data.person).toBeNull();
  });
});

describe("a lookup-only grant", () => {
  test.each(["aic", "nrl"] as const)("serves %s by the number and not by way of an organisation", async (name) => {
    const query = `query ($number: CitizenIdNumber!, $uscc: UnifiedSocialCreditCode!) {
      person(idNumber: $number) { personId licences { status } }
      legalEntity(uscc: $uscc) { name keyPersons { position person { personId licences { status } } } }
    }`;
    const variables = { number: ren["id_number"], uscc: alpha["uscc"] };
    const { data, access } = await hub().ask(name, { query, variables });
    expect(data.person.personId).toBe(ren["person_id"]);
    expect(data.person.licences).toHaveLength(1);
    const nobody = (position: string) => ({ position, person: null });
    expect(data.legalEntity.keyPersons).toEqual([nobody("EXECUTIVE_DIRECTOR"), nobody("SUPERVISOR")]);
    const refused = access.filter(({ path }) => path[0] === "legalEntity");
    expect(refused.map(({ rule }) => rule)).toEqual(name === "aic" ? ["LOOKUP_ONLY", "LOOKUP_ONLY"] : ["NO_GRANT"]);
  });
});

describe("a batch ceiling of one", () => {
  const TWO = { a: ada["id_number"], b: ben["id_number"] };

  test.each([
    [
      "one list",
      "query ($numbers: [CitizenIdNumber!]!) { persons(idNumbers: $numbers) { name } }",
      { numbers: Object.values(TWO) },
    ],
    [
      "a list written out",
      "query ($a: CitizenIdNumber!, $b: CitizenIdNumber!) { persons(idNumbers: [$a, $b]) { name } }",
      TWO,
    ],
    [
      "two fields side by side",
      "query ($a: CitizenIdNumber!, $b: CitizenIdNumber!) { a: person(idNumber: $a) { name } b: person(idNumber: $b) { name } }",
      TWO,
    ],
    [
      "two service objects",
      `query ($a: ServiceObjectCode!, $b: ServiceObjectCode!) {
        a: serviceObject(code: $a) { ... on Person { name } } b: serviceObject(code: $b) { ... on Person { name } }
      }`,
      TWO,
    ],
  ])("refuses two people by way of %s", async (_way, query, variables) => {
    await expectRefusal(await hub().ask("psd", { query, variables }), "LIMIT_EXCEEDED");
  });

  test("lets one pass in a list", async () => {
    const query = "query ($numbers: [CitizenIdNumber!]!) { persons(idNumbers: $numbers) { name } }";
    const { data } = await hub().ask("psd", { query, variables: { numbers: [ada["id_number"]] } });
    expect(data.persons).toEqual([{ name: "安雅秀" }]);
  });
});
