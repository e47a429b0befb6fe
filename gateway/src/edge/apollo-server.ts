import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import type { Logger } from "pino";
import type { GuardedGateway } from "../federation/guarded-gateway.ts";
import type { RequestScope } from "../request-scope.ts";
import { codeOf, retryAfterOf } from "./format-error.ts";
import { NOTHING_EXTRA, serverOptions } from "./server-options.ts";

/** Parses, validates and answers; every decision about access is the executor's. Nothing here phones home. */
export function createApolloServer(
  gateway: GuardedGateway,
  maxTokens: number,
  log: Logger,
): ApolloServer<RequestScope> {
  return new ApolloServer<RequestScope>({
    gateway,
    ...serverOptions(maxTokens, log),
    plugins: [...NOTHING_EXTRA, outcomePlugin(log)],
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
