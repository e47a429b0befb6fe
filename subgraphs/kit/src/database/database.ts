import { setImmediate as nextTurn } from "node:timers/promises";
import type postgres from "postgres";
import { HubError } from "../errors.ts";
import { CONNECT_TIMEOUT_MS, type DatabaseOptions, openClient, STATEMENT_TIMEOUT_MS } from "./client.ts";
import { toSourceError } from "./source-error.ts";

export type DatabaseRow = readonly unknown[];

/** A register's road to its own database, for reading. */
export interface Database {
  /**
   * Runs one named prepared statement; rows are arrays in select order. Rejects with SOURCE_DOWN or SOURCE_TIMEOUT,
   * or with a StatementError that holds a SQLSTATE only.
   */
  query(text: string, parameters: readonly unknown[]): Promise<readonly DatabaseRow[]>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** A connection keeps every statement it has prepared, at both ends; it is replaced when it holds this many. */
const MAX_PREPARED = 1_000;
/** Statements waiting on one connection; more means that the database cannot follow. */
const MAX_IN_FLIGHT = 1_000;

/**
 * Each statement reads by keys or by an index it was written for, so one plan serves all values. Left to itself PostgreSQL plans a
 * lookup of few keys anew each time, which was measured at a third of all lookups per second.
 */
const GENERIC_PLAN = { plan_cache_mode: "force_generic_plan" };
/** A server that works on a statement does not look whether anybody still listens, unless it is told how often, in ms. */
const NOTICE_DEPARTURE = { client_connection_check_interval: 1_000 };

/** How long a connection that is left may go on with what it was given; a thousand statements take less. */
const DRAIN_MS = 30_000;

class Connection {
  inFlight = 0;
  /** When it last answered, or was asked while it had nothing to do. */
  heardAtMs = 0;
  readonly prepared = new Set<string>();
  readonly client: postgres.Sql;

  constructor(client: postgres.Sql) {
    this.client = client;
  }
}

/**
 * Several clients of one connection each, the idlest first. One client of many connections searches its queue
 * from end to end for each statement and becomes slower the more it is used.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const open = () => new Connection(openClient(options, 1, { ...GENERIC_PLAN, ...NOTICE_DEPARTURE }));
  const connections = Array.from({ length: options.connectionCount ?? 4 }, open);
  const longestSilenceMs = silenceOf(options);
  /** Replaced, and not yet done with what they were given; each with the timer that ends it. */
  const leaving = new Map<Connection, NodeJS.Timeout>();
  let isClosed = false;

  /** A new connection takes its place; the old one goes on with what it was given, but no longer than `drainMs`. */
  function replace(connection: Connection, drainMs: number): void {
    const index = connections.indexOf(connection);
    if (index === -1 || isClosed) return;
    connections[index] = open();
    if (drainMs === 0 || connection.inFlight === 0) return void end(connection, 0);
    leaving.set(
      connection,
      setTimeout(() => finish(connection), drainMs),
    );
  }

  function finish(connection: Connection): void {
    clearTimeout(leaving.get(connection));
    if (leaving.delete(connection)) void end(connection, 0);
  }

  /** Behind a network that swallows everything a socket stays open for many minutes; a new one may get through. */
  function leaveSilent(nowMs: number): void {
    for (const connection of [...connections]) {
      if (connection.inFlight > 0 && nowMs - connection.heardAtMs > longestSilenceMs) replace(connection, 0);
    }
  }

  async function query(text: string, parameters: readonly unknown[]): Promise<readonly DatabaseRow[]> {
    const nowMs = performance.now();
    leaveSilent(nowMs);
    const connection = leastBusy(connections);
    if (isClosed || connection.inFlight >= MAX_IN_FLIGHT) throw new HubError("SOURCE_DOWN");
    if (connection.inFlight === 0) connection.heardAtMs = nowMs;
    connection.inFlight++;
    connection.prepared.add(text);
    try {
      return await run(connection.client, text, parameters);
    } catch (error) {
      const sourceError = toSourceError(error);
      if (sourceError instanceof HubError) replace(connection, drainMsFor(sourceError));
      throw sourceError;
    } finally {
      connection.heardAtMs = performance.now();
      connection.inFlight--;
      if (connection.prepared.size > MAX_PREPARED) replace(connection, DRAIN_MS);
      if (connection.inFlight === 0) finish(connection);
    }
  }

  return {
    query,
    isReady: () => query("select 1", []).then(Boolean, () => false),
    async close() {
      isClosed = true;
      for (const timer of leaving.values()) clearTimeout(timer);
      await Promise.all([...connections, ...leaving.keys()].map((connection) => end(connection, 5)));
    },
  };
}

/**
 * Whatever waits behind a connection that failed would each wait for its own connect timeout. Behind a statement that
 * reached its limit, most wait for the same lock: they get what one statement gets, together and not one after the other.
 */
function drainMsFor({ code }: HubError): number {
  return code === "SOURCE_TIMEOUT" ? STATEMENT_TIMEOUT_MS : 0;
}

/** A living server ends every statement at its own limit, so between two answers no more than this can pass. */
function silenceOf({
  statementTimeoutMs = STATEMENT_TIMEOUT_MS,
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
}: DatabaseOptions): number {
  return statementTimeoutMs === 0 ? Infinity : statementTimeoutMs + connectTimeoutMs;
}

/** postgres.js takes a statement over a moment after it was handed one, and refuses it when it is ending by then. */
async function end({ client }: Connection, graceSeconds: number): Promise<void> {
  await nextTurn();
  await client.end({ timeout: graceSeconds });
}

function run(client: postgres.Sql, text: string, parameters: readonly unknown[]): Promise<readonly DatabaseRow[]> {
  // Without `simple: false` a statement that has no parameter would be sent as plain text.
  const options = { prepare: true, simple: false };
  return client.unsafe(text, parameters as postgres.ParameterOrJSON<never>[], options).values();
}

function leastBusy(connections: readonly Connection[]): Connection {
  return connections.reduce((best, each) => (each.inFlight < best.inFlight ? each : best));
}
