import { HubError } from "@tongshu/kit";
import { bilingual, ERRORS, type ErrorCode } from "@tongshu/schema";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { VariableProblems } from "../federation/coerce-variables.ts";

/**
 * Rebuilds every error from the code table. What libraries say quotes values, suggests hidden names, and names registers;
 * none of it passes. `text` is the caller's own operation: only names that stand in it may be named back.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const hub = findHubError(thrown);
  if (hub) return rebuilt(hub);
  const code = knownCode(formatted);
  const locations = formatted.locations ? { locations: formatted.locations } : {};
  const text = ERRORS[code];
  const rule = code === "GRAPHQL_VALIDATION_FAILED" ? explanation(thrown) : null;
  return {
    message: bilingual(text) + (rule ? ` ${rule}` : ""),
    ...locations,
    extensions: { code, zh: text.zh, en: text.en, ...(rule ? { rule } : {}) },
  };
}

/** The code under which an error reaches the caller, for the record. */
export function codeOf(error: unknown): ErrorCode {
  const hub = findHubError(error);
  return hub ? hub.code : knownCode(error as GraphQLFormattedError);
}

/** How long the caller is asked to wait, or null. */
export function retryAfterOf(error: unknown): number | null {
  const seconds = findHubError(error)?.extensions["retryAfterSeconds"];
  return typeof seconds === "number" ? seconds : null;
}

function rebuilt({ message, path, extensions }: HubError): GraphQLFormattedError {
  return { message, ...(path ? { path } : {}), extensions };
}

function findHubError(error: unknown): HubError | null {
  if (error instanceof HubError) return error;
  if (error instanceof VariableProblems) return error.problems[0] ?? null;
  if (error instanceof GraphQLError && error.originalError) return findHubError(error.originalError);
  return scalarRefusal(error);
}

/** A scalar refuses a number written into the text; it knows the code table but not this class. */
function scalarRefusal(error: unknown): HubError | null {
  if (!(error instanceof GraphQLError)) return null;
  const { code, rule, zh, en } = error.extensions as Record<string, unknown>;
  if ((code !== "BAD_NUMBER" && code !== "BAD_USER_INPUT") || typeof zh !== "string" || typeof en !== "string")
    return null;
  return new HubError(code, { text: { zh, en }, ...(typeof rule === "string" ? { rule } : {}) });
}

function knownCode(error: GraphQLFormattedError | null): ErrorCode {
  const code = error?.extensions?.["code"];
  if (code === "BAD_REQUEST" || code === "OPERATION_RESOLUTION_FAILURE") return "BAD_USER_INPUT";
  return typeof code === "string" && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : "INTERNAL_SERVER_ERROR";
}

/** A name, perhaps with the marks of a type, a variable or a directive. */
const QUOTED_NAME = /^[$@]?\[*[_A-Za-z]\w*[\]!]*$/;

/**
 * The validator's own sentence, without suggestions, where all it quotes are names that stand in the caller's text. A
 * sentence that repeats a literal is kept back: somebody may have written a person's number there.
 */
export function explanation(error: unknown): string | null {
  if (!(error instanceof GraphQLError)) return null;
  const sentence = error.message.replace(/ Did you mean.*$/s, "");
  const source = error.source?.body ?? error.nodes?.[0]?.loc?.source.body ?? "";
  const quoted = [...sentence.matchAll(/"([^"]*)"/g)].map(([, name]) => name ?? "");
  const rest = sentence.replace(/"[^"]*"/g, "");
  const isSafe = (name: string) => QUOTED_NAME.test(name) && source.includes(name.replace(/[[\]!$@]/g, ""));
  return quoted.every(isSafe) && !/[\d"[\]{}]|value:|found /.test(rest) && !/\d{15}/.test(sentence) ? sentence : null;
}
