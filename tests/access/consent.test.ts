import { describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { citizenIdOf, personIdOf } from "../support/planted/numbers.ts";
import { ada, ben, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const NAME = "query ($number: CitizenIdNumber!) { person(idNumber: $number) { name } }";
const FAMILY =
  "query ($number: CitizenIdNumber!) { person(idNumber: $number) { household { members { person { name } } } } }";
const BATCH = "query ($numbers: [CitizenIdNumber!]!) { persons(idNumbers: $numbers) { name } }";

const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) {
  consent { consentNo department purpose caseNo personId evidence withdrawnAt } event { action before after } } }`;
const WITHDRAW = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) {
  consent { consentNo withdrawnAt } event { action } } }`;
const TO_CAD = { department: "CAD", purpose: "SOCIAL_ASSISTANCE_CHECK" };
const unasked = citizenIdOf("1980-01-01", 999);

/** A case of its own for each test. */
let cases = 0;
function newCase(): string {
  cases += 1;
  return `620102-2018-${cases}`;
}

const askIn = (caseNo: string, query: string, variables: Record<string, unknown>): Promise<Reply> =>
  hub().ask({ ...CALLERS.cad, caseNo }, { query, variables });
const nameIn = (caseNo: string, row: Readonly<Record<string, unknown>>) =>
  askIn(caseNo, NAME, { number: row["id_number"] });

function give(who: string, input: Record<string, unknown>): Promise<Reply> {
  return hub().govern(who, { query: GIVE, variables: { input: { ...TO_CAD, ...input } } });
}

async function givenBy(person: string, caseNo: string): Promise<number> {
  const { data, codes } = await give(personIdOf(person), { caseNo });
  expect(codes).toEqual([]);
  return data.giveConsent.consent.consentNo;
}

describe("a purpose that rests on consent", () => {
  test("is refused before any register is asked where nobody consented in this case", async () => {
    const reply = await nameIn(newCase(), ada);
    expect(reply.codes).toEqual(["CONSENT_REQUIRED"]);
    expect(hub().registersCalled).toEqual([]);
  });

  test("is answered once the person consented, and refused at the next query after the consent was withdrawn", async () => {
    const caseNo = newCase();
    const consentNo = await givenBy("ada", caseNo);
    expect((await nameIn(caseNo, ada)).data).toEqual({ person: { name: ada["name"] } });
    const withdrawn = await hub().govern(personIdOf("ada"), { query: WITHDRAW, variables: { input: { consentNo } } });
    expect(withdrawn.codes).toEqual([]);
    expect((await nameIn(caseNo, ada)).codes).toEqual(["CONSENT_REQUIRED"]);
  });

  test("is refused on a second gateway as well, at once", async () => {
    const caseNo = newCase();
    const second = await hub().startGateway();
    const consentNo = await givenBy("ada", caseNo);
    const withdrawn = await hub().govern(personIdOf("ada"), { query: WITHDRAW, variables: { input: { consentNo } } });
    expect(withdrawn.codes).toEqual([]);
    const headers = await hub().headersOf({ ...CALLERS.cad, caseNo });
    const body = JSON.stringify({ query: NAME, variables: { number: ada["id_number"] } });
    const answer = await fetch(`${second.url}/graphql`, { method: "POST", headers, body });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "CONSENT_REQUIRED" } }] });
  });

  test("does not reach relatives who did not consent", async () => {
    const caseNo = newCase();
    await givenBy("ada", caseNo);
    const family = () => askIn(caseNo, FAMILY, { number: ada["id_number"] });
    const refused = await family();
    expect(refused.codes).toEqual(["CONSENT_REQUIRED"]);
    expect(refused.text).not.toContain(String(ben["name"]));
    await givenBy("ben", caseNo);
    expect((await family()).text).toContain(String(ben["name"]));
  });

  test("counts for one case and no other", async () => {
    const caseNo = newCase();
    await givenBy("ada", caseNo);
    expect((await nameIn(newCase(), ada)).codes).toEqual(["CONSENT_REQUIRED"]);
  });

  test("does not tell a number nobody has from that of somebody who did not consent", async () => {
    const caseNo = newCase();
    await givenBy("ada", caseNo);
    const [nobody, other] = [await askIn(caseNo, NAME, { number: unasked }), await nameIn(caseNo, duo)];
    expect(nobody.text).toBe(other.text);
    const [one, two] = await Promise.all(
      [unasked, duo["id_number"]].map((number) => askIn(caseNo, BATCH, { numbers: [ada["id_number"], number] })),
    );
    expect(one?.text).toBe(two?.text);
  });

  test("does not tell them apart by verification either", async () => {
    const caseNo = newCase();
    await givenBy("ada", caseNo);
    const verify = (number: unknown) =>
      askIn(caseNo, "query ($s: [PersonClaims!]!) { verifyPersons(subjects: $s) { claims { result } } }", {
        s: [{ idNumber: number, pensionStatus: "NONE" }],
      });
    const [nobody, other] = [await verify(unasked), await verify(duo["id_number"])];
    expect(other.codes).toEqual(["CONSENT_REQUIRED"]);
    expect(nobody.text).toBe(other.text);
    expect((await verify(ada["id_number"])).codes).toEqual([]);
  });

  test("leaves a record of the refusal that names nobody's line", async () => {
    const { requestId } = await nameIn(newCase(), ada);
    expect(await hub().records(requestId)).toMatchObject([{ outcome: "CONSENT_REQUIRED", lineHashes: [] }]);
  });

  test("fails closed while consents cannot be read", async () => {
    const { default: postgres } = await import("postgres");
    const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
    const reply = await sql.begin(async (tx) => {
      await tx`LOCK TABLE consents IN ACCESS EXCLUSIVE MODE`;
      return nameIn(CALLERS.cad.caseNo, ada);
    });
    await sql.end();
    expect(reply.codes).toEqual(["SOURCE_DOWN"]);
    expect(reply.text).not.toContain(String(ada["name"]));
  });
});

describe("consent", () => {
  test("is given by a citizen for oneself alone", async () => {
    const reply = await give(personIdOf("ada"), { caseNo: newCase(), personId: personIdOf("duo") });
    expect(reply.codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("of a paper is recorded by an officer of the department it is given to, with where the paper lies", async () => {
    const paper = { caseNo: newCase(), personId: personIdOf("duo"), evidence: "档案 17" };
    const officer = async (clientId: string, officerId: string, input: Record<string, unknown>) => {
      const headers = await hub().headersOf({ clientId, officerId });
      const variables = { input: { ...TO_CAD, ...input } };
      const body = JSON.stringify({ query: GIVE, variables });
      return (await fetch(`${hub().url}/admin/graphql`, { method: "POST", headers, body })).json();
    };
    expect(await officer("cad-assistance", "cad-officer-1", paper)).toMatchObject({
      data: { giveConsent: { consent: { personId: personIdOf("duo"), evidence: "档案 17" } } },
    });
    expect(await officer("cad-assistance", "cad-officer-1", { ...paper, evidence: " " })).toMatchObject({
      errors: [{ extensions: { code: "BAD_USER_INPUT" } }],
    });
    expect(await officer("hrs-province", "hrs-officer-1", paper)).toMatchObject({
      errors: [{ extensions: { code: "ROLE_REQUIRED" } }],
    });
  });

  test("that a person withdrew is given again by that person alone, on no paper", async () => {
    const caseNo = newCase();
    const consentNo = await givenBy("ada", caseNo);
    await hub().govern(personIdOf("ada"), { query: WITHDRAW, variables: { input: { consentNo } } });
    const headers = await hub().headersOf(CALLERS.cad);
    const paper = { ...TO_CAD, caseNo, personId: personIdOf("ada"), evidence: "档案 18" };
    const body = JSON.stringify({ query: GIVE, variables: { input: paper } });
    const answer = await fetch(`${hub().url}/admin/graphql`, { method: "POST", headers, body });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "WRONG_STATE" } }] });
    expect((await nameIn(caseNo, ada)).codes).toEqual(["CONSENT_REQUIRED"]);
    await givenBy("ada", caseNo);
    expect((await nameIn(caseNo, ada)).codes).toEqual([]);
  });

  test("is asked only where a purpose rests on it", async () => {
    const reply = await give(personIdOf("ada"), { caseNo: newCase(), purpose: "PENSION_CHECK", department: "HRS" });
    expect(reply.codes).toEqual(["NOT_FOUND"]);
  });

  test("stands once, and is withdrawn once, by nobody else", async () => {
    const caseNo = newCase();
    const consentNo = await givenBy("ada", caseNo);
    expect((await give(personIdOf("ada"), { caseNo })).codes).toEqual(["WRONG_STATE"]);
    const withdraw = (who: string) => hub().govern(who, { query: WITHDRAW, variables: { input: { consentNo } } });
    expect((await withdraw(personIdOf("duo"))).codes).toEqual(["NOT_FOUND"]);
    expect((await withdraw(personIdOf("ada"))).codes).toEqual([]);
    expect((await withdraw(personIdOf("ada"))).codes).toEqual(["WRONG_STATE"]);
  });

  test("is listed to the person concerned", async () => {
    const caseNo = newCase();
    await givenBy("ada", caseNo);
    const list = async (who: string) => {
      const { data } = await hub().govern(who, { query: "{ consents(first: 200) { caseNo personId } }" });
      return data.consents;
    };
    expect(await list(personIdOf("ada"))).toContainEqual({ caseNo, personId: personIdOf("ada") });
    expect(await list(personIdOf("duo"))).not.toContainEqual({ caseNo, personId: personIdOf("ada") });
  });
});
