import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { loadMarkStatements, readContent, writeMark } from "./load-mark.ts";

const MARK = { scale: 0.001, seed: 7, generator: "1" };

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql`create table thing (n int)`;
  for (const statement of loadMarkStatements("current_user")) await sql.unsafe(statement);
});

beforeEach(() => sql`truncate thing, loading.province`);

afterAll(async () => {
  await sql.end();
  await database.drop();
});

test("a register without a row is empty", async () => {
  expect(await readContent(database.url)).toEqual({ kind: "EMPTY" });
});

test("rows that no load announced are of another origin", async () => {
  await sql`insert into thing values (1)`;
  expect(await readContent(database.url)).toEqual({ kind: "FOREIGN" });
});

test("a load that began and did not end is half", async () => {
  await writeMark(database.url, MARK, false);
  await sql`insert into thing values (1)`;
  expect(await readContent(database.url)).toEqual({ kind: "HALF" });
});

test("a finished load says which province it brought", async () => {
  await writeMark(database.url, { ...MARK, seed: 8 }, false);
  await writeMark(database.url, MARK, true);
  expect(await readContent(database.url)).toEqual({ kind: "PROVINCE", mark: MARK });
});
