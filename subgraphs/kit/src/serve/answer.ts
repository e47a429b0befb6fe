import { ERRORS, type ErrorCode } from "@tongshu/schema";
import type { ExecutionResult, GraphQLError } from "graphql";
import type { ReadReport, RegisterAnswer } from "../register.ts";

/** Error texts stay here: what crosses to the gateway is a code and the path it belongs to. */
export function toAnswer(result: ExecutionResult, reads: ReadReport): RegisterAnswer {
  // Without `data` nothing was executed: the variables did not fit.
  const fallback = result.data === undefined ? "BAD_USER_INPUT" : "INTERNAL_SERVER_ERROR";
  const errors = (result.errors ?? []).map((error) => ({ code: codeOf(error) ?? fallback, path: error.path ?? [] }));
  return { data: result.data ?? null, errors, reads };
}

export function refusedAnswer(code: ErrorCode): RegisterAnswer {
  const reads = { subjects: [], omittedSubjectCount: 0, rowCounts: {}, outOfScopePaths: [] };
  return { data: null, errors: [{ code, path: [] }], reads };
}

/** The code of a refusal that crossed the wire, if it is one of ours. */
export function codeOfAnswer(answer: unknown): ErrorCode | null {
  const code = (answer as Partial<RegisterAnswer> | null)?.errors?.[0]?.code;
  return code !== undefined && Object.hasOwn(ERRORS, code) ? code : null;
}

/** Errors of an execution that nobody gave a code. */
export function unforeseenErrors({ data, errors = [] }: ExecutionResult): readonly Error[] {
  if (data === undefined) return [];
  return errors.filter((error) => codeOf(error) === null).map((error) => error.originalError ?? error);
}

/** The code of the table that an error carries, if any. */
function codeOf(error: GraphQLError): ErrorCode | null {
  // The compiled path leaves them out where the interpreted one gives an empty object.
  const code = (error.extensions as GraphQLError["extensions"] | undefined)?.["code"];
  return typeof code === "string" && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : null;
}
