import type { Grant } from "@tongshu/gateway";
import { describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import { CALLERS, type Caller, type CallerName } from "../support/callers.ts";
import { farDispute, nearDispute, petition } from "../support/planted/events.ts";
import { personIdOf } from "../support/planted/numbers.ts";
import { alpha, beta, task } from "../support/planted/organisations.ts";
import { ada, ben, duo, nan, ren } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub();

const CASE = { caseNo: "620102-2017-0042" };
const PERSON = "query ($n: CitizenIdNumber!) { person(idNumber: $n)";
const ENTITY = "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n)";
const EVENT = "query ($n: ID!) { governanceEvent(eventNo: $n)";
const VERIFY = `query ($subjects: [PersonClaims!]!) { verifyPersons(subjects: $subjects) { claims { field result } } }`;

const ask = (who: CallerName | Caller, query: string, variables: Readonly<Record<string, unknown>>) =>
  hub().ask(who, { query, variables });
const ofPerson = (who: CallerName | Caller, fields: string, row: Row) =>
  ask(who, `${PERSON} { ${fields} } }`, { n: row["id_number"] });
const ofEntity = (who: CallerName | Caller, fields: string, row: Row) =>
  ask(who, `${ENTITY} { ${fields} } }`, { n: row["uscc"] });
const ofEvent = (who: CallerName | Caller, fields: string, row: Row) =>
  ask(who, `${EVENT} { ${fields} } }`, { n: row["event_no"] });
const verdictOf = ({ access }: Reply, coordinate: string) =>
  access.find((entry) => entry.coordinate === coordinate)?.verdict;

async function verified(who: CallerName | Caller, row: Row, claims: Readonly<Record<string, unknown>>) {
  const reply = await ask(who, VERIFY, { subjects: [{ idNumber: row["id_number"], ...claims }] });
  const [subject] = reply.data.verifyPersons as { claims: { field: string; result: string }[] }[];
  return Object.fromEntries((subject?.claims ?? []).map(({ field, result }) => [field, result]));
}

describe("G1: the pension office checks who is alive", () => {
  const ALIVE = { name: "安雅秀", lifeStatus: "ALIVE" };

  test("is told whether a name and a life status match, and reads neither", async () => {
    expect(await verified("hrsPension", ada, ALIVE)).toEqual({ name: "MATCH", lifeStatus: "MATCH" });
    const { data, access } = await ofPerson("hrsPension", "name lifeStatus", ada);
    expect(data.person).toBeNull();
    expect(access.map(({ rule }) => rule)).toEqual(["VERIFY_ONLY", "VERIFY_ONLY"]);
  });

  test("reading an address is FIELD_FORBIDDEN", async () => {
    const reply = await ofPerson("hrsPension", "hukouAddress", ada);
    expect([reply.codes, reply.data]).toEqual([["FIELD_FORBIDDEN"], { person: null }]);
    expect(hub().registersCalled).toEqual([]);
  });

  test("is told nothing of those whom it neither insures nor pays", async () => {
    const claims = { name: "南无保", lifeStatus: "ALIVE" };
    expect(await verified("hrsPension", nan, claims)).toEqual({ name: "NOT_FOUND", lifeStatus: "NOT_FOUND" });
    expect(await verified("aic", nan, claims)).toEqual({ name: "MATCH", lifeStatus: "MATCH" });
  });
});

describe("G2: the registration desk checks who registers", () => {
  test("is told whether name and number belong together, under a case number", async () => {
    expect(await verified("aic", ada, { name: "安雅秀", lifeStatus: "ALIVE" })).toMatchObject({ name: "MATCH" });
    const { caseNo: _caseNo, ...withoutCase } = CALLERS.aic;
    expect((await ofPerson(withoutCase, "personId", ada)).codes).toEqual(["CASE_REQUIRED"]);
  });

  test("sees whether the identity card is in force, and no other licence", async () => {
    const { data } = await ofPerson("aic", "licences { type { hubCode } status certNo }", ren);
    expect(data.person.licences).toEqual([{ type: { hubCode: "LT-ID" }, status: "VALID", certNo: null }]);
  });
});

describe("G3: an investigator follows a suspect's companies", () => {
  test("one person at a time, under a case number, and nothing that is L4", async () => {
    const fields = "name positions { position entity { name legalRepName } } shareholdings { ratio } birthCertNo";
    const reply = await ofPerson("psd", fields, ada);
    expect(reply.data.person).toMatchObject({ name: "安雅秀", birthCertNo: null });
    expect(reply.data.person.positions.length).toBeGreaterThan(1);
    expect(verdictOf(reply, "Person.birthCertNo")).toBe("DENIED");
    const batch = "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { name } }";
    expect((await ask("psd", batch, { n: [ada["id_number"], ben["id_number"]] })).codes).toEqual(["LIMIT_EXCEEDED"]);
    const { caseNo: _caseNo, ...withoutCase } = CALLERS.psd;
    expect((await ofPerson(withoutCase, "name", ada)).codes).toEqual(["CASE_REQUIRED"]);
  });
});

describe("G4: the portal asks for the citizen signed in", () => {
  test("shows the own row whole, the own licences, and who looked at it", async () => {
    const { data } = await ofPerson("citizen", "name idNumber birthCertNo licences { certNo } spouse { name }", ada);
    expect(data.person).toMatchObject({
      name: "安雅秀",
      idNumber: ada["id_number"],
      birthCertNo: ada["birth_cert_no"],
    });
    expect(data.person.licences).toHaveLength(2);
    expect(data.person.spouse).toBeNull();
    const log = await hub().ask("citizen", { query: "{ myRecord(first: 1) { __typename } }" });
    expect(log.data.myRecord).toEqual({ __typename: "MyRecord" });
  });

  test("shows nobody else's", async () => {
    expect((await ofPerson("citizen", "name", ben)).data.person).toBeNull();
  });
});

describe("G5: a county's food authority", () => {
  test("sees organisations and their licences of its county, and food workers masked", async () => {
    const { data } = await ofEntity("fda", "taxNo licences { certNo } keyPersons { person { name } }", alpha);
    expect(data.legalEntity).toMatchObject({ taxNo: alpha["tax_no"], licences: [{ certNo: expect.any(String) }] });
    expect(data.legalEntity.keyPersons).toEqual([{ person: { name: "安*" } }, { person: null }]);
  });

  test("sees nothing of another county's people, and of its organisations what everybody sees", async () => {
    const reply = await ofPerson("fda", "name lifeStatus", duo);
    expect(reply.data.person).toBeNull();
    const [record] = await hub().records(reply.requestId);
    expect(record).toMatchObject({ department: "FDA", purpose: "FOOD_SUPERVISION", region: "620102", subjects: [] });
    const far = await ofEntity("fda", "name taxNo", beta);
    expect(far.data.legalEntity).toEqual({ name: beta["name"], taxNo: null });
    expect(verdictOf(far, "LegalEntity.taxNo")).toBe("OUT_OF_SCOPE");
  });
});

describe("G6: statistics", () => {
  test("asking about one person is refused before any register is asked", async () => {
    const reply = await ofPerson("sta", "sex", ada);
    expect([reply.codes[0], reply.data]).toEqual(["ARGUMENT_FORBIDDEN", { person: null }]);
    const list = "{ governanceEvents(first: 1) { edges { node { eventNo } } } }";
    expect((await hub().ask("sta", { query: list })).codes).toEqual(["FIELD_FORBIDDEN"]);
    expect(hub().registersCalled).toEqual([]);
  });

  test("counts, and holds small cells back", async () => {
    const query = "{ populationCounts(basis: HUKOU, level: COUNTY, bySex: true) { value isSuppressed } }";
    const { data, codes } = await hub().ask("sta", { query });
    expect(codes).toEqual([]);
    const cells = data.populationCounts as { value: number | null }[];
    expect(cells.every(({ value }) => value === null || value === 0 || value >= 10)).toBe(true);
  });
});

describe("G7: the family economic check", () => {
  const GIVE = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { consent { consentNo } } }`;
  const inCase = { ...CALLERS.cad, caseNo: "620102-2018-G7" };

  test("rests on the applicant's authorisation, compares, and tells titles by their state alone", async () => {
    const fields = "name hukouAddress licences { type { hubCode } status certNo holderName }";
    expect((await ofPerson(inCase, fields, ren)).codes).toEqual(["CONSENT_REQUIRED"]);
    const input = { department: "CAD", purpose: "SOCIAL_ASSISTANCE_CHECK", caseNo: inCase.caseNo };
    await hub().govern(personIdOf("ren"), { query: GIVE, variables: { input } });
    const { data } = await ofPerson(inCase, fields, ren);
    const title = { type: { hubCode: "LT-RE" }, status: "VALID", certNo: null, holderName: null };
    expect(data.person).toEqual({ name: "任持证", hukouAddress: null, licences: [title] });
    expect(await verified(inCase, ren, { hukouRegion: "620102" })).toEqual({ hukouRegion: "MATCH" });
  });
});

describe("G8: what bars a physician", () => {
  test("is a yes or a no, without the penalty; of licences the physician's", async () => {
    const fields = "barredFromTrade penalties { decisionNo } licences { type { hubCode } certNo }";
    const reply = await ofPerson("hfp", fields, ren);
    expect(reply.data.person).toMatchObject({ barredFromTrade: true, penalties: null });
    expect(reply.data.person.licences).toMatchObject([{ type: { hubCode: "LT-DQ" } }]);
    expect((await ofPerson("hfp", "barredFromTrade", ada)).data.person).toEqual({ barredFromTrade: false });
  });
});

describe("G9: the grid centre", () => {
  test("sees its own region's events whole, and of others not even the number", async () => {
    const fields = "title content steps { action }";
    expect((await ofEvent("cmc", fields, nearDispute)).data.governanceEvent).toMatchObject({
      content: "event-content-1",
    });
    expect((await ofEvent("cmc", fields, farDispute)).data.governanceEvent).toBeNull();
  });

  test("there is no register of special population to ask, with a task or without", async () => {
    const reply = await hub().ask("cmc", { query: "{ specialPopulation { kind } }" });
    expect(reply.codes).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(reply.text).not.toMatch(/did you mean/i);
  });
});

describe("G10: the petition office", () => {
  const reply = (officerId?: string): Caller => ({
    clientId: "ltr-province",
    purpose: "PETITION_REPLY",
    ...CASE,
    ...(officerId ? { officerId } : {}),
  });
  const whole = "title category handlerId reporter { name mobilePhone }";

  test("sees petitions without who petitions, and no other event", async () => {
    const seen = await ofEvent("ltr", whole, petition);
    expect(seen.data.governanceEvent).toMatchObject({ category: "PETITION", reporter: null });
    expect(verdictOf(seen, "GovernanceEvent.reporter")).toBe("DENIED");
    expect((await ofEvent("ltr", whole, nearDispute)).data.governanceEvent).toBeNull();
    const page = "{ governanceEvents(first: 10) { edges { node { eventNo } } pageInfo { hasNextPage } } }";
    const { data } = await hub().ask("ltr", { query: page });
    expect(data.governanceEvents.edges).toEqual([{ node: { eventNo: petition["event_no"] } }]);
  });

  test("the officer who handles a petition knows whom to answer; a colleague, or nobody, does not", async () => {
    const handler = await ofEvent(reply("ltr-officer-1"), whole, petition);
    const reporter = { name: "任持证", mobilePhone: ren["mobile_phone"] };
    expect(handler.data.governanceEvent).toMatchObject({ handlerId: "ltr-officer-1", reporter });
    for (const other of [reply("ltr-officer-2"), reply()]) {
      expect((await ofEvent(other, whole, petition)).data.governanceEvent).toBeNull();
    }
    expect((await ofEvent(reply("ltr-officer-1"), whole, nearDispute)).data.governanceEvent).toBeNull();
  });
});

describe("G11: planning and housing", () => {
  test("a planning desk sees business licences, projects and titles, and no other licence", async () => {
    const { data } = await ofEntity("nrl", "licences { type { hubCode } certNo }", task);
    const kinds = data.legalEntity.licences.map(({ type }: { type: { hubCode: string } }) => type.hubCode);
    expect(kinds.toSorted()).toEqual(["LT-BL", "LT-PA"]);
    expect((await ofEntity("nrl", "licences { status }", alpha)).data.legalEntity.licences).toEqual([]);
  });

  test("a housing desk learns that there is a title, and not which", async () => {
    const hud: Caller = { clientId: "hud-housing", officerId: "hud-officer-1", purpose: "HOUSING_ALLOCATION", ...CASE };
    const { data } = await ofPerson(hud, "name licences { status certNo holderName }", ren);
    expect(data.person).toEqual({ name: null, licences: [{ status: "VALID", certNo: null, holderName: null }] });
  });
});

describe("G12: a joint task", () => {
  const partner = (clientId: string): Caller => ({ clientId, purpose: "JOINT_SUPERVISION", ...CASE });
  const fields = "name taxNo inspections { problems } penalties { caseFact } licences { certNo }";

  test.each(["aic-registration", "fda-chengguan", "psd-investigation"])(
    "shows %s the task's objects",
    async (client) => {
      const { data } = await ofEntity(partner(client), fields, task);
      expect(data.legalEntity).toMatchObject({ name: task["name"], taxNo: task["tax_no"] });
      expect(data.legalEntity.inspections).toEqual([{ problems: expect.any(String) }]);
      expect(data.legalEntity.penalties).toEqual([{ caseFact: expect.any(String) }]);
      expect(data.legalEntity.licences).toHaveLength(3);
      const other = await ofEntity(partner(client), fields, alpha);
      expect(other.data.legalEntity).toMatchObject({ name: alpha["name"], taxNo: null, licences: [] });
      expect(verdictOf(other, "LegalEntity.taxNo")).toBe("OUT_OF_SCOPE");
    },
  );

  test("ends with its window, at its second", async () => {
    const endsAtMs = Date.now() + 60_000;
    const ended = (grant: Grant) =>
      grant.purpose === "JOINT_SUPERVISION" ? { ...grant, validUntil: new Date(endsAtMs).toISOString() } : grant;
    await enforcePolicy(hub(), ({ purposes, grants }) => ({ purposes, grants: grants.map(ended) }));
    hub().clock.stopAt(endsAtMs - 1);
    const last = await ofEntity(partner("aic-registration"), "name taxNo", task);
    hub().clock.stopAt(endsAtMs);
    const over = await ofEntity(partner("aic-registration"), "name taxNo", task);
    hub().clock.reset();
    expect(last.data.legalEntity).toEqual({ name: task["name"], taxNo: task["tax_no"] });
    expect(over.data.legalEntity).toEqual({ name: task["name"], taxNo: null });
    expect(over.codes).toEqual(["GRANT_EXPIRED"]);
  });
});

describe("G13: the vendor that maintains the platform", () => {
  test.each(["CRIMINAL_INVESTIGATION", "FOOD_SUPERVISION", "STATISTICS", "CITIZEN_SELF_SERVICE"])(
    "gets nothing for %s",
    async (purpose) => {
      const vendor: Caller = { clientId: "platform-vendor", purpose, ...CASE };
      const reply = await ofEntity(vendor, "name", alpha);
      expect([reply.codes, reply.data ?? null]).toEqual([["PURPOSE_NOT_ALLOWED"], null]);
      expect(hub().registersCalled).toEqual([]);
    },
  );

  test("gets nothing without a purpose either", async () => {
    const reply = await ofPerson({ clientId: "platform-vendor" }, "name", ada);
    expect(reply.codes).toEqual(["PURPOSE_REQUIRED"]);
  });
});
