import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { HubError } from "@tongshu/kit";
import { Kind, type OperationDefinitionNode } from "graphql";
import type { Logger } from "pino";
import { NOTHING_EXTRA, serverOptions } from "../edge/server-options.ts";
import { checkLimits, type OperationLimits } from "../federation/limits.ts";
import type { ControlContext, ControlServices } from "./control-context.ts";
import { createControlSchema } from "./control-schema.ts";

/** People ask for a few things at once. Each root field is a transaction. */
const LIMITS: OperationLimits = {
  maxSelections: 1_000,
  maxDepth: 16,
  maxRootFields: 10,
  maxConditions: 6,
  maxNodes: 100_000,
};

/** Parses, validates and runs the control plane's operations. */
export function createControlServer(
  services: ControlServices,
  maxTokens: number,
  log: Logger,
): ApolloServer<ControlContext> {
  return new ApolloServer<ControlContext>({
    schema: createControlSchema(services.clock),
    ...serverOptions(maxTokens, log),
    plugins: [...NOTHING_EXTRA, oneActPlugin(log)],
  });
}

/** Two acts in one request could be half done; a fragment could hide the second. */
function demandOneAct({ operation, selectionSet }: OperationDefinitionNode): void {
  if (operation !== "mutation") return;
  const [only, ...more] = selectionSet.selections;
  if (only?.kind === Kind.FIELD && more.length === 0) return;
  throw new HubError("BAD_USER_INPUT", { field: "mutation", rule: "one act a request, without fragments" });
}

/** Bounds a question before it runs; what nobody foresaw goes to the log. */
function oneActPlugin(log: Logger): ApolloServerPlugin<ControlContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document }) {
          if (!operation) {
            throw new HubError("BAD_USER_INPUT", { field: "operationName", rule: "UNKNOWN_OPERATION" });
          }
          checkLimits(document, operation, LIMITS);
          demandOneAct(operation);
        },
        async didEncounterErrors({ errors, contextValue: { requestId } }) {
          const unforeseen = errors.find(({ originalError }) => originalError && !(originalError instanceof HubError));
          if (unforeseen) log.error({ requestId, err: unforeseen.originalError }, "control operation failed");
        },
      };
    },
  };
}
