import { expect, test } from "vitest";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

test("a caller learns who it is and what it may ask for, and no register is called", async () => {
  const reply = await hub().ask("aic", {
    query: "{ caller { clientId department region officerId purposes { code } } }",
  });
  expect(reply.codes).toEqual([]);
  expect(reply.data.caller).toMatchObject({
    clientId: "aic-registration",
    department: "AIC",
    region: "620000",
    officerId: "aic-officer-1",
  });
  expect(reply.data.caller.purposes).toContainEqual({ code: "ENTITY_REGISTRATION" });
  expect(reply.data.caller.purposes).not.toContainEqual({ code: "PENSION_CHECK" });
  expect(hub().registersCalled).toEqual([]);
});

test("what the gateway answers stands beside what registers answer, under the caller's own keys and in its order", async () => {
  const query = `query ($code: ServiceObjectCode!, $no: Boolean!) {
    first: caller { department }
    serviceObject(code: $code) { __typename ... on Person { personId } }
    ...More
    left: caller @skip(if: $no) { region }
  }
  fragment More on Query { last: caller { ...Who } caller { region } }
  fragment Who on Caller { __typename clientId }`;
  const reply = await hub().ask("psd", { query, variables: { code: ada["id_number"], no: true } });
  expect(reply.codes).toEqual([]);
  expect(Object.keys(reply.data)).toEqual(["first", "serviceObject", "last", "caller"]);
  expect(reply.data).toMatchObject({
    first: { department: "PSD" },
    serviceObject: { __typename: "Person" },
    last: { __typename: "Caller", clientId: "psd-investigation" },
    caller: { region: "620000" },
  });
});

test("introspection shows it to everybody", async () => {
  const reply = await hub().ask("sta", { query: '{ __type(name: "Query") { fields { name } } }' });
  expect(reply.data.__type.fields).toContainEqual({ name: "caller" });
});
