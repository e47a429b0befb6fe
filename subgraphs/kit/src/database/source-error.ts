import { HubError } from "../errors.ts";

/** A statement the database refused: the SQLSTATE and nothing else, since text and detail may quote values. */
export class StatementError extends Error {
  readonly sqlState: string;

  constructor(sqlState: string) {
    super(`statement failed with SQLSTATE ${sqlState}`);
    this.name = "StatementError";
    this.sqlState = sqlState;
  }
}

/**
 * Connection exceptions, no room for a connection, shutting down or starting, wrong password, no such database, one that
 * takes no connections.
 */
const DOWN_STATES = /^(08|53|57P|28|3D000|55000)/;
const CANCELLED = "57014";

/** What a failed statement means to a caller; the driver's error, which holds the parameters, goes no further. */
export function toSourceError(error: unknown): HubError | StatementError {
  const code = codeOf(error);
  if (code === CANCELLED) return new HubError("SOURCE_TIMEOUT");
  const isSqlState = /^[0-9A-Z]{5}$/.test(code);
  if (!isSqlState || DOWN_STATES.test(code)) return new HubError("SOURCE_DOWN");
  return new StatementError(code);
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
