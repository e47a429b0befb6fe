import postgres from "postgres";
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
  // By class, not by the look of the code: a socket's EPIPE has five capitals too, and there was no statement to blame.
  if (!(error instanceof postgres.PostgresError)) return new HubError("SOURCE_DOWN");
  if (error.code === CANCELLED) return new HubError("SOURCE_TIMEOUT");
  return DOWN_STATES.test(error.code) ? new HubError("SOURCE_DOWN") : new StatementError(error.code);
}
