// Class "leaks on the side": errors, headers, logs, metrics and spans say nothing about people or about the inside.
import { describe, expect, test } from "vitest";
import type { CallerName } from "../support/callers.ts";
import { alpha } from "../support/planted/organisations.ts";
import { ada, PEOPLE } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { recordSpans } from "../support/recorded-spans.ts";

const hub = usePlantedHub();
const spans = recordSpans();

/** Not a long fraction, of which the metrics have many. */
const ID_NUMBER = /(?<![\d.])\d{17}[\dXx]/;
/** Words of ours and of the libraries below that no caller needs. */
const INSIDE =
  /population|legal-entities|e-licences|supervision\b|governance-events|subgraph|postgres|select |SELECT|at .*\.ts|node_modules|127\.0\.0\.1|_entities|Did you mean|stack/;

const NUMBER = String(ada["id_number"]);
const WRONG_NUMBER = `${NUMBER.slice(0, 17)}${NUMBER.endsWith("1") ? "2" : "1"}`;

const BAD: readonly [string, string, Readonly<Record<string, unknown>>][] = [
  ["a syntax error", `{ person(idNumber: "${NUMBER}" `, {}],
  ["a field that is none", "{ persn { nam } }", {}],
  [
    "a field close to a hidden one",
    "query ($n: CitizenIdNumber!) { person(idNumber: $n) { hukouAdress birthCertNumber } }",
    { n: NUMBER },
  ],
  ["a number written into the text", `{ person(idNumber: "${NUMBER}") { name } }`, {}],
  ["a number where a count belongs", `{ legalEntities(first: ${NUMBER.slice(0, 17)}1) { edges { cursor } } }`, {}],
  ["a number where a word belongs", `{ legalEntities(filter: { status: "${NUMBER}" }) { edges { cursor } } }`, {}],
  ["a number where a condition belongs", `{ departments(first: 1) { code @skip(if: "${NUMBER}") } }`, {}],
  ["an enum value that is none", "{ legalEntities(filter: { status: ACTIV }) { edges { cursor } } }", {}],
  ["a wrong check digit", "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }", { n: WRONG_NUMBER }],
  [
    "a number in a list",
    "query ($n: [CitizenIdNumber!]!) { persons(idNumbers: $n) { name } }",
    { n: [NUMBER, WRONG_NUMBER, 5] },
  ],
  [
    "a variable of another kind",
    "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }",
    { n: { secret: NUMBER } },
  ],
  [
    "a filter that is none",
    "query ($f: LegalEntityFilter) { legalEntities(filter: $f) { edges { cursor } } }",
    { f: { regio: NUMBER, status: NUMBER } },
  ],
  ["a missing variable", "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }", {}],
  [
    "a day that is none",
    "query ($d: Date, $n: UnifiedSocialCreditCode!) { legalEntity(uscc: $n) { licences { effectiveStatus(asOf: $d) } } }",
    { d: NUMBER, n: alpha["uscc"] },
  ],
  ["an unknown operation", "query A { departments(first: 1) { code } } query B { departments(first: 1) { code } }", {}],
  ["a cursor that is none", "query ($a: String) { legalEntities(after: $a) { edges { cursor } } }", { a: NUMBER }],
  ["nested lists where a number belongs", `{ departments(first: [[[${NUMBER.slice(0, 17)}1]]]) { code } }`, {}],
];

describe("an error", () => {
  test.each(BAD)("about %s repeats no value and names nothing inside", async (_what, query, variables) => {
    const { errors, text, data } = await hub().ask("fda", { query, variables });
    expect(errors.length).toBeGreaterThan(0);
    expect(text).not.toMatch(ID_NUMBER);
    expect(text).not.toMatch(INSIDE);
    for (const { extensions } of errors) {
      expect(Object.keys(extensions).filter((key) => !["code", "zh", "en", "field", "rule"].includes(key))).toEqual([]);
      expect(extensions.code).not.toBe("INTERNAL_SERVER_ERROR");
    }
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  });

  test("about a wrong number names the variable and the rule, and no register is called", async () => {
    const query = "query ($who: CitizenIdNumber!) { person(idNumber: $who) { name } }";
    const { errors } = await hub().ask("psd", { query, variables: { who: WRONG_NUMBER } });
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_NUMBER", field: "who", rule: "CHECK_DIGIT" });
    expect(hub().calls).toHaveLength(0);
  });
});

describe("introspection", () => {
  const query =
    "{ __schema { types { name fields { name args { name } } inputFields { name } enumValues { name } possibleTypes { name } } } departments(first: 1) { code } }";
  const namesFor = async (caller: CallerName) => (await hub().ask(caller, { query })).text;

  test("names nothing that the caller may not see, beside data too", async () => {
    const text = await namesFor("hrsPension");
    for (const hidden of [
      "hukouAddress",
      "birthDate",
      "GovernanceEvent",
      "Household",
      "regNo",
      "legalRep",
      "events",
      "MaritalStatus",
      "_Any",
      "_Service",
    ]) {
      expect(text).not.toMatch(new RegExp(`"${hidden}"`));
    }
    expect(text).toContain('"departments":[');
  });

  test("differs by department, whoever asked before", async () => {
    const [psd, fda, again] = [await namesFor("psd"), await namesFor("fda"), await namesFor("psd")];
    expect(psd).toContain('"hukouAddress"');
    expect(fda).not.toContain('"hukouAddress"');
    expect(again).toBe(psd);
  });

  test("answers null for a hidden type as for one that does not exist", async () => {
    const { data } = await hub().ask("hrsPension", {
      query: '{ a: __type(name: "Household") { name } b: __type(name: "Nothing") { name } }',
    });
    expect(data).toEqual({ a: null, b: null });
  });
});

describe("headers", () => {
  test("forbid keeping, framing, guessing and reading from elsewhere, on every path", async () => {
    const paths = [
      "/graphql",
      "/healthz",
      "/readyz",
      "/metrics",
      "/oauth/token",
      "/.well-known/jwks.json",
      "/nothing",
      "/admin/graphql",
    ];
    for (const path of paths) {
      const response = await fetch(`${hub().url}${path}`, { headers: { origin: "https://evil.example" } });
      expect(response.headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(response.headers.get("x-frame-options"), path).toBe("DENY");
      expect(response.headers.get("content-security-policy"), path).toContain("default-src 'none'");
      expect(response.headers.get("access-control-allow-origin"), path).toBeNull();
      expect(response.headers.get("set-cookie"), path).toBeNull();
      expect(response.headers.get("x-powered-by"), path).toBeNull();
      expect(await response.text(), path).not.toMatch(/<html/i);
    }
  });

  test("of an answer leave no trace of it on the way", async () => {
    const { headers } = await hub().ask("psd", {
      query: "query ($n: CitizenIdNumber!) { person(idNumber: $n) { name } }",
      variables: { n: NUMBER },
    });
    expect(headers["cache-control"]).toBe("no-store");
    for (const name of ["etag", "last-modified", "age", "set-cookie", "x-cache", "server"])
      expect(headers[name]).toBeUndefined();
  });
});

describe("a request id of the caller", () => {
  test.each([NUMBER, `case-${NUMBER.slice(0, 15)}`, "<b>x</b>", "a b", "x".repeat(65), '"quoted"'])(
    "that is no plain word or holds a number (%#) is replaced by one of the hub's",
    async (given) => {
      const query = "{ departments(first: 1) { code } }";
      const { requestId, data } = await hub().ask("psd", { query, headers: { "x-request-id": given } });
      expect(data.departments).toHaveLength(1);
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe("what the hub writes down", () => {
  const query =
    "query Everything($n: CitizenIdNumber!) { person(idNumber: $n) { name idNumber mobilePhone hukouAddress licences { certNo } positions { entity { name } } } }";

  test("logs, spans and metrics hold no number, no name and no text of a caller", async () => {
    hub().logLines.length = 0;
    spans.clear();
    for (const caller of ["psd", "fda", "hrs", "hrsPension"] as const)
      await hub().ask(caller, { query, variables: { n: NUMBER } });
    for (const [, text, variables] of BAD) await hub().ask("psd", { query: text, variables });
    const metrics = await (await fetch(`${hub().url}/metrics`)).text();
    const written = [hub().logLines.join(""), JSON.stringify(spans.finished()), metrics].join("\n");
    expect(hub().logLines.length).toBeGreaterThan(10);
    expect(spans.finished().length).toBeGreaterThan(10);
    expect(written).not.toMatch(ID_NUMBER);
    for (const row of Object.values(PEOPLE)) {
      for (const column of ["id_number", "name", "mobile_phone", "person_id", "hukou_address"])
        expect(written).not.toContain(row[column]);
    }
    expect(written).not.toMatch(/query Everything|hukouAddress|Bearer /);
  });

  test("metrics are labelled by outcomes and registers alone", async () => {
    const metrics = await (await fetch(`${hub().url}/metrics`)).text();
    const own = metrics.split("\n").filter((line) => line.startsWith("tongshu_"));
    const labels = new Set(own.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, name]) => name)));
    expect([...labels].filter((name) => !["outcome", "register", "le"].includes(name ?? ""))).toEqual([]);
  });

  test("the record holds names of fields and no value", async () => {
    const { requestId } = await hub().ask("psd", { query, variables: { n: NUMBER } });
    const [record] = await hub().records(requestId);
    const text = JSON.stringify(record);
    expect(text).not.toMatch(ID_NUMBER);
    for (const column of ["name", "mobile_phone", "hukou_address"]) expect(text).not.toContain(ada[column]);
    expect(record?.subjects).toContainEqual({ type: "Person", id: ada["person_id"], verb: "READ" });
  });

  test("an operation name that holds a number is not kept", async () => {
    const { requestId } = await hub().ask("psd", { query: `query Q${NUMBER} { departments(first: 1) { code } }` });
    const [record] = await hub().records(requestId);
    expect([record?.operationName, record?.outcome]).toEqual([null, "OK"]);
  });
});
