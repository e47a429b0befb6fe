// Class "too much": what would slow the hub down for everybody is refused before it is planned, and says which bound it broke.
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { post, type Question } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada, ben } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub({ limits: { requestDeadlineMs: 1_500 } });

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");
/** Each fragment opens the next one twice. */
const doubling = (levels: number, step: (next: string) => string, last: string) =>
  repeat(
    levels,
    (index) => `fragment G${index} on Department { ${index < levels - 1 ? step(`...G${index + 1}`) : last} }`,
  );

const TOO_MUCH: Readonly<Record<string, [string, string]>> = {
  "300 root fields": [`{ ${repeat(300, (i) => `a${i}: departments(first: 1) { code }`)} }`, "rootFields"],
  "300 root fields behind a spread": [
    `{ ...F } fragment F on Query { ${repeat(300, (i) => `a${i}: departments(first: 1) { code }`)} }`,
    "rootFields",
  ],
  "300 root fields in an inline fragment": [
    `{ ... { ${repeat(300, (i) => `a${i}: departments(first: 1) { code }`)} } }`,
    "rootFields",
  ],
  "17 levels": [`{ departments { ${"successors { ".repeat(16)} code ${"} ".repeat(16)} } }`, "depth"],
  "a fragment bomb": [
    `{ departments { ...G0 } } ${doubling(12, (next) => `a: successors { ${next} } b: successors { ${next} }`, "code")}`,
    "selections",
  ],
  "700 repeats of one field": [`{ ${repeat(700, () => "departments { code }")} }`, "repeated keys"],
  "repeats hidden in inline fragments": [`{ ${repeat(300, () => "... { departments { code } }")} }`, "repeated keys"],
  "101 fragments": [
    `{ departments { ${repeat(101, (i) => `...F${i}`)} } } ${repeat(101, (i) => `fragment F${i} on Department { code }`)}`,
    "fragments",
  ],
  "1,000 nested inline fragments": [
    `{ ${"... { ".repeat(1_000)} departments { code } ${"} ".repeat(1_000)} }`,
    "nested selections",
  ],
  "lists times lists": [
    `{ legalEntities(first: 100) { edges { node { keyPersons(first: 200) { entity { shareholders(first: 200) { entity { keyPersons(first: 200) { position } } } } } } } } }`,
    "lists",
  ],
  "seven conditions": [
    `query (${repeat(7, (i) => `$c${i}: Boolean!`)}) { departments(first: 1) { code ${repeat(7, (i) => `... @skip(if: $c${i}) { name }`)} } }`,
    "conditions",
  ],
};

describe("an operation is refused that has", () => {
  test.each(Object.entries(TOO_MUCH))("%s", async (_name, [query, field]) => {
    const variables = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`c${index}`, false]));
    const startedAt = performance.now();
    const reply = await hub().ask("psd", { query, ...(query.startsWith("query") ? { variables } : {}) });
    expect(reply.errors.map(({ extensions }) => [extensions.code, extensions["field"]])).toEqual([
      ["LIMIT_EXCEEDED", field],
    ]);
    expect(hub().calls).toHaveLength(0);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test.each([
    [
      "circular fragments",
      "{ departments { ...A } } fragment A on Department { successors { ...B } } fragment B on Department { successors { ...A } }",
    ],
    ["a directive 2,000 times", `{ departments(first: 1) { code ${"@skip(if: false) ".repeat(2_000)} } }`],
    [
      "a fragment that opens itself twice, 24 times over",
      `{ departments { ...G0 } } ${doubling(24, (next) => `${next} ${next}`, "code")}`,
    ],
    ["more tokens than an operation may", `{ ${repeat(3_000, (i) => `a${i}: departments(first: 1) { code }`)} }`],
    ["aliases in introspection", `{ __schema { types { ${repeat(300, (i) => `f${i}: fields { name }`)} } } }`],
    ["the schema ninety times", `{ ${repeat(90, (i) => `s${i}: __schema { types { name } }`)} }`],
    [
      "introspection that goes round",
      "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
    ],
    ["a subscription", "subscription { departments { code } }"],
    ["a mutation, where there is none", "mutation { departments { code } }"],
    ["an alias in the reserved name space", "{ departments(first: 1) { __typename2: code __x: name } }"],
  ])("%s", async (_name, query) => {
    const startedAt = performance.now();
    const reply = await hub().ask("psd", { query });
    const allowed = ["LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT"];
    expect(reply.data).toBeUndefined();
    expect(reply.codes.filter((code) => !allowed.includes(code))).toEqual([]);
    expect(hub().calls).toHaveLength(0);
    expect(reply.text.length).toBeLessThan(2_000);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test.each([-1, 0, 201, 2_147_483_647])("a child list of %i", async (first) => {
    for (const question of [
      {
        query: `query ($n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { name keyPersons(first: ${first}) { position } } }`,
        variables: { n: alpha["uscc"] },
      },
      {
        query:
          "query ($n: UnifiedSocialCreditCode!, $f: Int) { legalEntity(uscc: $n) { name keyPersons(first: $f) { position } } }",
        variables: { n: alpha["uscc"], f: first },
      },
    ]) {
      const { data, codes } = await hub().ask("psd", question);
      expect([data.legalEntity.keyPersons, codes]).toEqual([null, ["BAD_USER_INPUT"]]);
    }
  });
});

describe("a batch ceiling of one", () => {
  const [a, b] = [ada["id_number"], ben["id_number"]];
  const types = "$a: CitizenIdNumber!, $b: CitizenIdNumber!";
  const ways: Readonly<Record<string, Question>> = {
    "a list in a variable": {
      query: "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { name } }",
      variables: { l: [a, b] },
    },
    "a list written out": { query: `query (${types}) { persons(idNumbers: [$a, $b]) { name } }`, variables: { a, b } },
    "two fields": {
      query: `query (${types}) { x: person(idNumber: $a) { name } y: person(idNumber: $b) { name } }`,
      variables: { a, b },
    },
    "two fields behind spreads": {
      query: `query (${types}) { ...X ...Y } fragment X on Query { x: person(idNumber: $a) { name } } fragment Y on Query { y: person(idNumber: $b) { name } }`,
      variables: { a, b },
    },
    "a service object beside a person": {
      query:
        "query ($a: CitizenIdNumber!, $c: ServiceObjectCode!) { person(idNumber: $a) { name } serviceObject(code: $c) { ... on Person { name } } }",
      variables: { a, c: b },
    },
  };

  test.each(Object.entries(ways))("is not passed by %s", async (_name, question) => {
    const reply = await hub().ask("psd", question);
    expect([reply.codes, reply.data ?? null, hub().calls]).toEqual([["LIMIT_EXCEEDED"], null, []]);
  });

  test("holds a hundred for a department without one, and not one more", async () => {
    const numbers = Array.from({ length: 101 }, (_, index) => citizenIdOf("1970-01-01", index + 1));
    const query = "query ($l: [CitizenIdNumber!]!) { persons(idNumbers: $l) { name } }";
    expect((await hub().ask("hrs", { query, variables: { l: numbers.slice(1) } })).data.persons).toHaveLength(100);
    expect((await hub().ask("hrs", { query, variables: { l: numbers } })).codes).toEqual(["LIMIT_EXCEEDED"]);
  });
});

describe("the door", () => {
  const body = JSON.stringify({ query: "{ departments(first: 1) { code } }" });
  const send = async (headers: Readonly<Record<string, string>>, sent: string | Uint8Array = body) =>
    post(hub().graphqlUrl, { ...(await hub().headersOf(CALLERS.hrs)), ...headers }, sent);

  test.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])("takes no %s", async (method) => {
    const { authorization = "", ...rest } = await hub().headersOf(CALLERS.hrs);
    const url = `${hub().graphqlUrl}?query=%7Bdepartments%7Bcode%7D%7D&operationName=`;
    const response = await fetch(url, { method, headers: { authorization, "x-purpose": rest["x-purpose"] ?? "" } });
    expect([response.status, response.headers.get("allow"), await response.text()]).toEqual([405, "POST", ""]);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
    "",
    "application/jsonp",
    "text/json",
  ])("takes no body of type %s", async (type) => {
    expect((await send({ "content-type": type })).status).toBe(415);
  });

  test("takes no compressed body and none over its bound", async () => {
    expect((await send({ "content-encoding": "gzip" }, gzipSync(body))).status).toBe(415);
    expect((await send({}, JSON.stringify({ query: "{a}", variables: { x: "x".repeat(300_000) } }))).status).toBe(413);
  });

  test.each([
    ["a batch", [JSON.parse(body), JSON.parse(body)], "body"],
    ["an empty operation name", { ...JSON.parse(body), operationName: "" }, "operationName"],
    ["an operation name that is no text", { ...JSON.parse(body), operationName: 1 }, "operationName"],
    [
      "a persisted query",
      { extensions: { persistedQuery: { version: 1, sha256Hash: "a" } }, ...JSON.parse(body) },
      "extensions.persistedQuery",
    ],
    ["a persisted query without text", { extensions: { persistedQuery: { version: 1, sha256Hash: "a" } } }, "query"],
    ["variables that are a list", { ...JSON.parse(body), variables: [1] }, "variables"],
    ["variables that are text", { ...JSON.parse(body), variables: "{}" }, "variables"],
    ["no operation", {}, "query"],
    ["an operation that is no text", { query: {} }, "query"],
    ["nothing", null, "body"],
  ])("takes no %s", async (_what, sent, field) => {
    const reply = await send({}, JSON.stringify(sent));
    expect(reply.errors.map(({ extensions }) => [extensions.code, extensions["field"]])).toEqual([
      ["BAD_USER_INPUT", field],
    ]);
    expect(hub().calls).toHaveLength(0);
  });

  test("takes no JSON that is none, and no callers that take none", async () => {
    expect((await send({}, '{"query":')).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await send({}, "[".repeat(100_000))).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await send({ accept: "text/html" })).status).toBe(406);
    expect((await send({ accept: "application/graphql-response+json" })).status).toBe(200);
  });

  test("sends a slow sender away when its time is up", async () => {
    const headers = { ...(await hub().headersOf(CALLERS.hrs)), "content-length": "1000" };
    const startedAt = performance.now();
    const status = await new Promise((resolve, reject) => {
      const sending = request(hub().graphqlUrl, { method: "POST", headers }, (response) =>
        resolve(response.statusCode),
      );
      sending.on("error", reject).write("{");
    });
    expect(status).toBe(408);
    expect(performance.now() - startedAt).toBeLessThan(6_000);
  });
});
