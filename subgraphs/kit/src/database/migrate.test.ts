import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../../tests/support/database.ts";
import { openDatabase } from "./database.ts";
import { migrateDatabase } from "./migrate.ts";

const folder = mkdtempSync(join(tmpdir(), "migrations-"));
let target: TestDatabase;

/** A folder as drizzle-kit writes it. */
async function write(...statements: string[]): Promise<void> {
  await mkdir(join(folder, "meta"), { recursive: true });
  const entries = statements.map((statement, idx) => {
    writeFileSync(join(folder, `${idx}.sql`), statement);
    return { idx, version: "7", when: idx + 1, tag: String(idx), breakpoints: true };
  });
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries }));
}

async function columns(): Promise<unknown[]> {
  const database = openDatabase({ url: target.url, applicationName: "kit-test" });
  const rows = await database.query(
    "select column_name from information_schema.columns where table_name = $1 order by 1",
    ["note"],
  );
  await database.close();
  return rows.flat();
}

beforeAll(async () => {
  target = await cloneDatabase();
});
afterAll(async () => {
  await target.drop();
  rmSync(folder, { recursive: true });
});

test("processes that start together migrate once, and again is nothing", async () => {
  await write("create table note (id text)");
  await Promise.all([1, 2, 3].map(() => migrateDatabase(target.url, folder)));
  await migrateDatabase(target.url, folder);
  expect(await columns()).toEqual(["id"]);
});

test("a migration that fails leaves nothing half done, and the mended one goes on", async () => {
  await write("create table note (id text)", "alter table note add a text;--> statement-breakpoint\nselect nonsense");
  await expect(migrateDatabase(target.url, folder)).rejects.toThrow();
  expect(await columns()).toEqual(["id"]);
  await write("create table note (id text)", "alter table note add b text");
  await migrateDatabase(target.url, folder);
  expect(await columns()).toEqual(["b", "id"]);
});
