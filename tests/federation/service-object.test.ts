import { describe, expect, test } from "vitest";
import type { CallerName } from "../support/callers.ts";
import { citizenIdOf, creditCodeOf } from "../support/planted/numbers.ts";
import { alpha, omega } from "../support/planted/organisations.ts";
import { ada, duo, eve, lao } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const QUERY = `query ($code: ServiceObjectCode!, $kind: SubjectType) {
  serviceObject(code: $code, subjectType: $kind) {
    __typename
    ... on Person { personId name lifeStatus deathDate }
    ... on LegalEntity { name status cancelledDate }
  }
}`;

/** Passes the check of an ID number and that of a credit code. */
const AMBIGUOUS = "629901198502280440";
const UNKNOWN = citizenIdOf("1980-01-01", 999);
/** A valid number that ends in X. */
const ENDS_IN_X = Array.from({ length: 100 }, (_, order) => citizenIdOf("1981-01-01", order + 1)).find((number) =>
  number.endsWith("X"),
);

const find = (code: unknown, kind?: string, name: CallerName = "hrs") =>
  hub().ask(name, { query: QUERY, variables: { code, ...(kind === undefined ? {} : { kind }) } });

const fullWidth = (text: string) => text.replace(/[0-9A-Z]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0));

describe("a service object code", () => {
  const number = String(ada["id_number"]);
  const old = String(lao["id_number"]);
  const uscc = String(alpha["uscc"]);

  test.each([
    ["as it is issued", number, ada["name"]],
    ["in full-width digits", fullWidth(number), ada["name"]],
    ["with spaces", ` ${number.slice(0, 6)} ${number.slice(6, 14)}　${number.slice(14)} `, ada["name"]],
    ["of the old fifteen digits", old.slice(0, 6) + old.slice(8, 17), lao["name"]],
    ["of an organisation", uscc, alpha["name"]],
    ["of an organisation in lower case", uscc.toLowerCase(), alpha["name"]],
    ["of an organisation in full width", fullWidth(uscc), alpha["name"]],
  ])("is understood %s", async (_form, code, name) => {
    const { data, codes } = await find(code);
    expect(codes).toEqual([]);
    expect(data.serviceObject.name).toBe(name);
  });

  test("is understood with a lower-case x", async () => {
    const asked = async (code: string | undefined) => {
      await find(code);
      return hub().calls.map(({ call }) => call.variables);
    };
    const upper = await asked(ENDS_IN_X);
    expect(JSON.stringify(upper)).toContain(ENDS_IN_X);
    expect(await asked(ENDS_IN_X?.toLowerCase())).toEqual(upper);
  });

  test("is answered by the register of its kind alone", async () => {
    await find(number);
    expect(hub().registersCalled).toEqual(["population"]);
    await find(uscc);
    expect(hub().registersCalled).toEqual(["legal-entities"]);
  });

  test("that passes both checks is a person's", async () => {
    const { data, codes } = await find(AMBIGUOUS);
    expect([data, codes]).toEqual([{ serviceObject: null }, []]);
    expect(hub().registersCalled).toEqual(["population"]);
  });

  test("that passes both checks is what the caller says it is", async () => {
    expect((await find(AMBIGUOUS, "ENTITY")).codes).toEqual([]);
    expect(hub().registersCalled).toEqual(["legal-entities"]);
    expect((await find(AMBIGUOUS, "PERSON")).codes).toEqual([]);
    expect(hub().registersCalled).toEqual(["population"]);
  });

  test.each([
    ["PERSON", uscc],
    ["ENTITY", number],
  ])("that is not the %s it is said to be is refused", async (kind, code) => {
    const { codes, errors, text } = await find(code, kind);
    expect(codes).toEqual(["BAD_NUMBER"]);
    expect(errors[0]?.extensions).toMatchObject({ field: "code", rule: expect.any(String) });
    expect(text).not.toContain(code);
    expect(hub().calls).toEqual([]);
  });
});

describe("a bad number", () => {
  test.each([
    ["629901198502281231", "CHECK_DIGIT"],
    ["62990119850228123", "LENGTH"],
    ["6299011985022812320", "LENGTH"],
    ["629901198502291238", "BIRTHDATE"],
    ["629901190013010013", "BIRTHDATE"],
    ["629901850229123", "BIRTHDATE"],
    ["629901209912310017", "BIRTH_IN_FUTURE"],
    ["629901179912310012", "BIRTH_TOO_OLD"],
    ["629901198502280002", "SEQUENCE_000"],
    ["6299011985022812X2", "CHARSET"],
    ["6299011985022812①2", "CHARSET"],
    ["62990119850228123٢", "CHARSET"],
    ["", "LENGTH"],
  ])("of a person, case %#, names the field and the rule %$", async (idNumber, rule) => {
    const query = "query ($idNumber: CitizenIdNumber!) { person(idNumber: $idNumber) { name } }";
    await expectBadNumber(query, { idNumber }, "idNumber", rule);
  });

  test.each([
    ["91629901YY000001XY", "CHECK_DIGIT"],
    ["91629901YY000001X", "LENGTH"],
    ["91629901IY000001XX", "CHARSET"],
    ["94629901YY000001XL", "CATEGORY"],
    ["B1629901YY000001XU", "DEPT"],
    ["9162A901YY000001XA", "REGION"],
  ])("of an organisation, case %#, names the field and the rule %$", async (uscc, rule) => {
    const query = "query ($uscc: UnifiedSocialCreditCode!) { legalEntity(uscc: $uscc) { name } }";
    await expectBadNumber(query, { uscc }, "uscc", rule);
  });

  test.each([
    ["629901198502281231", "CHECK_DIGIT"],
    ["629901198502291238", "BIRTHDATE"],
    ["91629901YY000001XY", "CHECK_DIGIT"],
    ["91629901OY000001XX", "CHARSET"],
    ["12", "LENGTH"],
  ])("of a service object, case %#, names the field and the rule %$", async (code, rule) => {
    await expectBadNumber(QUERY, { code }, "code", rule);
  });

  test("in a list is named by its place", async () => {
    const query = "query ($numbers: [CitizenIdNumber!]!) { persons(idNumbers: $numbers) { name } }";
    const numbers = [ada["id_number"], "629901198502281231"];
    await expectBadNumber(query, { numbers }, "numbers.1", "CHECK_DIGIT");
  });

  test.each([null, 629901198502281, {}, [], true])("that is no text, case %#, is refused", async (code) => {
    const { codes, data } = await find(code);
    expect([codes, data ?? null]).toEqual([["BAD_USER_INPUT"], null]);
    expect(hub().calls).toEqual([]);
  });

  async function expectBadNumber(query: string, variables: Record<string, unknown>, field: string, rule: string) {
    const { codes, errors, data, text } = await hub().ask("hrs", { query, variables });
    expect(codes).toEqual(["BAD_NUMBER"]);
    expect(errors[0]?.extensions).toMatchObject({ field, rule, zh: expect.any(String), en: expect.any(String) });
    expect(data ?? null).toBeNull();
    expect(text).not.toMatch(/\d{12}/);
    expect(hub().calls).toEqual([]);
  }
});

describe("a number written into the text", () => {
  test.each([
    `{ serviceObject(code: "${ada["id_number"]}") { __typename } }`,
    `{ person(idNumber: "${ada["id_number"]}") { name } }`,
    `{ persons(idNumbers: ["${ada["id_number"]}"]) { name } }`,
    `{ legalEntity(uscc: "${alpha["uscc"]}") { name } }`,
    `query ($n: CitizenIdNumber = "${ada["id_number"]}") { persons(idNumbers: [$n]) { name } }`,
  ])("is refused and not repeated, case %#", async (query) => {
    const { codes, data, text } = await hub().ask("hrs", { query });
    expect(codes[0]).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    expect(data ?? null).toBeNull();
    expect(text).not.toContain(String(ada["id_number"]));
    expect(hub().calls).toEqual([]);
  });
});

describe("what a code finds", () => {
  test("is nothing for an unknown number, without an error", async () => {
    for (const code of [UNKNOWN, creditCodeOf(999)]) {
      const { data, errors, status } = await find(code);
      expect([data, errors, status]).toEqual([{ serviceObject: null }, [], 200]);
    }
  });

  test("may be somebody who died", async () => {
    const { data } = await find(eve["id_number"]);
    expect(data.serviceObject).toMatchObject({ lifeStatus: "DECEASED", deathDate: "2016-05-06" });
  });

  test("may be an organisation that was cancelled", async () => {
    const { data } = await find(omega["uscc"]);
    expect(data.serviceObject).toMatchObject({ status: "CANCELLED", cancelledDate: "2016-06-06" });
  });

  test("is the same by every entrance", async () => {
    const query = `query ($code: ServiceObjectCode!, $number: CitizenIdNumber!, $numbers: [CitizenIdNumber!]!) {
      serviceObject(code: $code) { ...Who } person(idNumber: $number) { ...Who } persons(idNumbers: $numbers) { ...Who }
    }
    fragment Who on Person { personId name hukouRegion { code name } }`;
    const number = duo["id_number"];
    const { data } = await hub().ask("hrs", { query, variables: { code: number, number, numbers: [number] } });
    expect(data.serviceObject).toMatchObject({ personId: duo["person_id"], name: "杜远行" });
    expect(data.person).toEqual(data.serviceObject);
    expect(data.persons).toEqual([data.serviceObject]);
  });
});
