import { describe, expect, test } from "vitest";
import type { Reply } from "../support/ask.ts";
import type { CallerName } from "../support/callers.ts";
import { citizenIdOf } from "../support/planted/numbers.ts";
import { alpha, beta } from "../support/planted/organisations.ts";
import { ada, ben, cai, duo, eve } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";
import { enforcePolicy } from "../support/policy.ts";

const hub = usePlantedHub();

const PERSONS = `query ($subjects: [PersonClaims!]!) {
  verifyPersons(subjects: $subjects) { claims { field result asOf sourceDept { code name } } }
}`;
const ENTITIES = `query ($subjects: [LegalEntityClaims!]!) {
  verifyLegalEntities(subjects: $subjects) { claims { field result } }
}`;
const NOBODY = citizenIdOf("1960-06-06", 7);

type Subject = Readonly<Record<string, unknown>>;

function resultsOf({ data }: Reply, key = "verifyPersons"): Record<string, string>[] {
  return data[key].map(({ claims }: { claims: { field: string; result: string }[] }) =>
    Object.fromEntries(claims.map(({ field, result }) => [field, result])),
  );
}

async function verify(who: CallerName, ...subjects: Subject[]) {
  const reply = await hub().ask(who, { query: PERSONS, variables: { subjects } });
  return { ...reply, results: resultsOf(reply) };
}

describe("the pension desk", () => {
  test("learns who is alive, by number and name, and nothing else", async () => {
    const { results, errors, access, text } = await verify(
      "hrsPension",
      { idNumber: ada["id_number"], name: "安雅秀", lifeStatus: "ALIVE" },
      { idNumber: eve["id_number"], name: " 鄂已故", lifeStatus: "ALIVE", deathDate: "2016-05-06" },
      { idNumber: NOBODY, name: "安雅秀", lifeStatus: "ALIVE" },
      { idNumber: duo["id_number"], name: "安雅秀", lifeStatus: "ALIVE" },
    );
    expect(results).toEqual([
      { name: "MATCH", lifeStatus: "MATCH" },
      { name: "MATCH", lifeStatus: "MISMATCH", deathDate: "MATCH" },
      { name: "NOT_FOUND", lifeStatus: "NOT_FOUND" },
      { name: "MISMATCH", lifeStatus: "MATCH" },
    ]);
    expect([errors, access]).toEqual([[], []]);
    expect(text).not.toMatch(/安雅秀|鄂已故|2016-05-06|DECEASED|\d{17}/);
  });

  test("is told the source and the day of what was compared", async () => {
    const { data } = await verify("hrsPension", { idNumber: ada["id_number"], name: "安雅秀" });
    const { asOf, sourceDept } = data.verifyPersons[0].claims[0];
    expect([asOf, sourceDept.code]).toEqual(["2017-01-15T09:30:00+08:00", "HFP"]);
    expect(sourceDept.name).toMatch(/卫生/);
  });

  test("verifies a thousand people at once, each in its place", async () => {
    const subjects = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 === 0
        ? { idNumber: ada["id_number"], name: "安雅秀" }
        : { idNumber: citizenIdOf("1970-01-01", index % 900), name: "安雅秀" },
    );
    const { results } = await verify("hrsPension", ...subjects);
    expect(results.map(({ name }) => name)).toEqual(
      subjects.map((_, index) => (index % 2 === 0 ? "MATCH" : "NOT_FOUND")),
    );
    expect(hub().calls.filter(({ register }) => register === "population")).toHaveLength(1);
    const tooMany = [...subjects, subjects[0]];
    const reply = await hub().ask("hrsPension", { query: PERSONS, variables: { subjects: tooMany } });
    expect([reply.codes, reply.data]).toEqual([["LIMIT_EXCEEDED"], undefined]);
  });

  test("is told which claims it has no grant for, beside those it has", async () => {
    const address = { hukouAddress: "甘肃省某市某区和平街道", sex: "FEMALE" };
    const { results, errors, access } = await verify("hrsPension", {
      idNumber: ada["id_number"],
      name: "安雅秀",
      ...address,
    });
    expect(results).toEqual([{ name: "MATCH", sex: "NOT_GRANTED", hukouAddress: "NOT_GRANTED" }]);
    expect(errors).toEqual([]);
    expect(access.map(({ coordinate, verdict, rule }) => [coordinate, verdict, rule])).toEqual([
      ["PersonClaims.hukouAddress", "DENIED", "CLAIM_NOT_GRANTED"],
      ["PersonClaims.sex", "DENIED", "CLAIM_NOT_GRANTED"],
    ]);
    const [call] = hub().calls;
    expect(JSON.stringify(call?.call.variables)).not.toMatch(/和平街道|FEMALE/);
  });

  test("is refused as a whole in strict mode, and no register is asked", async () => {
    const variables = { subjects: [{ idNumber: ada["id_number"], sex: "FEMALE" }] };
    const reply = await hub().ask("hrsPension", { query: PERSONS, variables, headers: { "x-access-mode": "strict" } });
    expect([reply.codes, reply.data]).toEqual([["ARGUMENT_FORBIDDEN"], undefined]);
    expect(hub().calls).toEqual([]);
  });

  test("leaves a record that says who was verified and of what", async () => {
    const { requestId } = await verify(
      "hrsPension",
      { idNumber: ada["id_number"], name: "安雅秀", sex: "FEMALE" },
      { idNumber: NOBODY, lifeStatus: "ALIVE" },
    );
    const [record] = await hub().records(requestId);
    expect(record).toMatchObject({
      outcome: "OK",
      subjects: [{ type: "Person", id: ada["person_id"], verb: "VERIFIED" }],
      verdicts: { "Person.name": "VERIFIED", "Person.lifeStatus": "VERIFIED", "Person.sex": "DENIED" },
      rowCounts: { Person: 1 },
    });
    expect(JSON.stringify(record)).not.toMatch(/安雅秀|FEMALE|\d{17}/);
  });
});

describe("the registration desk", () => {
  test("verifies a representative under a case number, and not without one", async () => {
    const subject = { idNumber: ada["id_number"], name: "安雅秀", lifeStatus: "ALIVE" };
    expect((await verify("aic", subject)).results).toEqual([{ name: "MATCH", lifeStatus: "MATCH" }]);
    const { purpose, clientId } = { purpose: "ENTITY_REGISTRATION", clientId: "aic-registration" };
    const reply = await hub().ask({ clientId, purpose }, { query: PERSONS, variables: { subjects: [subject] } });
    expect(reply.codes).toEqual(["CASE_REQUIRED"]);
  });

  test("verifies an organisation, its open facts and its representative", async () => {
    const variables = {
      subjects: [
        {
          uscc: alpha["uscc"],
          name: "甲有限公司",
          status: "ACTIVE",
          registeredCapital: "1000000",
          legalRepName: "安雅秀",
          address: "某区某路 １ 号",
        },
        { uscc: beta["uscc"], registeredCapital: "1000001", legalRepName: "安雅秀" },
      ],
    };
    const reply = await hub().ask("aic", { query: ENTITIES, variables });
    expect(resultsOf(reply, "verifyLegalEntities")).toEqual([
      { name: "MATCH", status: "MATCH", registeredCapital: "MATCH", address: "MATCH", legalRepName: "MATCH" },
      { registeredCapital: "MISMATCH", legalRepName: "MISMATCH" },
    ]);
  });
});

describe("a department without the right", () => {
  test("verifies the open facts of an organisation only, wherever it is registered", async () => {
    const subjects = [alpha, beta].map(({ uscc, name, legal_rep_name }) => ({
      uscc,
      name,
      legalRepName: legal_rep_name,
    }));
    const ask = async (who: CallerName) =>
      resultsOf(await hub().ask(who, { query: ENTITIES, variables: { subjects } }), "verifyLegalEntities");
    expect(await ask("ltr")).toEqual(Array(2).fill({ name: "MATCH", legalRepName: "NOT_GRANTED" }));
    expect(await ask("fda")).toEqual([
      { name: "MATCH", legalRepName: "MATCH" },
      { name: "MATCH", legalRepName: "NOT_FOUND" },
    ]);
  });

  test("may not verify what it sees masked", async () => {
    const { results } = await verify("fda", { idNumber: ada["id_number"], name: "安雅秀", lifeStatus: "ALIVE" });
    expect(results).toEqual([{ name: "NOT_GRANTED", lifeStatus: "MATCH" }]);
    // The register would refuse as well; it is not even told the value.
    expect(JSON.stringify(hub().calls.map(({ call }) => call.variables))).not.toContain("安雅秀");
  });

  test("is refused where the number itself is masked or not granted", async () => {
    for (const who of ["fdaWorkers", "ltr"] as const) {
      const variables = { subjects: [{ idNumber: ada["id_number"], name: "安雅秀" }] };
      const reply = await hub().ask(who, { query: PERSONS, variables });
      expect([reply.codes, reply.data]).toEqual([["ARGUMENT_FORBIDDEN"], { verifyPersons: null }]);
      expect(hub().calls).toEqual([]);
    }
  });
});

describe("a person who is out of scope or a child", () => {
  test.each([
    ["far away", "fda", duo],
    ["a child", "hrsPension", cai],
  ] as const)("%s, answers byte for byte like one nobody has", async (_what, who, row) => {
    const claims = who === "fda" ? { lifeStatus: "ALIVE" } : { name: row["name"], lifeStatus: "ALIVE" };
    const hidden = await verify(who, { idNumber: row["id_number"], ...claims });
    const unknown = await verify(who, { idNumber: NOBODY, ...claims });
    expect(hidden.text).toBe(unknown.text);
    expect(new Set(Object.values(hidden.results[0] ?? {}))).toEqual(new Set(["NOT_FOUND"]));
    const [first, second] = [(await hub().records(hidden.requestId))[0], (await hub().records(unknown.requestId))[0]];
    expect(first?.subjects).toEqual([]);
    expect([first?.rowCounts, first?.verdicts]).toEqual([second?.rowCounts, second?.verdicts]);
  });

  test("is in scope by either of two regions", async () => {
    const claims = { idNumber: ben["id_number"], lifeStatus: "ALIVE" };
    expect((await verify("fda", claims)).results).toEqual([{ lifeStatus: "MATCH" }]);
    expect((await verify("fdaQilihe", claims)).results).toEqual([{ lifeStatus: "MATCH" }]);
  });
});

describe("claims", () => {
  test("that are null are not made", async () => {
    const { results, access } = await verify("hrsPension", { idNumber: ada["id_number"], name: null, sex: null });
    expect([results, access]).toEqual([[{}], []]);
    expect((await verify("hrsPension", { idNumber: ada["id_number"] })).results).toEqual([{}]);
  });

  test.each([
    [
      "in the operation",
      'query ($n: CitizenIdNumber!) { verifyPersons(subjects: [{ idNumber: $n, name: "安雅秀" }]) { claims { result } } }',
    ],
    [
      "as one object",
      'query ($n: CitizenIdNumber!) { verifyPersons(subjects: { idNumber: $n, name: "安雅秀" }) { claims { result } } }',
    ],
    ["in a list of variables", "query ($s: PersonClaims!) { verifyPersons(subjects: [$s]) { claims { result } } }"],
    [
      "in a fragment",
      "query ($n: CitizenIdNumber!) { ...F } fragment F on Query { verifyPersons(subjects: [{ idNumber: $n }]) { claims { result } } }",
    ],
  ])("%s are refused", async (_where, query) => {
    const variables = { n: ada["id_number"], s: { idNumber: ada["id_number"], name: "安雅秀" } };
    const { codes, errors } = await hub().ask("hrsPension", { query, variables });
    expect(codes).toEqual(["BAD_USER_INPUT"]);
    expect(errors[0]?.extensions["rule"]).toBe("VARIABLES_ONLY");
    expect(hub().calls).toEqual([]);
  });

  test("in a variable's default are refused", async () => {
    const claims = `[{ idNumber: "${ada["id_number"]}", name: "安雅秀" }]`;
    const query = `query ($s: [PersonClaims!]! = ${claims}) { verifyPersons(subjects: $s) { claims { result } } }`;
    expect((await hub().ask("hrsPension", { query })).codes).toEqual(["BAD_USER_INPUT"]);
    expect(hub().calls).toEqual([]);
  });

  test("too long for any name are refused before a register is asked", async () => {
    for (const name of ["安".repeat(501), "安\0雅秀"]) {
      const variables = { subjects: [{ idNumber: ada["id_number"], name }] };
      const { codes } = await hub().ask("hrsPension", { query: PERSONS, variables });
      expect([codes, hub().calls]).toEqual([["BAD_USER_INPUT"], []]);
    }
  });
});

describe("the schema that a caller sees", () => {
  const names = async (who: CallerName) => {
    const query = `{ __schema { queryType { fields { name } } types { name inputFields { name } } } }`;
    const { data } = await hub().ask(who, { query });
    const inputs = data.__schema.types.filter(({ inputFields }: { inputFields: unknown }) => inputFields);
    return {
      roots: data.__schema.queryType.fields.map(({ name }: { name: string }) => name) as string[],
      claims: Object.fromEntries(
        inputs.map(({ name, inputFields }: { name: string; inputFields: { name: string }[] }) => [
          name,
          inputFields.map((field) => field.name),
        ]),
      ),
    };
  };

  test("holds the claims it may make and no others", async () => {
    const { roots, claims } = await names("hrsPension");
    expect(roots).toContain("verifyPersons");
    expect(claims["PersonClaims"]).toEqual(["idNumber", "name", "lifeStatus", "deathDate"]);
  });

  test("holds no verify field of a type that it may not ask for by number", async () => {
    for (const who of ["fdaWorkers", "ltr"] as const) {
      const { roots, claims } = await names(who);
      expect(roots).not.toContain("verifyPersons");
      expect(claims).not.toHaveProperty("PersonClaims");
      expect(roots).toContain("verifyLegalEntities");
    }
  });
});

test("a grant's batch ceiling counts people however they are asked for, and through aliases", async () => {
  const subjects = [ada, ben].map((row) => ({ idNumber: row["id_number"], name: row["name"] }));
  const [first] = subjects;
  expect((await verify("psd", first ?? {})).results).toEqual([{ name: "MATCH" }]);
  const lists = await hub().ask("psd", { query: PERSONS, variables: { subjects } });
  const aliases = await hub().ask("psd", {
    query: `query ($a: [PersonClaims!]!) {
      a: verifyPersons(subjects: $a) { claims { result } } b: verifyPersons(subjects: $a) { claims { result } }
    }`,
    variables: { a: [first] },
  });
  const lookup = await hub().ask("psd", {
    query: `query ($a: [PersonClaims!]!, $n: CitizenIdNumber!) {
      verifyPersons(subjects: $a) { claims { result } } person(idNumber: $n) { name }
    }`,
    variables: { a: [first], n: ben["id_number"] },
  });
  for (const reply of [lists, aliases, lookup])
    expect([reply.codes, reply.data]).toEqual([["LIMIT_EXCEEDED"], undefined]);
});

test("a grant that asks for a case number asks for it here too", async () => {
  await enforcePolicy(hub(), (content) => ({
    ...content,
    grants: content.grants.map((grant) =>
      grant.purpose === "PENSION_CHECK" ? { ...grant, isCaseRequired: true } : grant,
    ),
  }));
  const variables = { subjects: [{ idNumber: ada["id_number"], name: "安雅秀" }] };
  expect((await hub().ask("hrsPension", { query: PERSONS, variables })).codes).toEqual(["CASE_REQUIRED"]);
  const headers = { "x-case": "2017-42" };
  expect(resultsOf(await hub().ask("hrsPension", { query: PERSONS, variables, headers }))).toEqual([{ name: "MATCH" }]);
});
