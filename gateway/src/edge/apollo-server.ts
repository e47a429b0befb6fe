import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { Logger } from "pino";
import type { GuardedGateway } from "../federation/guarded-gateway.ts";
import type { RequestScope } from "../request-scope.ts";
import { codeOf, formatError, retryAfterOf } from "./format-error.ts";
import { quiet } from "./quiet-logger.ts";

/** Parses, validates and answers; every decision about access is the executor's. Nothing here phones home. */
export function createApolloServer(
  gateway: GuardedGateway,
  maxTokens: number,
  log: Logger,
): ApolloServer<RequestScope> {
  return new ApolloServer<RequestScope>({
    gateway,
    nodeEnv: "production",
    // Introspection is answered from the caller's own filtered schema; the validation rule that forbids it is not needed.
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    cache: "bounded",
    parseOptions: { maxTokens },
    maxRecursiveSelections: true,
    formatError,
    logger: quiet(log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      outcomePlugin(log),
    ],
  });
}

/** Notes for the record which error ended a request that has no data; what nobody foresaw goes to the log. */
function outcomePlugin(log: Logger): ApolloServerPlugin<RequestScope> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { account, requestId } }) {
          if (account.outcome === "OK") return;
          account.outcome = codeOf(errors[0]);
          account.retryAfterSeconds = retryAfterOf(errors[0]);
          if (account.outcome === "INTERNAL_SERVER_ERROR") log.error({ requestId, err: errors[0] }, "operation failed");
        },
      };
    },
  };
}
