import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDataFolder } from "../data-folder.ts";
import { startEmbedded } from "../postgres/embedded.ts";
import type { PostgresServer } from "../postgres/server.ts";
import { openSecrets, type Secrets } from "../secrets.ts";
import { type Duty, databaseOf, type RegisterName } from "./names.ts";
import { provisionDatabases } from "./provision.ts";
import { databaseUrl } from "./urls.ts";

const path = mkdtempSync(join(tmpdir(), "tongshu-provision-"));
// Roles belong to a whole server, so this file has one of its own.
let server: PostgresServer;
let secrets: Secrets;

beforeAll(async () => {
  const folder = openDataFolder(path);
  secrets = openSecrets(folder.secretsFile);
  server = await startEmbedded(folder, secrets, "disposable");
  await provisionDatabases(server.adminUrl, secrets);
  await provisionDatabases(server.adminUrl, secrets);
  await as("population", "owner", (sql) => sql`create table thing (id int primary key)`);
});

afterAll(async () => {
  await server.stop();
  rmSync(path, { recursive: true });
});

async function as<T>(name: RegisterName, duty: Duty, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl(server.adminUrl, secrets, name, duty), { max: 1, onnotice: () => {} });
  return run(sql).finally(() => sql.end());
}

test("the runtime role of a register reads and cannot write", async () => {
  expect(await as("population", "runtime", (sql) => sql`select * from thing`)).toHaveLength(0);
  await expect(as("population", "runtime", (sql) => sql`insert into thing values (1)`)).rejects.toThrow(
    "permission denied",
  );
  await expect(as("population", "runtime", (sql) => sql`create table other (id int)`)).rejects.toThrow(
    "permission denied",
  );
});

test("the loader role empties, fills and analyses a table but changes no row", async () => {
  await as("population", "loader", async (sql) => {
    await sql`truncate thing`;
    await sql`insert into thing values (1)`;
    await sql`analyze thing`;
  });
  await expect(as("population", "loader", (sql) => sql`update thing set id = 2`)).rejects.toThrow("permission denied");
  await expect(as("population", "loader", (sql) => sql`delete from thing`)).rejects.toThrow("permission denied");
});

test("a role of one register cannot enter the database of another", async () => {
  const url = new URL(databaseUrl(server.adminUrl, secrets, "population", "runtime"));
  url.pathname = `/${databaseOf("supervision")}`;
  const sql = postgres(url.href, { max: 1 });
  await expect(sql`select 1`).rejects.toThrow("permission denied for database");
  await sql.end();
});
