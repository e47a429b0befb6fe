import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { within } from "./time-limit.ts";

/** The hub database for everyday statements; `tx` of a transaction has the same shape. */
export type HubDb = PostgresJsDatabase;

export interface HubDatabaseOptions {
  readonly url: string;
  readonly applicationName?: string;
  /** One unless said: the driver's queue over several is slow under load. Acts that hold locks want a few. */
  readonly maxConnections?: number;
}

export interface HubDatabase {
  /** For everyday statements. Ask for it each time: after `renew` it is another. */
  readonly db: HubDb;
  /** Leaves a connection that no longer answers, and what waits on it, for a new one. */
  renew(): void;
  /** A connection of one's own, for listening, for the audit writer; whoever opens it ends it. */
  openDedicated(): Sql;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_SECONDS = 2;
/** The driver's own back-off grows to 20 s; the hub must answer again within a second of its database. */
const RECONNECT_SECONDS = 0.1;
/** Nothing here is slow: a statement that takes longer waits for a lock that will not come. */
const STATEMENT_TIMEOUT_MS = 10_000;
const READY_TIMEOUT_MS = 2_000;

export function openHubDatabase(options: HubDatabaseOptions): HubDatabase {
  const openDedicated = () => connect({ ...options, maxConnections: 1 });
  let client = connect(options);
  let db = drizzle(client);
  return {
    get db() {
      return db;
    },
    renew() {
      client.end({ timeout: 0 }).catch(() => {});
      client = connect(options);
      db = drizzle(client);
    },
    openDedicated,
    isReady: () =>
      within(READY_TIMEOUT_MS, client`SELECT 1`).then(
        () => true,
        () => false,
      ),
    close: () => client.end({ timeout: 1 }),
  };
}

function connect({ url, applicationName = "hub", maxConnections = 1 }: HubDatabaseOptions): Sql {
  return postgres(url, {
    max: maxConnections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    backoff: () => RECONNECT_SECONDS,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: applicationName, statement_timeout: STATEMENT_TIMEOUT_MS },
  });
}
