import postgres from "postgres";
import { expect, test } from "vitest";
import { adminUrl, cloneDatabase, urlOf } from "./database.ts";

test("a copy holds what its template holds and nothing flows back", async () => {
  const template = await cloneDatabase();
  const first = postgres(template.url, { max: 1 });
  await first`create table thing (name text)`;
  await first.end();

  const copy = await cloneDatabase(template.name);
  const second = postgres(copy.url, { max: 1 });
  await second`insert into thing values ('only in the copy')`;
  await second.end();

  const again = postgres(template.url, { max: 1 });
  expect(await again`select * from thing`).toHaveLength(0);
  await again.end();
  await copy.drop();
  await template.drop();
});

test("a dropped database is gone although a connection was open", async () => {
  const database = await cloneDatabase();
  const open = postgres(database.url, { max: 1, onclose: () => {} });
  await open`select 1`;
  await database.drop();
  await open.end({ timeout: 0 });

  const sql = postgres(adminUrl(), { max: 1 });
  expect(await sql`select from pg_database where datname = ${database.name}`).toHaveLength(0);
  await sql.end();
  expect(new URL(urlOf("other")).pathname).toBe("/other");
});
