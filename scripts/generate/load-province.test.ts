import { MIGRATIONS_FOLDER as E_LICENCES } from "@tongshu/e-licences";
import { MIGRATIONS_FOLDER as GOVERNANCE_EVENTS } from "@tongshu/governance-events";
import { migrateDatabase } from "@tongshu/kit";
import { MIGRATIONS_FOLDER as LEGAL_ENTITIES } from "@tongshu/legal-entities";
import { MIGRATIONS_FOLDER as POPULATION } from "@tongshu/population";
import { MIGRATIONS_FOLDER as SUPERVISION } from "@tongshu/supervision";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { REGISTER_NAMES, type RegisterName } from "../databases/names.ts";
import { demoSubjects } from "./demo-subjects.ts";
import { loadProvince } from "./load-province.ts";
import { openProvince } from "./province.ts";

const OPTIONS = { scale: 0.0005, seed: 3 } as const;
const MIGRATIONS: Readonly<Record<RegisterName, string>> = {
  population: POPULATION,
  "legal-entities": LEGAL_ENTITIES,
  "e-licences": E_LICENCES,
  supervision: SUPERVISION,
  "governance-events": GOVERNANCE_EVENTS,
};

const databases = new Map<RegisterName, TestDatabase>();
const reports: { done: number; total: number }[] = [];

beforeAll(async () => {
  await Promise.all(
    REGISTER_NAMES.map(async (name) => {
      const database = await cloneDatabase();
      databases.set(name, database);
      await migrateDatabase(database.url, MIGRATIONS[name]);
    }),
  );
  await load();
});

afterAll(() => Promise.all([...databases.values()].map((database) => database.drop())));

async function load(): Promise<void> {
  const urls = Object.fromEntries([...databases].map(([name, { url }]) => [name, url])) as Record<RegisterName, string>;
  await loadProvince({ ...OPTIONS, urls, onProgress: (done, total) => reports.push({ done, total }) });
}

async function query(name: RegisterName, text: string, parameters: string[] = []): Promise<Record<string, unknown>[]> {
  const sql = postgres(databases.get(name)!.url, { max: 1 });
  return sql.unsafe(text, parameters).finally(() => sql.end());
}

async function count(name: RegisterName, table: string): Promise<number> {
  return Number((await query(name, `select count(*) from ${table}`))[0]!["count"]);
}

test("stores every row that the province counts", async () => {
  const province = openProvince(OPTIONS);
  expect(await count("population", "persons")).toBe(province.personCount);
  expect(await count("population", "households")).toBe(province.householdCount);
  expect(await count("legal-entities", "legal_entities")).toBe(province.directory.count);
  expect(await count("e-licences", "licences")).toBe(province.licences.count);
  expect(await count("supervision", "inspections")).toBe(province.supervision.volumes.inspections);
  expect(await count("governance-events", "governance_events")).toBe(province.events.count);
});

test("stores nothing twice when it is run again", async () => {
  await load();
  expect(await count("population", "persons")).toBe(openProvince(OPTIONS).personCount);
});

test("reports progress that only grows and ends at the total", () => {
  const first = reports.slice(0, reports.length / 2);
  expect(first.length).toBeGreaterThan(20);
  expect(first.every(({ done }, i) => i === 0 || done >= first[i - 1]!.done)).toBe(true);
  expect(first.at(-1)!.done).toBe(first.at(-1)!.total);
});

test("leaves statistics for the planner", async () => {
  const [row] = await query("population", "select reltuples::int as n from pg_class where relname = 'persons'");
  expect(row!["n"]).toBe(openProvince(OPTIONS).personCount);
});

test("puts the demo subjects into the registers", async () => {
  const { person, partOwnedCompany, eventNo } = demoSubjects(OPTIONS);
  expect(await query("population", "select name from persons where id_number = $1", [person.idNumber])).toEqual([
    { name: person.name },
  ]);
  expect(
    await query("legal-entities", "select name from legal_entities where uscc = $1", [partOwnedCompany.uscc]),
  ).toEqual([{ name: partOwnedCompany.name }]);
  expect(
    await query("governance-events", "select person_id from involved_parties where event_no = $1", [eventNo]),
  ).toContainEqual({
    person_id: person.personId,
  });
});
