import postgres from "postgres";
import { loadMarkStatements } from "../province/load-mark.ts";
import type { Secrets } from "../secrets.ts";
import { DATABASE_NAMES, type DatabaseName, databaseOf, dutiesOf, roleOf } from "./names.ts";
import { scramVerifier } from "./scram.ts";
import { databaseUrl, passwordOf } from "./urls.ts";

/** Any number that no other program uses: two hubs that start at once on one server wait for each other. */
const PROVISION_LOCK = 7_203_015_521;

/**
 * Creates the six databases and their roles where they are missing and sets every password and privilege anew.
 * `adminUrl` needs a role that may create databases and roles.
 */
export async function provisionDatabases(adminUrl: string, secrets: Secrets): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin`select pg_advisory_lock(${PROVISION_LOCK})`;
    for (const name of DATABASE_NAMES) await createRoles(admin, secrets, name);
    for (const name of DATABASE_NAMES) await createDatabase(admin, name);
  } finally {
    await admin.end();
  }
  await Promise.all(DATABASE_NAMES.map((name) => grantPrivileges(adminUrl, secrets, name)));
}

async function createRoles(admin: postgres.Sql, secrets: Secrets, name: DatabaseName): Promise<void> {
  for (const duty of dutiesOf(name)) {
    const role = roleOf(name, duty);
    const known = await admin`select from pg_roles where rolname = ${role}`;
    // DDL takes no parameters; the name is one of ours and the verifier is base64, so neither can hold a quote.
    const verifier = scramVerifier(passwordOf(secrets, name, duty));
    await admin.unsafe(
      `${known.length > 0 ? "alter" : "create"} role ${role} login nocreatedb nocreaterole noinherit password '${verifier}'`,
    );
  }
  // Who is no superuser may hand a database only to a role that they are a member of.
  await admin.unsafe(`grant ${roleOf(name, "owner")} to current_user with set true, inherit true`);
}

async function createDatabase(admin: postgres.Sql, name: DatabaseName): Promise<void> {
  const database = databaseOf(name);
  const known = await admin`select from pg_database where datname = ${database}`;
  if (known.length > 0) return;
  await admin.unsafe(
    `create database ${database} owner ${roleOf(name, "owner")} template template0
       encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'`,
  );
}

async function grantPrivileges(adminUrl: string, secrets: Secrets, name: DatabaseName): Promise<void> {
  const owner = postgres(databaseUrl(adminUrl, secrets, name, "owner"), { max: 1, onnotice: () => {} });
  try {
    const privileges =
      name === "hub" ? [] : [...registerPrivileges(name), ...loadMarkStatements(roleOf(name, "loader"))];
    for (const statement of [...closed(name), ...privileges]) await owner.unsafe(statement);
  } finally {
    await owner.end();
  }
}

/** Nobody gets anything by being nobody in particular. */
function closed(name: DatabaseName): string[] {
  const others = dutiesOf(name)
    .filter((duty) => duty !== "owner")
    .map((duty) => roleOf(name, duty))
    .join(", ");
  return [
    `revoke all on database ${databaseOf(name)} from public`,
    `grant connect on database ${databaseOf(name)} to ${others}`,
    "revoke all on schema public from public",
    `grant usage on schema public to ${others}`,
    "alter default privileges revoke execute on functions from public",
  ];
}

/** The role that answers requests only reads; the role that loads cannot change or delete a single row. */
function registerPrivileges(name: DatabaseName): string[] {
  const runtime = roleOf(name, "runtime");
  const loader = roleOf(name, "loader");
  const load = "select, insert, truncate, maintain";
  return [
    `alter default privileges in schema public grant select on tables to ${runtime}`,
    `alter default privileges in schema public grant ${load} on tables to ${loader}`,
    `grant select on all tables in schema public to ${runtime}`,
    `grant ${load} on all tables in schema public to ${loader}`,
  ];
}
