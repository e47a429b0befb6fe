// Class "wider than granted": no way of writing an operation shows a field that its plain form does not show.
import { describe, expect, test } from "vitest";
import type { Question } from "../support/ask.ts";
import type { CallerName } from "../support/callers.ts";
import { adaHealth, alphaFood } from "../support/planted/licences.ts";
import { alpha, beta, delta, gamma } from "../support/planted/organisations.ts";
import { ada, ben, cai, duo } from "../support/planted/people.ts";
import type { Row } from "../support/planted/record.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const PERSON = "query ($n: CitizenIdNumber!)";
const CONDITIONAL = "query ($n: CitizenIdNumber!, $t: Boolean! = true, $f: Boolean = false)";
const about = (row: Row) => ({ n: row["id_number"] });

/** Everything a row holds that is long enough to be told from other text. */
function valuesOf(row: Row, columns: readonly string[]): readonly string[] {
  return columns.map((column) => String(row[column])).filter((value) => value.length > 1);
}

/** The county's food supervision may see a masked name and life status of a person of its region: no birth date, no address. */
const HIDDEN_COLUMNS = [
  "name",
  "birth_date",
  "hukou_address",
  "residence_address",
  "mobile_phone",
  "id_number",
  "former_name",
];

describe("a denied field stays hidden", () => {
  const hidden = valuesOf(ada, HIDDEN_COLUMNS);
  const ways: Readonly<Record<string, string>> = {
    "behind an alias": `${PERSON} { p: person(idNumber: $n) { lifeStatus name: birthDate x: hukouAddress } }`,
    "under the alias of a granted field": `${PERSON} { person(idNumber: $n) { lifeStatus: birthDate licences: hukouAddress } }`,
    "in an inline fragment without a type": `${PERSON} { person(idNumber: $n) { lifeStatus ... { birthDate ... { hukouAddress } } } }`,
    "in nested spreads": `${PERSON} { person(idNumber: $n) { ...a } } fragment a on Person { lifeStatus ...b } fragment b on Person { ...c } fragment c on Person { birthDate hukouAddress }`,
    "in a fragment on a union": `query ($n: ServiceObjectCode!) { serviceObject(code: $n) { ...u } } fragment u on ServiceObject { ... on Person { lifeStatus birthDate hukouAddress } }`,
    "on a key that two fragments merge": `${PERSON} { person(idNumber: $n) { ...a } person(idNumber: $n) { birthDate ...b } } fragment a on Person { lifeStatus } fragment b on Person { hukouAddress }`,
    "under @include by a variable's default": `${CONDITIONAL} { person(idNumber: $n) { lifeStatus birthDate @include(if: $t) hukouAddress @skip(if: $f) } }`,
    "under two conditions": `${CONDITIONAL} { person(idNumber: $n) { lifeStatus @skip(if: $t) ... @include(if: $t) { birthDate @skip(if: $f) } } }`,
    "beside introspection": `${PERSON} { __schema { queryType { name } } person(idNumber: $n) { lifeStatus birthDate } }`,
    "under the reserved alias of an executor": `${PERSON} { person(idNumber: $n) { lifeStatus proof: birthDate p_shown: hukouAddress x_lifeStatus: formerName } }`,
    "behind the way back of a relation": `${PERSON} { person(idNumber: $n) { licences { holder { ... on Person { birthDate hukouAddress } } } positions { person { birthDate hukouAddress } entity { legalRep { birthDate hukouAddress } } } } }`,
  };

  test.each(Object.entries(ways))("%s", async (_way, query) => {
    const { data, text, codes } = await hub().ask("fda", { query, variables: about(ada) });
    expect(data).toBeDefined();
    expect(codes).toContain("FIELD_FORBIDDEN");
    for (const value of hidden) expect(text).not.toContain(value);
    for (const { call } of hub().calls) expect(call.operation.text).not.toMatch(/birthDate|hukouAddress|formerName/);
  });

  test("in a fragment that nothing uses, where the validator refuses it", async () => {
    const query = `${PERSON} { person(idNumber: $n) { lifeStatus } } fragment unused on Person { birthDate }`;
    expect((await hub().ask("fda", { query, variables: about(ada) })).codes).toContain("GRAPHQL_VALIDATION_FAILED");
    expect(hub().calls).toHaveLength(0);
  });

  test("in the other operation of a document", async () => {
    const query = `query A($n: CitizenIdNumber!) { person(idNumber: $n) { lifeStatus } } query B($n: CitizenIdNumber!) { person(idNumber: $n) { birthDate } }`;
    const a = await hub().ask("fda", { query, operationName: "A", variables: about(ada) });
    const b = await hub().ask("fda", { query, operationName: "B", variables: about(ada) });
    expect([a.data, b.data]).toEqual([{ person: { lifeStatus: "ALIVE" } }, { person: null }]);
    expect((await hub().ask("fda", { query, variables: about(ada) })).codes).toEqual(["BAD_USER_INPUT"]);
    expect(hub().calls).toHaveLength(0);
  });
});

describe("a union shows each member by its own grants", () => {
  const query = `query ($n: ServiceObjectCode!) { serviceObject(code: $n) { __typename ... on Person { name } ... on LegalEntity { name regNo } } }`;

  test("the organisation and not the person where only it is granted", async () => {
    const person = await hub().ask("nrl", { query, variables: { n: ada["id_number"] } });
    expect(person.data.serviceObject?.name ?? null).toBeNull();
    const entity = await hub().ask("nrl", { query, variables: { n: alpha["uscc"] } });
    expect(entity.data.serviceObject).toMatchObject({
      __typename: "LegalEntity",
      name: alpha["name"],
      regNo: alpha["reg_no"],
    });
  });

  test("nothing but its kind of the holder of a licence whom the caller may not see", async () => {
    const holder = `query ($n: ElectronicLicenceId!) { licence(licenceId: $n) { status holder { __typename ... on Person { name birthDate } ... on LegalEntity { name } } } }`;
    const ofPerson = await hub().ask("fda", { query: holder, variables: { n: adaHealth["licence_id"] } });
    expect(ofPerson.data.licence.holder).toEqual({ __typename: "Person", name: "安*", birthDate: null });
    const ofEntity = await hub().ask("fda", { query: holder, variables: { n: alphaFood["licence_id"] } });
    expect(ofEntity.data.licence.holder).toEqual({ __typename: "LegalEntity", name: alpha["name"] });
  });
});

describe("a relation checks the grant of what it leads to", () => {
  const legalRep = `query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { name legalRepName legalRep { __typename name lifeStatus } } }`;
  const askLegalRep = async (caller: CallerName, entity: Row) =>
    (await hub().ask(caller, { query: legalRep, variables: { n: entity["uscc"] } })).data.legalEntity;

  test("from a near organisation to a far person", async () => {
    expect(await askLegalRep("fda", alpha)).toMatchObject({ legalRep: { __typename: "Person", name: "安*" } });
    expect(await askLegalRep("fda", gamma)).toMatchObject({ legalRepName: "杜远行", legalRep: null });
  });

  test("from a far organisation to a near person", async () => {
    expect(await askLegalRep("fda", delta)).toEqual({ name: delta["name"], legalRepName: null, legalRep: null });
  });

  test("to a person whom a lookup-only grant shows by number alone", async () => {
    expect(await askLegalRep("aic", alpha)).toMatchObject({ legalRepName: "安雅秀", legalRep: null });
  });

  test("from a near person to posts and shares in the region alone", async () => {
    const query = `${PERSON} { person(idNumber: $n) { positions { position entity { name } } } }`;
    const { data } = await hub().ask("fda", { query, variables: about(ada) });
    expect(data.person.positions).toEqual([{ position: "EXECUTIVE_DIRECTOR", entity: { name: alpha["name"] } }]);
  });

  test("through five relations and back", async () => {
    const query = `query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { shareholders { holderPerson { name positions { entity { legalRep { name birthDate } } } } } } }`;
    const { text } = await hub().ask("fda", { query, variables: { n: beta["uscc"] } });
    for (const value of [ada["name"], duo["name"], ada["birth_date"], duo["birth_date"]])
      expect(text).not.toContain(value);
  });

  test("to a child, who is found by itself and by nobody else", async () => {
    const query = `${PERSON} { person(idNumber: $n) { __typename name guardian { name } } }`;
    for (const caller of ["psd", "hrs", "cmc", "fda"] as const) {
      expect((await hub().ask(caller, { query, variables: about(cai) })).data).toEqual({ person: null });
    }
    const own = await hub().ask("childCitizen", { query, variables: about(cai) });
    expect(own.data.person).toMatchObject({ __typename: "Person", name: cai["name"], guardian: null });
  });

  test("from a parent to the child and to its place in the household", async () => {
    const query = `${PERSON} { person(idNumber: $n) { spouse { name } household { members { personId joinDate person { name } } } } }`;
    const { data, text } = await hub().ask("psd", { query, variables: about(ada) });
    expect(data.person.spouse).toEqual({ name: ben["name"] });
    expect(data.person.household.members).toHaveLength(2);
    expect(text).not.toContain(cai["person_id"]);
  });
});

describe("the registers' own entries", () => {
  const questions: Readonly<Record<string, Question>> = {
    _entities: {
      query: "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }",
      variables: { representations: [{ __typename: "Person", personId: ada["person_id"] }] },
    },
    _service: { query: "{ _service { sdl } }" },
  };

  test.each(Object.entries(questions))("%s is not in the graph", async (_name, question) => {
    const { codes, text } = await hub().ask("psd", question);
    expect(new Set(codes)).toEqual(new Set(["GRAPHQL_VALIDATION_FAILED"]));
    expect(text).not.toContain("type Person");
    expect(hub().calls).toHaveLength(0);
  });

  test("a variable called representations is the caller's own and changes no entity fetch", async () => {
    const query = `query ($representations: LegalEntityFilter) { legalEntities(first: 1, filter: $representations) { edges { node { name licences { status } } } } }`;
    const reply = await hub().ask("psd", { query, variables: { representations: { status: "ACTIVE" } } });
    expect(reply.data.legalEntities.edges[0].node).toEqual({ name: alpha["name"], licences: [{ status: "VALID" }] });
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "a variable called %s has no value of its own",
    async (name) => {
      const query = `query ($${name}: LegalEntityFilter) { legalEntities(first: 1, filter: $${name}) { edges { node { name } } } }`;
      const reply = await hub().ask("psd", { query });
      expect([reply.codes, reply.data]).toEqual([
        [],
        { legalEntities: { edges: [{ node: { name: alpha["name"] } }] } },
      ]);
    },
  );
});
