import { createHash } from "node:crypto";
import { HubError } from "@tongshu/kit";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { DocumentScreen } from "../edge/document-screen.ts";
import { explanation } from "../edge/format-error.ts";
import type { IncomingOperation } from "../federation/operation-compiler.ts";

/**
 * An operation that stands in a field's argument, read with the same care as one that was sent. Throws LIMIT_EXCEEDED,
 * GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, or BAD_USER_INPUT where the text holds no operation of that name.
 */
export function readOperation(
  schema: GraphQLSchema,
  screen: DocumentScreen,
  text: string,
  operationName: string | null,
): IncomingOperation {
  screen.check(text);
  const document = parsed(text);
  const [error] = validate(schema, document, specifiedRules, { maxErrors: 1, hideSuggestions: true });
  if (error) {
    const rule = explanation(error);
    throw new HubError("GRAPHQL_VALIDATION_FAILED", { field: "query", ...(rule ? { rule } : {}) });
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError("BAD_USER_INPUT", { field: "operationName", rule: "UNKNOWN_OPERATION" });
  return { document, operation, hash: createHash("sha256").update(text).digest("hex") };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) throw new HubError("GRAPHQL_PARSE_FAILED", { field: "query" });
    throw error;
  }
}
