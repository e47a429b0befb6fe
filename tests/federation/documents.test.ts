import { describe, expect, test } from "vitest";
import type { CallerName } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

describe("a document with several operations", () => {
  const query = `query Name($number: CitizenIdNumber!) { person(idNumber: $number) { name } }
    query Sex($number: CitizenIdNumber!) { person(idNumber: $number) { sex } }
    query Secret($number: CitizenIdNumber!) { person(idNumber: $number) { hukouAddress } }`;
  const variables = { number: ada["id_number"] };
  const run = (operationName?: string) =>
    hub().ask("hrs", { query, variables, ...(operationName === undefined ? {} : { operationName }) });

  test("runs the one that is named, and decides on it alone", async () => {
    const name = await run("Name");
    expect([name.data, name.codes]).toEqual([{ person: { name: "安雅秀" } }, []]);
    expect((await run("Sex")).data).toEqual({ person: { sex: "MALE" } });
    const secret = await run("Secret");
    expect([secret.data, secret.codes]).toEqual([{ person: null }, ["FIELD_FORBIDDEN"]]);
    const [record] = await hub().records(name.requestId);
    expect(record).toMatchObject({ operationName: "Name", verdicts: { "Person.name": "FULL" } });
  });

  test.each([undefined, "Nobody", ""])("runs none when none is named, case %#", async (operationName) => {
    const { codes, data } = await run(operationName);
    expect([codes, data ?? null]).toEqual([["BAD_USER_INPUT"], null]);
    expect(hub().calls).toEqual([]);
  });
});

describe("introspection", () => {
  const TYPES = "{ __schema { types { name } } }";
  const FIELDS = "query ($type: String!) { __type(name: $type) { fields { name } } }";

  const typesOf = async (name: CallerName) => {
    const { data } = await hub().ask(name, { query: TYPES });
    return data.__schema.types.map((type: { name: string }) => type.name) as readonly string[];
  };
  const fieldsOf = async (name: CallerName, type: string) => {
    const { data } = await hub().ask(name, { query: FIELDS, variables: { type } });
    return data.__type?.fields.map((field: { name: string }) => field.name) ?? null;
  };

  test("shows each caller the fields it may read and no other name", async () => {
    const hrs = await fieldsOf("hrs", "Person");
    expect(hrs).toEqual(expect.arrayContaining(["name", "idNumber", "socialInsuranceNo"]));
    for (const hidden of ["hukouAddress", "events", "photo", "birthCertNo", "household"]) {
      expect(hrs).not.toContain(hidden);
    }
    expect(await fieldsOf("citizen", "Person")).toEqual(expect.arrayContaining(["hukouAddress", "photo"]));
    const fda = await fieldsOf("fda", "Person");
    expect(fda.sort()).toEqual(["licences", "lifeStatus", "mobilePhone", "name", "positions"]);
  });

  test("shows statistics the open registers and no people", async () => {
    const types = await typesOf("sta");
    expect(types).toEqual(expect.arrayContaining(["LegalEntity", "Inspection", "Penalty", "Grid"]));
    for (const hidden of ["Person", "Household", "Licence", "GovernanceEvent", "MaritalStatus"]) {
      expect(types).not.toContain(hidden);
    }
    expect(await fieldsOf("sta", "Person")).toBeNull();
    expect(await fieldsOf("sta", "Query")).not.toContain("person");
  });

  test("calls no register and leaves a record", async () => {
    const { requestId } = await hub().ask("hrs", { query: TYPES });
    expect(hub().calls).toEqual([]);
    const [record] = await hub().records(requestId);
    expect(record).toMatchObject({ outcome: "OK", subjects: [], rowCounts: {} });
  });

  test("goes together with data in one operation", async () => {
    const query = `query ($number: CitizenIdNumber!) {
      __type(name: "Household") { name } person(idNumber: $number) { __typename name }
    }`;
    const { data } = await hub().ask("hrs", { query, variables: { number: ada["id_number"] } });
    expect(data).toEqual({ __type: null, person: { __typename: "Person", name: "安雅秀" } });
  });
});
