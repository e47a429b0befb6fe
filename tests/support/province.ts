import { randomBytes } from "node:crypto";
import { openDataFolder, openSecrets } from "@tongshu/scripts";
import {
  type DatabaseName,
  databaseOf,
  databaseUrl,
  prepareHub,
  provisionDatabases,
  REGISTER_NAMES,
  type Stack,
} from "@tongshu/scripts/stack";
import postgres from "postgres";
import { inject } from "vitest";
import { adminUrl } from "./database.ts";

/** About 11,600 persons: every prefecture and every kind of record is there. */
export const PROVINCE = { scale: 0.0005, seed: 1 } as const;

const NAMES: readonly DatabaseName[] = ["hub", ...REGISTER_NAMES];
const PREPARED = "prepared";
const LOCK = 1;

/**
 * Copies of the six databases with a small province and the demo clients, removed when `owning` is disposed of. The
 * first caller of a run loads them; the lock keeps everybody from copying a database that somebody is connected to.
 */
export async function cloneProvince(owning: AsyncDisposableStack): Promise<Stack> {
  const prefix = `t${randomBytes(5).toString("hex")}`;
  const copyOf = (name: DatabaseName) => `${prefix}_${databaseOf(name)}`;
  owning.defer(() => administer((sql) => dropAll(sql, NAMES.map(copyOf))));
  const stack = await administer(async (sql) => {
    await sql`select pg_advisory_lock(${LOCK})`;
    const prepared = openRunStack();
    if (!(await isPrepared(sql))) await prepare(sql, prepared);
    for (const name of NAMES) await copyDatabase(sql, databaseOf(name), copyOf(name));
    return prepared;
  });
  return {
    ...stack,
    urlOf(name, duty) {
      const url = new URL(stack.urlOf(name, duty));
      url.pathname = `/${copyOf(name)}`;
      return url.href;
    },
  };
}

function openRunStack(): Stack {
  const folder = openDataFolder(inject("dataFolder"));
  const secrets = openSecrets(folder.secretsFile);
  const server = { adminUrl: adminUrl(), lost: new Promise<void>(() => {}), stop: async () => {} };
  return { folder, secrets, server, urlOf: (name, duty) => databaseUrl(adminUrl(), secrets, name, duty) };
}

async function isPrepared(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`
    select shobj_description(oid, 'pg_database') as comment from pg_database where datname = ${databaseOf("hub")}`;
  return row?.["comment"] === PREPARED;
}

async function prepare(sql: postgres.Sql, stack: Stack): Promise<void> {
  await provisionDatabases(adminUrl(), stack.secrets);
  await prepareHub(stack, PROVINCE);
  stack.secrets.get("gateway.sealing");
  await sql.unsafe(`comment on database ${databaseOf("hub")} is '${PREPARED}'`);
}

async function copyDatabase(sql: postgres.Sql, template: string, copy: string): Promise<void> {
  await sql`create database ${sql(copy)} template ${sql(template)} owner ${sql(`${template}_owner`)} strategy file_copy`;
}

async function dropAll(sql: postgres.Sql, names: readonly string[]): Promise<void> {
  for (const name of names) await sql`drop database if exists ${sql(name)} with (force)`;
}

async function administer<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}
