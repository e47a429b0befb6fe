import { describe, expect, test } from "vitest";
import { citizenIdOf, creditCodeOf } from "../support/planted/numbers.ts";
import { ORGANISATIONS } from "../support/planted/organisations.ts";
import { ada, ben, duo } from "../support/planted/people.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();

const PERSONS = "query ($numbers: [CitizenIdNumber!]!) { persons(idNumbers: $numbers) { name } }";
const ENTITIES = `query ($codes: [UnifiedSocialCreditCode!]!) {
  legalEntitiesByUscc(usccs: $codes) { name licences { licenceId } }
}`;

const strangers = (count: number) => Array.from({ length: count }, (_, order) => citizenIdOf("1985-05-05", order + 1));
const persons = (numbers: readonly unknown[]) => hub().ask("hrs", { query: PERSONS, variables: { numbers } });
const entities = (codes: readonly unknown[]) => hub().ask("aic", { query: ENTITIES, variables: { codes } });

describe("a batch of people", () => {
  test("is answered in the order asked, null where there is nobody, twice where asked twice", async () => {
    const [stranger = ""] = strangers(1);
    const { data, codes } = await persons([
      duo["id_number"],
      stranger,
      ada["id_number"],
      ben["id_number"],
      ada["id_number"],
    ]);
    expect(codes).toEqual([]);
    expect(data.persons).toEqual([
      { name: "杜远行" },
      null,
      { name: "安雅秀" },
      { name: "白本真" },
      { name: "安雅秀" },
    ]);
  });

  test("of a hundred is one call of one register", async () => {
    const { data } = await persons([...strangers(99), ada["id_number"]]);
    expect(data.persons).toHaveLength(100);
    expect(data.persons.slice(0, 99)).toEqual(Array(99).fill(null));
    expect(data.persons[99]).toEqual({ name: "安雅秀" });
    expect(hub().calls.map(({ register }) => register)).toEqual(["population"]);
  });

  test("of a hundred and one is refused before any register is called", async () => {
    const { codes, data } = await persons(strangers(101));
    expect([codes, data ?? null]).toEqual([["LIMIT_EXCEEDED"], null]);
    expect(hub().calls).toEqual([]);
  });

  test("of nobody is empty", async () => {
    expect((await persons([])).data).toEqual({ persons: [] });
  });

  test("holds out-of-scope people as strangers", async () => {
    const variables = { numbers: [duo["id_number"], ada["id_number"]] };
    const { data, codes } = await hub().ask("hrsLanzhou", { query: PERSONS, variables });
    expect([data.persons, codes]).toEqual([[null, { name: "安雅秀" }], []]);
  });
});

describe("a batch of organisations", () => {
  test("is answered in the order asked, null where there is none", async () => {
    const known = [...ORGANISATIONS].reverse();
    const { data } = await entities([creditCodeOf(998), ...known.map(({ uscc }) => uscc), creditCodeOf(999)]);
    const names = data.legalEntitiesByUscc.map((it: { name: string } | null) => it?.name ?? null);
    expect(names).toEqual([null, ...known.map(({ name }) => name), null]);
  });

  test("calls each register once", async () => {
    await entities(ORGANISATIONS.map(({ uscc }) => uscc));
    expect(hub().calls.map(({ register }) => register)).toEqual(["legal-entities", "e-licences"]);
  });

  test("of a hundred and one is refused before any register is called", async () => {
    const { codes } = await entities(Array.from({ length: 101 }, (_, order) => creditCodeOf(order + 1)));
    expect(codes).toEqual(["LIMIT_EXCEEDED"]);
    expect(hub().calls).toEqual([]);
  });
});
