import { ConfigError } from "./config.ts";
import { StartError } from "./start-error.ts";

const LONGEST_MESSAGE = 400;
const FRAMES = 8;
/** A citizen ID number or a phone number that a database quoted. */
const PERSONAL_NUMBER = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15}|1\d{10})(?![0-9A-Za-z])/g;

/** What the operator reads when a command fails: one sentence in each language, or the cause and where it arose. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartError) return `${error.text.zh}\n${error.text.en}\n`;
  if (error instanceof ConfigError) return `${error.message}\n`;
  const cause = rootCause(error);
  const frames = (cause.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const headline = `${cause.name}: ${cause.message}`.replaceAll(PERSONAL_NUMBER, "[number]").slice(0, LONGEST_MESSAGE);
  return `${[headline, ...frames.slice(0, FRAMES)].join("\n")}\n`;
}

/** The outer errors of a query builder repeat the statement with all its values. */
function rootCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}
