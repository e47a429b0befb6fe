import { randomBytes } from "node:crypto";
import { openDataFolder, openSecrets } from "@tongshu/scripts";
import { type DatabaseName, databaseOf, databaseUrl, REGISTER_NAMES, type Stack } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { inject } from "vitest";
import { adminUrl } from "./database.ts";

/** Six databases that are filled once a run and then only copied. */
export interface HubTemplate {
  /** Put before the names of its databases. */
  readonly prefix: string;
  /** Fills them; `base` are the six databases under their own names. */
  prepare(base: Stack, sql: postgres.Sql): Promise<void>;
}

export const NAMES: readonly DatabaseName[] = ["hub", ...REGISTER_NAMES];
const PREPARED = "prepared";
const LOCK = 1;

/**
 * Copies of a template's six databases, removed when `owning` is disposed of. The first caller of a run fills the
 * template; the lock keeps everybody from copying a database that somebody is connected to.
 */
export async function cloneHub(owning: AsyncDisposableStack, template: HubTemplate): Promise<Stack> {
  const prefix = `t${randomBytes(5).toString("hex")}_`;
  owning.defer(() => administer((sql) => dropAll(sql, prefix)));
  const base = await administer(async (sql) => {
    await sql`select pg_advisory_lock(${LOCK})`;
    const stack = openRunStack();
    if (!(await isPrepared(sql, template))) await prepare(sql, stack, template);
    await copyDatabases(sql, template.prefix, prefix);
    return stack;
  });
  return { ...base, urlOf: (name, duty) => withPrefix(base.urlOf(name, duty), name, prefix) };
}

export async function copyDatabases(sql: postgres.Sql, from: string, to: string): Promise<void> {
  for (const name of NAMES) {
    const [source, copy, owner] = [from + databaseOf(name), to + databaseOf(name), `${databaseOf(name)}_owner`];
    await sql`create database ${sql(copy)} template ${sql(source)} owner ${sql(owner)} strategy file_copy`;
  }
}

export function withPrefix(url: string, name: DatabaseName, prefix: string): string {
  const changed = new URL(url);
  changed.pathname = `/${prefix}${databaseOf(name)}`;
  return changed.href;
}

function openRunStack(): Stack {
  const folder = openDataFolder(inject("dataFolder"));
  const secrets = openSecrets(folder.secretsFile);
  const server = { adminUrl: adminUrl(), lost: new Promise<void>(() => {}), stop: async () => {} };
  return { folder, secrets, server, urlOf: (name, duty) => databaseUrl(adminUrl(), secrets, name, duty) };
}

async function isPrepared(sql: postgres.Sql, { prefix }: HubTemplate): Promise<boolean> {
  const [row] = await sql`
    select shobj_description(oid, 'pg_database') as comment from pg_database where datname = ${prefix + databaseOf("hub")}`;
  return row?.["comment"] === PREPARED;
}

async function prepare(sql: postgres.Sql, stack: Stack, { prefix, prepare }: HubTemplate): Promise<void> {
  await prepare(stack, sql);
  stack.secrets.get("gateway.sealing");
  await sql.unsafe(`comment on database ${prefix}${databaseOf("hub")} is '${PREPARED}'`);
}

async function dropAll(sql: postgres.Sql, prefix: string): Promise<void> {
  for (const name of NAMES) await sql`drop database if exists ${sql(prefix + databaseOf(name))} with (force)`;
}

async function administer<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}
