import { ERRORS } from "@tongshu/schema";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { post, type Reply } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const QUERY = `query ($code: ServiceObjectCode!, $numbers: [CitizenIdNumber!]!, $filter: LegalEntityFilter, $first: Int, $after: String) {
  serviceObject(code: $code) { __typename }
  persons(idNumbers: $numbers) { name }
  legalEntities(filter: $filter, first: $first, after: $after) { edges { node { name } } }
}`;
const GOOD = { code: ada["id_number"], numbers: [ada["id_number"]], filter: null, first: 2, after: null };
/** Below what a body may have. */
const MUCH = 200_000;
const ODD_TEXTS = ["", "\u0000", "\ud800", "__proto__", "\uff16\uff12", "\u202e", "'; --", "\u{1f3e0}"];
const KNOWN_CODES = new Set(Object.keys(ERRORS));

let headers: Readonly<Record<string, string>>;
beforeAll(async () => {
  headers = await hub().headersOf(CALLERS.hrs);
});

const send = (body: string) => post(hub().graphqlUrl, headers, body);
/** `variables` is JSON as it goes over the wire. */
const sendVariables = (variables: string) => send(`{"query":${JSON.stringify(QUERY)},"variables":${variables}}`);
const sendWith = (changed: object) => sendVariables(JSON.stringify({ ...GOOD, ...changed }));

/** One answer that a caller can read: data, or errors of the table that say which member is at fault. */
function expectWellFormed({ status, text, data, codes, requestId }: Reply): void {
  expect([200, 400, 413], text.slice(0, 500)).toContain(status);
  expect(data !== undefined || codes.length > 0 || status === 413, text.slice(0, 500)).toBe(true);
  for (const code of codes) expect(KNOWN_CODES).toContain(code);
  expect(codes).not.toContain("INTERNAL_SERVER_ERROR");
  expect(text.length).toBeLessThan(20_000);
  expect(requestId).not.toBe("undefined");
}

test("good variables are answered", async () => {
  const reply = await sendWith({});
  expect(reply.codes).toEqual([]);
  expect(reply.data.persons).toEqual([{ name: ada["name"] }]);
});

describe("empty variables", () => {
  test.each(["{}", "null", `{"code":null,"numbers":[]}`, `{"code":"","numbers":[]}`, `{"code":" ","numbers":[""]}`])(
    "%s are refused and name what is missing",
    async (variables) => {
      const reply = await sendVariables(variables);
      expectWellFormed(reply);
      expect(reply.data).toBeUndefined();
      expect(reply.errors.map(({ extensions }) => extensions["field"])).toContain("code");
    },
  );

  test.each(['"x"', "7", "[]", "true"])("%s are none", async (variables) => {
    const reply = await sendVariables(variables);
    expect(reply.codes).toEqual(["BAD_USER_INPUT"]);
    expect(reply.errors[0]?.extensions["field"]).toBe("variables");
  });
});

describe("huge variables", () => {
  const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const deepObject = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  test.each([
    ["a long code", JSON.stringify({ ...GOOD, code: "6".repeat(MUCH) })],
    ["a long cursor", JSON.stringify({ ...GOOD, after: "A".repeat(MUCH) })],
    ["a number beyond all numbers", `{"code":1e999,"numbers":[],"first":${"9".repeat(400)}}`],
    ["a deep code", `{"code":${deep(MUCH / 2)},"numbers":[]}`],
    ["a deep list", `{"code":"x","numbers":${deep(MUCH / 2)}}`],
    ["a deep filter", `{"code":"x","numbers":[],"filter":${deepObject(MUCH / 6)}}`],
    ["a deep variable that nobody declared", `{"code":"x","numbers":[],"more":${deep(MUCH / 2)}}`],
    ["a list of very many", `{"code":"x","numbers":[${Array(MUCH / 5).fill('""')}]}`],
    ["very many variables", JSON.stringify(Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`v${n}`, n])))],
    [
      "very many members of a filter",
      `{"code":"x","numbers":[],"filter":{${Array.from({ length: 15_000 }, (_, n) => `"f${n}":1`)}}}`,
    ],
  ])("with %s are refused in a few words", async (_what, variables) => {
    const startedAt = performance.now();
    const reply = await sendVariables(variables);
    expectWellFormed(reply);
    expect(reply.codes.length).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test("beyond what a body may have are not read", async () => {
    expect((await sendWith({ code: "6".repeat(300_000) })).status).toBe(413);
  });
});

test("whatever stands in the variables, the answer is one a caller can read", { timeout: 60_000 }, async () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(...ODD_TEXTS));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(ada["id_number"]),
      fc.array(tie("value"), { maxLength: 5 }),
      fc.dictionary(fc.oneof(text, fc.constantFrom("region", "status", "entityKind")), tie("value"), { maxKeys: 4 }),
    ),
  }));
  const change = fc.record(
    { code: value, numbers: value, filter: value, first: value, after: value, more: value },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(change, async (changed) => expectWellFormed(await sendWith(changed))),
    { seed: 20170115, numRuns: 400, interruptAfterTimeLimit: 40_000 },
  );
  expect((await sendWith({})).codes).toEqual([]);
});

test("whatever the body is, the answer is one a caller can read", { timeout: 60_000 }, async () => {
  const good = JSON.stringify({ query: QUERY, variables: GOOD });
  const body = fc.oneof(
    fc.json(),
    fc.nat({ max: good.length }).map((length) => good.slice(0, length)),
    fc
      .record({ query: fc.jsonValue(), variables: fc.jsonValue(), operationName: fc.jsonValue() })
      .map((it) => JSON.stringify(it)),
    fc
      .tuple(fc.nat({ max: good.length - 1 }), fc.constantFrom(...ODD_TEXTS, ...'{}",\\'))
      .map(([at, odd]) => good.slice(0, at) + odd + good.slice(at + 1)),
  );
  await fc.assert(
    fc.asyncProperty(body, async (text) => expectWellFormed(await send(text))),
    { seed: 20170115, numRuns: 400, interruptAfterTimeLimit: 40_000 },
  );
});
