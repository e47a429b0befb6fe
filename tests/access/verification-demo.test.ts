import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { post } from "../support/ask.ts";
import { startTestHub, type TestHub } from "../support/hub.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ isSplit: true });
}, 120_000);
afterAll(() => hub?.stop());

async function rowsOf(name: "population" | "legal-entities", query: string) {
  const sql = postgres(hub.urlOf(name, "runtime"), { max: 1 });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end();
  }
}

async function resultsOf(root: string, input: string, headers: Record<string, string>, subjects: readonly object[]) {
  const query = `query ($subjects: [${input}!]!) { ${root}(subjects: $subjects) { claims { result } } }`;
  const all = { ...headers, "content-type": "application/json" };
  const reply = await post(`${hub.url}/graphql`, all, JSON.stringify({ query, variables: { subjects } }));
  expect(reply.errors).toEqual([]);
  const answers: { claims: { result: string }[] }[] = reply.data[root];
  return answers.flatMap(({ claims }) => claims.map(({ result }) => result));
}

// The province stands still in January 2017; verified today, its data must not be too old.
test("what the province holds about the pension desk's own people is confirmed, and nothing about others", async () => {
  const listed = (condition: string) =>
    rowsOf(
      "population",
      `select id_number as "idNumber", name, life_status as "lifeStatus" from persons
       where life_status = 'ALIVE' and birth_date < '1990-01-01' and id_number is not null and ${condition}
         and not 'REVIEW_LIFE_STATUS' = any(quality_flags) order by person_id limit 100`,
    );
  const token = await hub.token({ clientId: "hrs-province", officerId: "hrs-officer-1" });
  const headers = { authorization: `Bearer ${token}`, "x-purpose": "PENSION_CHECK" };
  const ask = async (condition: string) => resultsOf("verifyPersons", "PersonClaims", headers, await listed(condition));
  expect(await ask("pension_status <> 'NONE'")).toEqual(Array(200).fill("MATCH"));
  expect(await ask("pension_status = 'NONE'")).toEqual(Array(200).fill("NOT_FOUND"));
});

test("what it holds about organisations is confirmed", async () => {
  const rows = await rowsOf(
    "legal-entities",
    `select uscc, name, status, legal_rep_name as "legalRepName" from legal_entities
     where uscc is not null and legal_rep_name is not null order by entity_id limit 200`,
  );
  const token = await hub.token({ clientId: "aic-registration", officerId: "aic-officer-1" });
  const headers = { authorization: `Bearer ${token}`, "x-purpose": "ENTITY_REGISTRATION", "x-case": "2017-42" };
  const results = await resultsOf("verifyLegalEntities", "LegalEntityClaims", headers, rows);
  expect(results).toEqual(Array(600).fill("MATCH"));
});
