import {
  type Capability,
  createRegister,
  type Database,
  type DatabaseWriter,
  migrateDatabase,
  openDatabase,
  openWriter,
  type Reads,
  type Register,
  type RegisterAnswer,
  type RegisterDefinition,
  viewHash,
} from "@tongshu/kit";
import { parse } from "graphql";
import { afterAll, beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "./database.ts";

/** 2017-01-15 in Beijing, the day of the synthetic province. */
export const NOW_MS = Date.parse("2017-01-15T12:00:00+08:00");

/** What a caller may see of a register: the part of a capability that decides. */
export type View = Partial<Pick<Capability, "levels" | "scopes">>;

export interface TestRegister {
  /** Texts of the statements since the last question. */
  readonly statements: readonly string[];
  ask(text: string, view: View, variables?: Readonly<Record<string, unknown>>): Promise<RegisterAnswer>;
  /** Statements of the file so far that no index helps, whatever the values and however large the tables. */
  statementsWithoutIndex(): Promise<readonly string[]>;
  /** What the view sees of one field by way of `_entities`: the value, or a verdict in its place. */
  verdict(representation: Representation, field: string, view: View): Promise<unknown>;
}

export type Representation = Readonly<Record<string, string>> & { readonly __typename: string };

interface Parts<R extends Reads> {
  readonly definition: RegisterDefinition<R>;
  readonly migrationsFolder: string;
  seed(tables: DatabaseWriter["tables"]): Promise<void>;
}

/** The record columns of a row, the same for every row of a test. */
export const RECORD = {
  sourceDept: "HFP",
  sourceCatalog: "HFP-01",
  sourceRowId: "row-1",
  batchNo: "B20170115",
  loadedAt: "2017-01-15T09:30:00+08:00",
  ruleVersion: "1",
  confidence: "AUTHORITATIVE",
  recordValidFrom: "2017-01-15T09:30:00+08:00",
  updatedAt: "2017-01-15T09:30:00+08:00",
};

/** FULL on every one of these fields of a type. */
export function full(type: string, fields: readonly string[]): Capability["levels"] {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, "FULL"]));
}

export function within(types: readonly string[], ...prefixes: string[]): Capability["scopes"] {
  return Object.fromEntries(types.map((type) => [type, { kind: "PREFIXES", prefixes }]));
}

export function everywhere(types: readonly string[]): Capability["scopes"] {
  return Object.fromEntries(types.map((type) => [type, { kind: "ALL" }]));
}

/** A real register on a migrated database of its own, for the tests of one file. */
export function useRegister<R extends Reads>({ definition, migrationsFolder, seed }: Parts<R>): TestRegister {
  const statements: string[] = [];
  const everyStatement = new Set<string>();
  let register: Register;
  let target: TestDatabase;
  beforeAll(async () => {
    target = await cloneDatabase();
    await migrateDatabase(target.url, migrationsFolder);
    const writer = openWriter({ url: target.url, applicationName: "seed" });
    await seed(writer.tables);
    await writer.close();
    const database = openDatabase({ url: target.url, applicationName: "test" });
    register = createRegister(definition, {
      database: listening(database, statements),
      clock: { nowMs: () => NOW_MS },
    });
  });
  afterAll(async () => {
    await register.close();
    await target.drop();
  });

  function ask(text: string, view: View, variables = {}): Promise<RegisterAnswer> {
    for (const statement of statements.splice(0)) everyStatement.add(statement);
    const operation = { text, hash: text, document: parse(text) };
    return register.ask({
      operation,
      variables,
      capability: capabilityOf(view),
      signal: new AbortController().signal,
    });
  }

  return {
    statements,
    ask,
    statementsWithoutIndex: () => statementsWithoutIndex(target.url, [...everyStatement, ...statements]),
    async verdict(representation, field, view) {
      const selection = `... on ${representation.__typename} { ${field} }`;
      const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`;
      return verdictOf(await ask(text, view, { r: [representation] }), field);
    },
  };
}

function capabilityOf({ levels = {}, scopes = {} }: View): Capability {
  return {
    department: "AIC",
    region: "620102",
    purpose: "TEST",
    requestId: "request-1",
    policyVersion: "version-1",
    expiresAtMs: NOW_MS + 1_000,
    viewHash: viewHash({ levels, scopes }),
    levels,
    scopes,
  };
}

/** The code of the refusal, NOT_FOUND, OUT_OF_SCOPE, or the value. */
function verdictOf({ data, errors, reads }: RegisterAnswer, field: string): unknown {
  const [error] = errors;
  if (error) return error.code;
  const [row] = (data as { _entities: (Record<string, unknown> | null)[] })._entities;
  if (!row) return "NOT_FOUND";
  return reads.outOfScopePaths.length > 0 ? "OUT_OF_SCOPE" : row[field.split(/\W/)[0] ?? ""];
}

async function statementsWithoutIndex(url: string, statements: readonly string[]): Promise<readonly string[]> {
  const writer = openWriter({ url, applicationName: "explain", connectionCount: 1 });
  // With this, a table is read from end to end only where there is no other way.
  await writer.tables.execute("set enable_seqscan = off");
  const found: string[] = [];
  for (const statement of new Set(statements)) {
    const plan = await writer.tables.execute(`explain (generic_plan) ${statement}`);
    if (JSON.stringify(plan).includes("Seq Scan")) found.push(statement);
  }
  await writer.close();
  return found;
}

function listening(database: Database, statements: string[]): Database {
  return {
    isReady: () => database.isReady(),
    close: () => database.close(),
    query(text, parameters) {
      statements.push(text);
      return database.query(text, parameters);
    },
  };
}
