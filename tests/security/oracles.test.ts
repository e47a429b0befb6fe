// Class "asking without reading": existence, order, length and text of an answer tell nothing about what is hidden.
import { describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import type { CallerName } from "../support/callers.ts";
import { farDispute, nearDispute } from "../support/planted/events.ts";
import { duoHealth } from "../support/planted/licences.ts";
import { citizenIdOf, licenceIdOf } from "../support/planted/numbers.ts";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, cai, duo } from "../support/planted/people.ts";
import { adaPenalty, betaUnpublished } from "../support/planted/supervision.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const PERSON =
  "query ($n: CitizenIdNumber!) { person(idNumber: $n) { __typename name lifeStatus licences { status } } }";
const SERVICE_OBJECT =
  "query ($n: ServiceObjectCode!) { serviceObject(code: $n) { __typename ... on Person { name lifeStatus } } }";
const LICENCE = "query ($n: ElectronicLicenceId!) { licence(licenceId: $n) { status holder { __typename } } }";
const PENALTY = "query ($n: ID!) { penalty(decisionNo: $n) { caseFact partyEntity { name } } }";
const EVENT = "query ($n: ID!) { governanceEvent(eventNo: $n) { title status steps { action } } }";
const NOBODY = citizenIdOf("1960-06-06", 7);

/** Everything a caller can tell two answers apart by, and the statements that were run for them. */
function visible({ status, text, headers }: Reply) {
  const { "x-request-id": _id, date: _date, ...rest } = headers;
  return { status, text, headers: rest };
}

describe("what is out of scope answers byte for byte like what does not exist", () => {
  const pairs: readonly [string, CallerName, string, unknown, unknown][] = [
    ["a person", "fda", PERSON, duo["id_number"], NOBODY],
    ["a child", "psd", PERSON, cai["id_number"], NOBODY],
    ["a service object", "fda", SERVICE_OBJECT, duo["id_number"], NOBODY],
    ["a licence", "fda", LICENCE, duoHealth["licence_id"], licenceIdOf(99)],
    ["an unpublished penalty", "fda", PENALTY, betaUnpublished["decision_no"], "甘罚〔2016〕9号"],
    ["a person's penalty", "hrs", PENALTY, adaPenalty["decision_no"], "甘罚〔2016〕9号"],
    ["an event", "cmc", EVENT, farDispute["event_no"], "6209022017011300099"],
    ["another citizen", "citizen", PERSON, duo["id_number"], NOBODY],
  ];

  test.each(pairs)("%s, asked by %s", async (_what, caller, query, hidden, unknown) => {
    const first = await hub().ask(caller, { query, variables: { n: hidden } });
    const firstCalls = hub().calls.map(({ register, call }) => [register, call.operation.hash]);
    const second = await hub().ask(caller, { query, variables: { n: unknown } });
    expect(visible(first)).toEqual(visible(second));
    expect(Object.values(first.data)).toEqual([null]);
    expect(hub().calls.map(({ register, call }) => [register, call.operation.hash])).toEqual(firstCalls);
  });

  test("in a list, each at its place", async () => {
    const query = "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { lifeStatus } }";
    const numbers = [duo["id_number"], ada["id_number"], NOBODY, cai["id_number"]];
    const reply = await hub().ask("fda", { query, variables: { n: numbers } });
    expect(reply.text.trim()).toBe('{"data":{"persons":[null,{"lifeStatus":"ALIVE"},null,null]}}');
  });
});

describe("where everything asked for is denied", () => {
  test("no register is asked and nobody learns whether the row exists", async () => {
    const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name lifeStatus } }";
    for (const number of [ada["id_number"], NOBODY]) {
      const reply = await hub().ask("hrsPension", { query, variables: { n: number } });
      expect([reply.data, hub().calls]).toEqual([{ person: null }, []]);
    }
  });

  test("`__typename` alone tells nothing either", async () => {
    const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { __typename } }";
    const reply = await hub().ask("hrsPension", { query, variables: { n: ada["id_number"] } });
    expect([reply.data, hub().calls]).toEqual([{ person: null }, []]);
  });

  test("a connection has no page, and its register is not asked whether there are more", async () => {
    const query =
      "{ governanceEvents(first: 1) { edges { cursor node { title } } pageInfo { hasNextPage endCursor } } }";
    const { data } = await hub().ask("hrs", { query });
    expect([data, hub().calls]).toEqual([{ governanceEvents: null }, []]);
  });
});

describe("a page", () => {
  const page =
    "query ($after: String, $f: GovernanceEventFilter) { governanceEvents(first: 1, after: $after, filter: $f) { edges { cursor node { eventNo } } pageInfo { hasNextPage endCursor } } }";

  test("counts visible rows alone when it says whether there are more", async () => {
    const { data } = await hub().ask("cmc", { query: page.replace("first: 1", "first: 2") });
    expect(data.governanceEvents.edges).toHaveLength(2);
    expect(data.governanceEvents.pageInfo.hasNextPage).toBe(false);
  });

  test("after a made-up cursor shows no row beyond the scope", async () => {
    const cursor = Buffer.from(JSON.stringify([`${farDispute["event_no"]}x`])).toString("base64url");
    const { data } = await hub().ask("cmc", { query: page, variables: { after: cursor } });
    expect(data.governanceEvents.edges.map(({ node }: { node: { eventNo: string } }) => node.eventNo)).not.toContain(
      farDispute["event_no"],
    );
  });

  test.each([
    "x",
    "WyJhIl0=",
    "W10",
    `WyI${"A".repeat(900)}`,
    Buffer.from('["\u0000"]').toString("base64url"),
    Buffer.from('["a","b"]').toString("base64url"),
  ])("refuses the cursor %#, without a word of SQL", async (after) => {
    const { codes, text } = await hub().ask("psd", { query: page, variables: { after } });
    expect(codes.filter((code) => code !== "BAD_USER_INPUT")).toEqual([]);
    expect(text).not.toMatch(/syntax|select|22P|invalid/i);
  });

  test("cannot be filtered by a field that is not granted in full", async () => {
    const { data, codes } = await hub().ask("hrs", { query: page, variables: { f: { status: "CLOSED" } } });
    expect([data, codes]).toEqual([{ governanceEvents: null }, ["ARGUMENT_FORBIDDEN"]]);
    expect(hub().calls).toHaveLength(0);
  });

  test("cannot be reached by a filter in an input written out or put together from variables", async () => {
    for (const query of [
      "{ governanceEvents(filter: { category: DISPUTE }) { edges { node { eventNo } } } }",
      "query ($c: EventCategory = DISPUTE) { governanceEvents(filter: { category: $c }) { edges { node { eventNo } } } }",
    ]) {
      expect((await hub().ask("hrs", { query })).codes).toContain("ARGUMENT_FORBIDDEN");
      expect(hub().calls).toHaveLength(0);
    }
  });
});

describe("a cell out of scope", () => {
  test("says so whether it holds something or not", async () => {
    const query = "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { name regNo email legalRepPhone } }";
    const { data, codes, text } = await hub().ask("fda", { query, variables: { n: beta["uscc"] } });
    expect(data.legalEntity).toEqual({ name: beta["name"], regNo: null, email: null, legalRepPhone: null });
    expect(codes).toEqual(["OUT_OF_SCOPE", "OUT_OF_SCOPE", "OUT_OF_SCOPE"]);
    for (const column of ["reg_no", "email", "legal_rep_phone"]) expect(text).not.toContain(beta[column]);
  });

  test("has no event behind an organisation, near or far, for a scope of regions", async () => {
    const query = "query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { name events { title } } }";
    for (const entity of [alpha, beta]) {
      const { text } = await hub().ask("cmc", { query, variables: { n: entity["uscc"] } });
      expect(text).not.toContain(nearDispute["title"]);
    }
  });
});

describe("a number", () => {
  test("that a caller may only see masked finds nobody", async () => {
    const query = "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }";
    for (const number of [ada["id_number"], NOBODY]) {
      const { data, codes } = await hub().ask("fdaWorkers", { query, variables: { n: number } });
      expect([data, codes, hub().calls]).toEqual([{ person: null }, ["ARGUMENT_FORBIDDEN"], []]);
    }
  });
});
