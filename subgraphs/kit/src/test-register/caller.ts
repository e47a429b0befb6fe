import { readFileSync } from "node:fs";
import { parse } from "graphql";
import { afterAll, beforeAll } from "vitest";
import type { Capability } from "../capability.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { openWriter } from "../database/writer.ts";
import { createRegister } from "../in-process-register.ts";
import type { Register, RegisterAnswer, RegisterOperation } from "../register.ts";
import { compilingExecutor, type Executor, interpretingExecutor } from "../serve/executor.ts";
import { viewHash } from "../view-hash.ts";
import { testRegister } from "./register.ts";

export const NOW_MS = Date.parse("2017-01-15T00:00:00Z");

/** A capability that sees nothing, changed by what a test gives. */
export function capability(changes: Partial<Capability> = {}): Capability {
  const whole = {
    department: "AIC",
    region: "620102",
    purpose: "TEST",
    requestId: "r-1",
    policyVersion: "v1",
    expiresAtMs: NOW_MS + 1_000,
    levels: {},
    scopes: {},
    ...changes,
  };
  return { ...whole, viewHash: viewHash(whole) };
}

export interface TestCaller {
  readonly register: Register;
  /** Texts of the statements since the last question. */
  readonly statements: readonly string[];
  ask(
    text: string,
    changes?: Partial<Capability>,
    variables?: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<RegisterAnswer>;
}

/** What holds for one way to run a document must hold for the other. */
export const EXECUTORS = [
  { way: "interpreted", executor: interpretingExecutor },
  { way: "compiled", executor: compilingExecutor },
] as const;

/** Of the tests' own support, which only a test may import. */
type CloneDatabase = () => Promise<{ readonly url: string; drop(): Promise<void> }>;

/** The test register on a database of its own, for the tests of one file. */
export function useTestRegister(cloneDatabase: CloneDatabase, executor: Executor = interpretingExecutor): TestCaller {
  const statements: string[] = [];
  const operations = new Map<string, RegisterOperation>();
  let register: Register;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const target = await cloneDatabase();
    const options = { url: target.url, applicationName: "kit-test" };
    const writer = openWriter(options);
    await writer.tables.execute(readFileSync(new URL("seed.sql", import.meta.url), "utf8"));
    await writer.close();
    register = createRegister(testRegister, {
      executor,
      database: listening(openDatabase(options), statements),
      clock: { nowMs: () => NOW_MS },
    });
    drop = () => target.drop();
  });
  afterAll(async () => {
    await register.close();
    await drop();
  });
  return {
    statements,
    get register() {
      return register;
    },
    ask(text, changes, variables = {}, signal = new AbortController().signal) {
      statements.length = 0;
      // One document for one text, as the gateway keeps them: what is cached by document must serve each view its own.
      const operation = operations.get(text) ?? { text, hash: text, document: parse(text) };
      operations.set(text, operation);
      return register.ask({ operation, variables, capability: capability(changes), signal });
    },
  };
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
