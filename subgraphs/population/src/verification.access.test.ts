import type { Capability } from "@tongshu/kit";
import { LEVELS } from "@tongshu/schema";
import { describe, expect, test } from "vitest";
import { citizenIdOf } from "../../../tests/support/planted/numbers.ts";
import { everywhere, RECORD, useRegister, type View, within } from "../../../tests/support/register.ts";
import { MIGRATIONS_FOLDER, populationRegister } from "./index.ts";
import { persons, sourceFreshness } from "./store/tables.ts";

const ZHANG = "629901199001010017";
const GULI = "62990119850203002X";
const CHILD = "629909199505050048";
const NOBODY = "629901197001010018";
const [LATE = "", DOUBTED = "", VOUCHED = "", RARE = ""] = [1, 2, 3, 4].map((order) =>
  citizenIdOf("1970-01-01", order),
);
/** Weeks before the day of the test. */
const OLD = "2016-12-20T09:30:00+08:00";

const register = useRegister({
  definition: populationRegister,
  migrationsFolder: MIGRATIONS_FOLDER,
  async seed(tables) {
    const common = { ...RECORD, lifeStatus: "ALIVE", birthDate: "1990-01-01", hukouRegion: "620102001001" };
    await tables.insert(persons).values([
      {
        ...common,
        personId: "P-zhang",
        idNumber: ZHANG,
        name: "张示例",
        sex: "MALE",
        hukouAddress: "甘肃省某市某区和平街道１号（东）",
      },
      {
        ...common,
        personId: "P-guli",
        idNumber: GULI,
        name: " 古丽•示例　",
        hukouRegion: "620521100200",
      },
      { ...common, personId: "P-late", idNumber: LATE, loadedAt: "2017-01-14T11:59:59+08:00" },
      { ...common, personId: "P-doubted", idNumber: DOUBTED, qualityFlags: ["REVIEW_LIFE_STATUS"] },
      { ...common, personId: "P-vouched", idNumber: VOUCHED, loadedAt: OLD, sourceCatalog: "HFP-09" },
      { ...common, personId: "P-rare", idNumber: RARE, loadedAt: OLD, sourceCatalog: "HFP-10" },
      { ...common, personId: "P-child", idNumber: CHILD, name: "孙示例", birthDate: "2012-01-01" },
    ]);
    await tables.insert(sourceFreshness).values([
      { sourceCatalog: "HFP-09", asOf: "2016-12-21T09:30:00+08:00" },
      { sourceCatalog: "HFP-10", maxAgeHours: 30 * 24 },
    ]);
  },
});

const QUERY = `query ($subjects: [PersonClaims!]!) {
  verifyPersons(subjects: $subjects) { claims { field result asOf sourceDept { code } } }
}`;

const FIELDS = ["idNumber", "name", "sex", "birthDate", "hukouRegion", "hukouAddress", "lifeStatus", "deathDate"];

function verifying(scopes: View["scopes"] = everywhere(["Person"]), level = "VERIFY"): View {
  return {
    levels: Object.fromEntries(FIELDS.map((field) => [`Person.${field}`, level])) as Capability["levels"],
    scopes,
  };
}

type Subject = Readonly<Record<string, unknown>>;

async function ask(view: View, ...subjects: Subject[]) {
  const { data, errors, reads } = await register.ask(QUERY, view, { subjects });
  const answers = (data?.["verifyPersons"] ?? []) as { claims: { field: string; result: string }[] }[];
  const results = answers.map(({ claims }) => Object.fromEntries(claims.map(({ field, result }) => [field, result])));
  return { data, errors, reads, results };
}

describe("claims about a person", () => {
  test("are each answered, in the order of the subjects, by one statement", async () => {
    const { results, reads } = await ask(
      verifying(),
      { idNumber: NOBODY, name: "张示例" },
      { idNumber: GULI, name: "古丽·示例", sex: "FEMALE" },
      { idNumber: ZHANG, name: "李示例", sex: "MALE", birthDate: "1990-01-01" },
      { idNumber: ZHANG },
    );
    expect(results).toEqual([
      { name: "NOT_FOUND" },
      { name: "MATCH", sex: "NOT_FOUND" },
      { name: "MISMATCH", sex: "MATCH", birthDate: "MATCH" },
      {},
    ]);
    expect(register.statements).toHaveLength(1);
    expect(reads).toMatchObject({
      rowCounts: { Person: 2 },
      subjects: [
        { type: "Person", id: "P-guli", verb: "VERIFIED" },
        { type: "Person", id: "P-zhang", verb: "VERIFIED" },
      ],
    });
  });

  test("are answered with a source and a day, and never with a value", async () => {
    const { data } = await ask(verifying(), { idNumber: ZHANG, name: "张示例" });
    const claim = { field: "name", result: "MATCH", asOf: "2017-01-15T09:30:00+08:00", sourceDept: { code: "HFP" } };
    expect(data).toEqual({ verifyPersons: [{ claims: [claim] }] });
  });

  test.each([
    ["a name in full width with a dot of another kind", GULI, { name: "古丽．示例" }, "MATCH"],
    ["a part of a name", ZHANG, { name: "张" }, "MISMATCH"],
    ["a pattern in a name", ZHANG, { name: "张%" }, "MISMATCH"],
    ["a name that is empty", ZHANG, { name: "" }, "MISMATCH"],
    ["an address with other spaces and widths", ZHANG, { hukouAddress: "甘肃省，某市某区 和平街道1号(东)" }, "MATCH"],
    ["the end of an address", ZHANG, { hukouAddress: "1号(东)" }, "MISMATCH"],
    ["the county of a division", ZHANG, { hukouRegion: "620102" }, "MATCH"],
    ["another county", ZHANG, { hukouRegion: "620103" }, "MISMATCH"],
    ["the prefecture of a division", ZHANG, { hukouRegion: "620100" }, "MISMATCH"],
    ["the province of a division", ZHANG, { hukouRegion: "620000" }, "MISMATCH"],
    ["another day", ZHANG, { birthDate: "1990-01-02" }, "MISMATCH"],
    ["a value that is not held", ZHANG, { deathDate: "2017-01-01" }, "NOT_FOUND"],
  ])("%s", async (_what, idNumber, claims, expected) => {
    const { results } = await ask(verifying(), { idNumber, ...claims });
    expect(Object.values(results[0] ?? {})).toEqual([expected]);
  });

  test.each([
    ["a second older than the claim allows", LATE, { lifeStatus: "ALIVE", hukouRegion: "620102" }, ["MATCH", "STALE"]],
    ["in doubt at the source", DOUBTED, { lifeStatus: "ALIVE", sex: "MALE" }, ["NOT_FOUND", "STALE"]],
    ["old, and the source vouches for no later day", VOUCHED, { lifeStatus: "ALIVE" }, ["MATCH"]],
    ["of a set that comes rarely", RARE, { lifeStatus: "ALIVE", hukouRegion: "620102" }, ["MATCH", "MATCH"]],
  ])("about data that are %s", async (_what, idNumber, claims, expected) => {
    const { results } = await ask(verifying(), { idNumber, ...claims });
    expect(Object.values(results[0] ?? {})).toEqual(expected);
  });
});

describe("a person out of scope", () => {
  test("answers, counts and costs like one who does not exist", async () => {
    const claims = { name: "古丽·示例", lifeStatus: "ALIVE" };
    const view = verifying(within(["Person"], "6201"));
    const hidden = await ask(view, { idNumber: GULI, ...claims });
    const hiddenStatements = [...register.statements];
    const unknown = await ask(view, { idNumber: NOBODY, ...claims });
    expect(hidden).toEqual(unknown);
    expect(hidden.results).toEqual([{ name: "NOT_FOUND", lifeStatus: "NOT_FOUND" }]);
    expect([hidden.reads.subjects, hidden.reads.rowCounts]).toEqual([[], {}]);
    expect(hiddenStatements).toEqual(register.statements);
  });

  test("is a child without a grant that covers such rows", async () => {
    expect((await ask(verifying(), { idNumber: CHILD, name: "孙示例" })).results).toEqual([{ name: "NOT_FOUND" }]);
    const covered = { Person: { kind: "ALL", coversSensitiveRows: true } } as const;
    expect((await ask(verifying(covered), { idNumber: CHILD, name: "孙示例" })).results).toEqual([{ name: "MATCH" }]);
  });

  test("is everybody where there is no scope", async () => {
    for (const scopes of [{}, { Person: { kind: "PREFIXES", prefixes: ["%"] } }] as const) {
      expect((await ask(verifying(scopes), { idNumber: ZHANG, name: "张示例" })).results).toEqual([
        { name: "NOT_FOUND" },
      ]);
    }
  });
});

describe("a claim without a right", () => {
  test.each([
    ["NONE", "NOT_GRANTED"],
    ["VERIFY", "MATCH"],
    ["MASKED", "NOT_GRANTED"],
    ["FULL", "MATCH"],
  ])("at level %s answers %s", async (level, expected) => {
    expect(LEVELS).toContain(level);
    const view = { ...verifying(), levels: { "Person.idNumber": "VERIFY", "Person.name": level } } as View;
    expect((await ask(view, { idNumber: ZHANG, name: "张示例" })).results).toEqual([{ name: expected }]);
    expect(register.statements).toHaveLength(expected === "MATCH" ? 1 : 0);
  });

  test("does not disturb the others, and its value is in no statement", async () => {
    const view = { ...verifying(), levels: { "Person.idNumber": "VERIFY", "Person.sex": "VERIFY" } } as View;
    const { results } = await ask(view, { idNumber: ZHANG, name: "张示例", sex: "MALE" });
    expect(results).toEqual([{ name: "NOT_GRANTED", sex: "MATCH" }]);
    expect(register.statements.join()).not.toContain(`"name"`);
  });

  test("does not come from a prototype", async () => {
    const levels = Object.create({ "Person.name": "FULL" }, { "Person.idNumber": { value: "FULL", enumerable: true } });
    const { results } = await ask({ ...verifying(), levels }, { idNumber: ZHANG, name: "张示例" });
    expect(results).toEqual([{ name: "NOT_GRANTED" }]);
  });

  test("refuses the whole field where the number itself may not be asked by", async () => {
    const { data, errors } = await ask({ ...verifying(), levels: { "Person.name": "FULL" } }, { idNumber: ZHANG });
    expect([data, errors.map(({ code }) => code)]).toEqual([{ verifyPersons: null }, ["ARGUMENT_FORBIDDEN"]]);
  });

  test("with an explicit null is answered with null where it may be made", async () => {
    const { results } = await ask(verifying(), { idNumber: ZHANG, name: null, sex: "MALE" });
    expect(results).toEqual([{ name: null, sex: "MATCH" }]);
  });
});

test("more than a thousand subjects are refused before a statement is run", async () => {
  const many = Array(1_001).fill({ idNumber: ZHANG, name: "张示例" });
  const { errors } = await ask(verifying(), ...many);
  expect(errors.map(({ code }) => code)).toEqual(["LIMIT_EXCEEDED"]);
  expect(register.statements).toEqual([]);
});

test("two fields of one operation share a statement", async () => {
  const text = `query ($a: [PersonClaims!]!, $b: [PersonClaims!]!) {
    a: verifyPersons(subjects: $a) { claims { result } } b: verifyPersons(subjects: $b) { claims { result } }
  }`;
  const claims = { a: [{ idNumber: ZHANG, name: "张示例" }], b: [{ idNumber: ZHANG, name: "李示例" }] };
  const { data } = await register.ask(text, verifying(), claims);
  expect(data).toEqual({ a: [{ claims: [{ result: "MATCH" }] }], b: [{ claims: [{ result: "MISMATCH" }] }] });
  expect(register.statements).toHaveLength(1);
  expect(await register.statementsWithoutIndex()).toEqual([]);
});
