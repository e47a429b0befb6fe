import postgres from "postgres";

/** How to reach a register's database; made in config.ts. */
export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Connections of one process. PostgreSQL answers several statements in flight on each. */
  readonly connectionCount?: number;
  readonly statementTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

/** The gateway waits no longer for a register, so nobody would read what comes later. */
export const STATEMENT_TIMEOUT_MS = 5_000;
export const CONNECT_TIMEOUT_MS = 3_000;

const asText = (value: string) => value;

/** PostgreSQL writes `2017-01-15 09:30:00+08`; RFC 3339 wants a T and minutes in the offset. */
function toRfc3339(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11)}:00`;
}

/** Instants and days stay text: a Date would lose the offset of the one and give the other a time of day. */
const TYPES = {
  instant: { to: 1184, from: [1184], serialize: asText, parse: toRfc3339 },
  day: { to: 1082, from: [1082, 1114], serialize: asText, parse: asText },
};

type Settings = Readonly<Record<string, string | number>>;

export function openClient(options: DatabaseOptions, connectionCount: number, settings: Settings = {}): postgres.Sql {
  const { statementTimeoutMs = STATEMENT_TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  return postgres(options.url, {
    max: connectionCount,
    types: TYPES,
    connection: {
      application_name: options.applicationName,
      timezone: "Asia/Shanghai",
      statement_timeout: statementTimeoutMs,
      ...settings,
    },
    connect_timeout: connectTimeoutMs / 1_000,
    // A database that is down is asked again at once: whoever asks must learn it now, not after a growing pause.
    backoff: () => 0,
    // Notices may quote values.
    onnotice: () => {},
  });
}
