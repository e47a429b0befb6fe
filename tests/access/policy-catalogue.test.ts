import { expect, test } from "vitest";
import { personIdOf } from "../support/planted/numbers.ts";
import { usePlantedHub } from "../support/planted-hub.ts";

const hub = usePlantedHub();
const SEARCH = `query($search: String, $type: String, $sensitivity: String, $first: Int, $after: String) {
  catalogue(search: $search, type: $type, sensitivity: $sensitivity, first: $first, after: $after) {
    coordinate descriptionZh descriptionEn owner ownerNameZh sharing citation sensitivity
    sources { catalog cycle } holderCount howToAskZh howToAskEn } }`;

const search = (variables: object, who = "hrs-admin-1") =>
  hub().govern(who, { query: SEARCH, variables: { first: 50, ...variables } });

test("every field is in it with owner, sharing, sensitivity and how to ask, page after page", async () => {
  const seen: string[] = [];
  for (let after: string | null = null; ; after = seen.at(-1) ?? null) {
    const { data } = await search({ first: 200, after });
    if (data.catalogue.length === 0) break;
    for (const field of data.catalogue) {
      seen.push(field.coordinate);
      expect(field.descriptionZh && field.descriptionEn && field.howToAskZh && field.howToAskEn).toBeTruthy();
      expect(field.sharing === "NOT_SHARED").toBe(field.citation !== null);
    }
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toContain("Person.birthDate");
  expect(seen).toContain("Penalty.decisionNo");
  expect(seen.some((coordinate) => coordinate.startsWith("PageInfo."))).toBe(false);
});

test("a field is found by words of either language, by its type and by its sensitivity", async () => {
  const coordinates = async (variables: object) =>
    ((await search(variables)).data.catalogue as { coordinate: string }[]).map(({ coordinate }) => coordinate);
  expect(await coordinates({ search: "出生日期", type: "Person" })).toContain("Person.birthDate");
  expect(await coordinates({ search: "date birth" })).toContain("Person.birthDate");
  expect(await coordinates({ type: "Person", sensitivity: "L4" })).toContain("Person.photo");
  expect(await coordinates({ search: "no such thing anywhere" })).toEqual([]);
  expect((await search({ first: 500 })).codes).toEqual(["BAD_USER_INPUT"]);
});

test("it says where a field comes from, how often, and how many departments hold it", async () => {
  const { data } = await search({ search: "Person.mobilePhone" });
  expect(data.catalogue[0]).toMatchObject({ sources: [{ catalog: "HRS-01", cycle: "WEEKLY" }] });
  expect(data.catalogue[0].holderCount).toBeGreaterThan(1);
  expect(data.catalogue[0].holderCount).toBeLessThan(20);
});

test("data sets are listed with what they hold", async () => {
  const { data } = await hub().govern("psd-approver-1", {
    query:
      "{ dataSets { type descriptionEn owners fieldCount holderCount sources { catalog } rowCount lastLoadedAt } }",
  });
  const person = data.dataSets.find(({ type }: { type: string }) => type === "Person");
  expect(person.owners).toContain("PSD");
  expect(person.fieldCount).toBeGreaterThan(40);
  expect(person.holderCount).toBeGreaterThan(3);
  expect(Date.parse(person.lastLoadedAt)).toBeGreaterThan(0);
  expect(person.rowCount === null || person.rowCount > 0).toBe(true);
  expect(hub().calls).toEqual([]);
});

test("who governs nothing is shown no catalogue", async () => {
  expect((await search({}, personIdOf("ada"))).codes).toEqual(["ROLE_REQUIRED"]);
});
