import { expect, test } from "vitest";
import { post } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const EVENTS = { query: "{ controlEvents { eventNo action before after hash } }" };

test("a department's system governs nothing", async () => {
  const headers = await hub().headersOf({ clientId: CALLERS.hrs.clientId });
  const reply = await post(`${hub().url}/admin/graphql`, headers, JSON.stringify(EVENTS));
  expect(reply.codes).toEqual(["ROLE_REQUIRED"]);
  expect(reply.data).toBeNull();
});

test("an officer who only asks for data governs nothing", async () => {
  const headers = await hub().headersOf(CALLERS.hrs);
  expect((await post(`${hub().url}/admin/graphql`, headers, JSON.stringify(EVENTS))).codes).toEqual(["ROLE_REQUIRED"]);
});

test("without a token the control plane says nothing", async () => {
  const reply = await post(
    `${hub().url}/admin/graphql`,
    { "content-type": "application/json" },
    JSON.stringify({ query: "{ __schema { queryType { name } } }" }),
  );
  expect(reply.status).toBe(401);
  expect(reply.codes).toEqual(["UNAUTHENTICATED"]);
});

test("GET, forms and batches are refused as on the data plane", async () => {
  const headers = await hub().headersOf({ clientId: "gso-console", officerId: "gso-admin-1" });
  const url = `${hub().url}/admin/graphql`;
  expect((await fetch(url, { headers })).status).toBe(405);
  const form = { ...headers, "content-type": "application/x-www-form-urlencoded" };
  expect((await fetch(url, { method: "POST", headers: form, body: "query={__typename}" })).status).toBe(415);
  expect((await post(url, headers, JSON.stringify([EVENTS]))).codes).toEqual(["BAD_USER_INPUT"]);
});

test("a request does one act, and no fragment hides another", async () => {
  const twice = await hub().govern("gso-admin-1", { query: "mutation { a: __typename b: __typename }" });
  expect(twice.codes).toEqual(["BAD_USER_INPUT"]);
  const hidden = await hub().govern("gso-admin-1", { query: "mutation { ... { __typename } }" });
  expect(hidden.codes).toEqual(["BAD_USER_INPUT"]);
});

test("a question of a thousand aliases is refused before anything is read", async () => {
  const many = Array.from({ length: 200 }, (_, index) => `e${index}: controlEvents { eventNo }`).join(" ");
  expect((await hub().govern("gso-auditor-1", { query: `{ ${many} }` })).codes).toEqual(["LIMIT_EXCEEDED"]);
  const spread = `query { ...F } fragment F on Query { ${many} }`;
  expect((await hub().govern("gso-auditor-1", { query: spread })).codes).toEqual(["LIMIT_EXCEEDED"]);
});

test("the two planes share no field", async () => {
  expect((await hub().ask("hrs", EVENTS)).codes).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  const register = { query: "{ licenceTypes { typeCode } }" };
  expect((await hub().govern("gso-admin-1", register)).codes).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
});
