import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { Logger } from "pino";
import { formatError } from "./format-error.ts";

/** What both doors ask of the library: no hints, no batches, nothing kept, nothing reported, no page. */
export function serverOptions(maxTokens: number, log: Logger) {
  return {
    nodeEnv: "production",
    // Who may see what is decided elsewhere; the validation rule that forbids introspection is not needed.
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
  } as const;
}

export const NOTHING_EXTRA = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** What the library would print of an error may quote what was asked for, or what a database said. */
function quiet(log: Logger) {
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: () => log.warn("the GraphQL server gave a warning"),
    error: () => log.error("the GraphQL server met an error"),
  };
}
