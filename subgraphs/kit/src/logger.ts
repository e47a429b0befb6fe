import { type DestinationStream, type Logger, pino } from "pino";

export interface LoggerOptions {
  readonly name: string;
  readonly level: string;
}

/** Citizen ID numbers of 18 and 15 characters and mobile numbers, in any field and any text. */
const PERSONAL_NUMBER = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15}|1\d{10})(?![0-9A-Za-z])/g;

/** Where a secret or a value of a person would sit if somebody logged too much. */
const REDACTED_PATHS = [
  "authorization",
  "cookie",
  "token",
  "password",
  "variables",
  "parameters",
  "args",
  "query",
  "detail",
];

/** A JSON line logger. What it is not told to leave out, such as a number inside a text, it still does not print. */
export function createLogger({ name, level }: LoggerOptions, destination?: DestinationStream): Logger {
  const paths = REDACTED_PATHS.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]);
  const options = {
    name,
    level,
    base: { name },
    redact: { paths, censor: "[redacted]" },
    serializers: { err: describeError, error: describeError },
    hooks: { streamWrite: (line: string) => line.replace(PERSONAL_NUMBER, "[number]") },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Kind, code and place: the message of an error may quote the value it stumbled over. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = "code" in error ? error.code : "sqlState" in error ? error.sqlState : undefined;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.slice(0, 8).map((line) => line.trim()),
  };
}
