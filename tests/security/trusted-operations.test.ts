// Classes "wider than granted" and "too much": in production a department runs what it has registered, word for word.
import { createHash } from "node:crypto";
import postgres from "postgres";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { post, type Question, type Reply } from "../support/ask.ts";
import { CALLERS } from "../support/callers.ts";
import { ada } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { changePolicy } from "../support/policy.ts";

const hub = usePlantedHub();
const PROMISED_MS = 1_000;
const PURPOSE = CALLERS.hrs.purpose;
const HRS_PERSON =
  "query PensionPerson($n: CitizenIdNumber!) {\n  person(idNumber: $n) { name lifeStatus maritalStatus }\n}\n";
const AIC_LIST = "query Departments { departments(first: 1) { code } }";

const idOf = (text: string) => createHash("sha256").update(text).digest("hex");
const byId = (text: string): object => ({ documentId: `sha256:${idOf(text)}` });

/** Any body at all, as the caller's program sends it. */
async function send(who: "hrs" | "aic" | "cad", body: object): Promise<Reply> {
  hub().calls.length = 0;
  return post(hub().graphqlUrl, await hub().headersOf(CALLERS[who]), JSON.stringify(body));
}

function register(department: string, text: string, purposes: readonly string[]): Question {
  return {
    query: `mutation ($input: RegisterOperationInput!) { registerOperation(input: $input) {
      operation { operationId name department registeredBy withdrawnAt verdicts { purpose coordinate verdict } }
      event { action targetKind targetId before after } } }`,
    variables: { input: { department, text, purposes } },
  };
}

function withdraw(department: string, text: string): Question {
  return {
    query: `mutation ($input: WithdrawOperationInput!) { withdrawOperation(input: $input) {
      operation { withdrawnAt } event { reason } } }`,
    variables: { input: { department, operationId: idOf(text), reason: "replaced" } },
  };
}

function setProduction(clientId: string, isProduction: boolean): Question {
  return {
    query: `mutation ($input: SetClientProductionInput!) { setClientProduction(input: $input) {
      client { clientId isProduction } event { before after } } }`,
    variables: { input: { clientId, isProduction, reason: "goes live" } },
  };
}

const within = (check: () => Promise<void>) => vi.waitFor(check, { timeout: PROMISED_MS, interval: 20 });
const refusal = [["OPERATION_NOT_TRUSTED"], undefined, 0];
const outcomeOf = ({ codes, data }: Reply) => [codes, data, hub().calls.length];

beforeAll(async () => {
  const reply = await hub().govern("hrs-admin-1", register("HRS", HRS_PERSON, [PURPOSE]));
  expect(reply.codes).toEqual([]);
  expect((await hub().govern("aic-admin-1", register("AIC", AIC_LIST, [CALLERS.aic.purpose]))).codes).toEqual([]);
  const set = await hub().govern("hrs-admin-1", setProduction("hrs-province", true));
  expect(set.data.setClientProduction.client).toEqual({ clientId: "hrs-province", isProduction: true });
  await new Promise((resolve) => setTimeout(resolve, PROMISED_MS));
});

describe("a client in production", () => {
  const variables = { n: ada["id_number"] };

  test("runs what its department has registered, by id and by its exact text", async () => {
    for (const body of [
      byId(HRS_PERSON),
      { query: HRS_PERSON },
      { ...byId(HRS_PERSON), operationName: "PensionPerson" },
    ]) {
      const reply = await send("hrs", { ...body, variables });
      expect(reply.data).toMatchObject({ person: { name: ada["name"] } });
      const [record] = await hub().records(reply.requestId);
      expect([record?.operationHash, record?.operationName]).toEqual([idOf(HRS_PERSON), "PensionPerson"]);
    }
  });

  test.each<[string, object]>([
    ["another text", { query: "{ departments(first: 1) { code } }" }],
    ["the same with a space more", { query: `${HRS_PERSON} ` }],
    ["the same with a comment", { query: `${HRS_PERSON}# a` }],
    ["the same without its line end", { query: HRS_PERSON.trimEnd() }],
    ["a text that is none", { query: "{" }],
    ["introspection", { query: "{ __schema { queryType { name } } }" }],
    ["what another department has registered, by text", { query: AIC_LIST }],
    ["what another department has registered, by id", byId(AIC_LIST)],
    ["an id that nobody has registered", byId("query X { departments { code } }")],
  ])("does not run %s", async (_what, body) => {
    const reply = await send("hrs", { ...body, variables });
    expect(outcomeOf(reply)).toEqual(refusal);
    const [record] = await hub().records(reply.requestId);
    expect(record?.outcome).toBe("OPERATION_NOT_TRUSTED");
  });

  test("is refused before its text is parsed: what is broken and what is too much look the same", async () => {
    const bomb = `{ ${"a { ".repeat(5_000)}`;
    expect((await send("hrs", { query: bomb })).codes).toEqual(["OPERATION_NOT_TRUSTED"]);
  });
});

describe("an id in the body", () => {
  test("serves a client that is not in production as well, from its own department only", async () => {
    expect((await send("aic", byId(AIC_LIST))).codes).toEqual([]);
    expect((await send("aic", { query: "{ departments(first: 1) { name } }" })).codes).toEqual([]);
    expect((await send("cad", byId(AIC_LIST))).codes).toEqual(["OPERATION_NOT_TRUSTED"]);
  });

  test.each<[string, object]>([
    ["beside a text", { ...byId(AIC_LIST), query: AIC_LIST }],
    ["of another shape", { documentId: idOf(AIC_LIST) }],
    ["in capitals", { documentId: `sha256:${idOf(AIC_LIST).toUpperCase()}` }],
    ["that is no text", { documentId: 1 }],
    ["with another algorithm", { documentId: `md5:${"a".repeat(32)}` }],
    ["that is empty", { documentId: "" }],
  ])("is refused %s", async (_what, body) => {
    const reply = await send("aic", body);
    expect(reply.errors.map(({ extensions }) => [extensions.code, extensions["field"]])).toEqual([
      ["BAD_USER_INPUT", "documentId"],
    ]);
  });

  test("is unknown to the control plane", async () => {
    const headers = await hub().headersOf({ clientId: "aic-console", officerId: "aic-admin-1" });
    const reply = await post(`${hub().url}/admin/graphql`, headers, JSON.stringify(byId(AIC_LIST)));
    expect(reply.codes).toEqual(["BAD_USER_INPUT"]);
  });

  test("stands for the registered text alone: a text changed behind the hub's back is not run", async () => {
    const text = "query Swapped { departments(first: 2) { code } }";
    await hub().govern("aic-admin-1", register("AIC", text, [CALLERS.aic.purpose]));
    const sql = postgres(hub().stack.urlOf("hub", "owner"), { max: 1, onnotice: () => {} });
    await expect(
      sql`update operations set text = 'query Swapped { caller { clientId } }' where operation_id = ${idOf(text)}`,
    ).rejects.toThrow("operations_id_is_hash_of_text");
    await sql`alter table operations drop constraint operations_id_is_hash_of_text`;
    await sql`update operations set text = 'query Swapped { caller { clientId } }' where operation_id = ${idOf(text)}`;
    await sql.end();
    expect((await send("aic", byId(text))).codes).toEqual(["OPERATION_NOT_TRUSTED"]);
  });
});

describe("registering", () => {
  test("says at once what each field would be, for each purpose", async () => {
    const text =
      "query Dossier($c: ServiceObjectCode!) { serviceObject(code: $c) { ... on Person { name maritalStatus } ... on LegalEntity { name } } }";
    const reply = await hub().govern("hrs-admin-1", register("HRS", text, [PURPOSE, "PENSION_CHECK"]));
    const { operation, event } = reply.data.registerOperation;
    expect(operation).toMatchObject({
      operationId: idOf(text),
      name: "Dossier",
      department: "HRS",
      registeredBy: "hrs-admin-1",
    });
    expect(operation.verdicts).toEqual(
      expect.arrayContaining([
        { purpose: PURPOSE, coordinate: "Person.name", verdict: "FULL" },
        { purpose: PURPOSE, coordinate: "Person.maritalStatus", verdict: "DENIED" },
        { purpose: PURPOSE, coordinate: "LegalEntity.name", verdict: "FULL" },
        { purpose: "PENSION_CHECK", coordinate: "Person.name", verdict: "DENIED" },
      ]),
    );
    expect(event).toMatchObject({ action: "registerOperation", targetKind: "Operation", before: null });
    expect(event.after).toContain(idOf(text));
    expect(event.after).not.toContain("serviceObject");
  });

  const GOOD = "query Good { departments(first: 3) { code } }";
  test.each<[string, string, string, readonly string[], string]>([
    ["by an officer of another department", "aic-admin-1", GOOD, [PURPOSE], "ROLE_REQUIRED"],
    ["by one who is no administrator", "hrs-approver-1", GOOD, [PURPOSE], "ROLE_REQUIRED"],
    ["by an auditor", "gso-auditor-1", GOOD, [PURPOSE], "ROLE_REQUIRED"],
    ["for a purpose of another department", "hrs-admin-1", GOOD, ["CRIMINAL_INVESTIGATION"], "PURPOSE_NOT_ALLOWED"],
    ["for a purpose that there is not", "hrs-admin-1", GOOD, ["NO_SUCH"], "PURPOSE_UNKNOWN"],
    ["for none", "hrs-admin-1", GOOD, [], "BAD_USER_INPUT"],
    ["of a text without a name", "hrs-admin-1", "{ departments { code } }", [PURPOSE], "BAD_USER_INPUT"],
    ["of two operations", "hrs-admin-1", `${GOOD} query Other { departments { code } }`, [PURPOSE], "BAD_USER_INPUT"],
    ["of a text that is none", "hrs-admin-1", "query Good {", [PURPOSE], "GRAPHQL_PARSE_FAILED"],
    ["of what the graph has not", "hrs-admin-1", "query Good { nothing }", [PURPOSE], "GRAPHQL_VALIDATION_FAILED"],
    ["of a mutation", "hrs-admin-1", "mutation Good { nothing }", [PURPOSE], "BAD_USER_INPUT"],
    [
      "of a person's number",
      "hrs-admin-1",
      `query Good { departments { code } } # ${ada["id_number"]}`,
      [PURPOSE],
      "BAD_USER_INPUT",
    ],
    ["of more than a text may be", "hrs-admin-1", `${GOOD}${" ".repeat(50_001)}`, [PURPOSE], "BAD_USER_INPUT"],
    ["of what is registered", "hrs-admin-1", HRS_PERSON, [PURPOSE], "WRONG_STATE"],
    [
      "under a name that is taken",
      "hrs-admin-1",
      "query PensionPerson { departments { code } }",
      [PURPOSE],
      "WRONG_STATE",
    ],
  ])("is refused %s", async (_what, who, text, purposes, code) => {
    const reply = await hub().govern(who, register("HRS", text, purposes));
    expect([reply.codes, reply.data ?? null]).toEqual([[code], null]);
    expect(reply.text).not.toContain(String(ada["id_number"]));
  });

  test("shows a department its own and the sharing authority all", async () => {
    const list = { query: "{ operations { department name } }" };
    const own = (await hub().govern("aic-admin-1", list)).data.operations as { department: string }[];
    const all = (await hub().govern("gso-auditor-1", list)).data.operations as { department: string }[];
    expect(new Set(own.map(({ department }) => department))).toEqual(new Set(["AIC"]));
    expect(new Set(all.map(({ department }) => department))).toEqual(new Set(["AIC", "HRS"]));
  });
});

describe("production", () => {
  test("is left only with the sharing authority, and entered by the own administrator alone", async () => {
    expect((await hub().govern("hrs-admin-1", setProduction("hrs-province", false))).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await hub().govern("aic-admin-1", setProduction("hrs-province", true))).codes).toEqual(["ROLE_REQUIRED"]);
    expect((await hub().govern("hrs-approver-1", setProduction("hrs-province", true))).codes).toEqual([
      "ROLE_REQUIRED",
    ]);
    expect((await hub().govern("hrs-admin-1", setProduction("hrs-province", true))).codes).toEqual(["WRONG_STATE"]);
  });
});

test("a withdrawn operation is run by no gateway one second later, and registering it again brings it back", async () => {
  const second = await hub().startGateway();
  const askBoth = async () => {
    const headers = await hub().headersOf(CALLERS.hrs);
    const body = JSON.stringify({ ...byId(HRS_PERSON), variables: { n: ada["id_number"] } });
    return Promise.all([hub().url, second.url].map(async (url) => (await post(`${url}/graphql`, headers, body)).codes));
  };
  const denied = ["FIELD_FORBIDDEN"];
  expect(await askBoth()).toEqual([denied, denied]);
  expect((await hub().govern("aic-admin-1", withdraw("HRS", HRS_PERSON))).codes).toEqual(["ROLE_REQUIRED"]);
  const withdrawn = await hub().govern("hrs-admin-1", withdraw("HRS", HRS_PERSON));
  expect(withdrawn.data.withdrawOperation.event.reason).toBe("replaced");
  await within(async () => expect(await askBoth()).toEqual([["OPERATION_NOT_TRUSTED"], ["OPERATION_NOT_TRUSTED"]]));
  expect((await hub().govern("hrs-admin-1", withdraw("HRS", HRS_PERSON))).codes).toEqual(["WRONG_STATE"]);
  expect((await hub().govern("hrs-admin-1", register("HRS", HRS_PERSON, [PURPOSE]))).codes).toEqual([]);
  await within(async () => expect(await askBoth()).toEqual([denied, denied]));
  await second.stop();
});

test("a policy that gives an operation other verdicts is told to its owner, once", async () => {
  const notices = { query: "{ notices { kind details } }" };
  const changed = async () =>
    ((await hub().govern("hrs-admin-1", notices)).data.notices as { kind: string; details: string }[])
      .filter(({ kind }) => kind === "OPERATION_CHANGED")
      .map(({ details }) => JSON.parse(details));
  await hub().doDueWork();
  expect(await changed()).toEqual([]);
  await changePolicy(hub(), ({ purposes, grants }) => ({
    purposes,
    grants: grants.map((grant) => {
      if (grant.purpose !== PURPOSE || grant.type !== "Person") return grant;
      const { lifeStatus: _lifeStatus, ...fields } = grant.fields;
      return { ...grant, fields };
    }),
  }));
  await hub().doDueWork();
  await hub().doDueWork();
  expect(await changed()).toEqual([
    expect.objectContaining({
      operationId: idOf(HRS_PERSON),
      name: "PensionPerson",
      purpose: PURPOSE,
      changes: [{ coordinate: "Person.lifeStatus", before: "FULL", after: "DENIED" }],
    }),
  ]);
  const aic = (await hub().govern("aic-admin-1", notices)).data.notices as { details: string }[];
  expect(aic.filter(({ details }) => details.includes(idOf(AIC_LIST)) || details.includes(idOf(HRS_PERSON)))).toEqual(
    [],
  );
  const reply = await hub().govern("hrs-admin-1", { query: "{ operations { name verdicts { coordinate verdict } } }" });
  const [person] = reply.data.operations.filter(({ name }: { name: string }) => name === "PensionPerson");
  expect(person.verdicts).toContainEqual({ coordinate: "Person.lifeStatus", verdict: "DENIED" });
});
