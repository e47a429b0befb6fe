import assert from "node:assert";
import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import type { GatewayExecutor, GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { type DocumentNode, getOperationAST, Kind } from "graphql";
import { account, type Ask, emptyResult, type PlanResult } from "./execute-plan.ts";
import { registerOperation } from "./fetch-plan.ts";
import type { PlanRunner } from "./plan-runner.ts";

interface RunContext {
  readonly ask: Ask;
  readonly result: PlanResult;
}

/**
 * Runs pruned operations through `ApolloGateway` itself: slower, and nobody's code but Apollo's between plan and answer. It
 * is the oracle for the hub's own executor, and a way back to the stock one.
 */
export async function createApolloPlanRunner(supergraphSdl: string): Promise<PlanRunner> {
  // The library probes cloud addresses and reports home unless it was told not to before it was loaded.
  assert.equal(process.env["APOLLO_TELEMETRY_DISABLED"], "1", "telemetry must be off before the library is loaded");
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => new RegisterDataSource(name),
    // The header that asks for the plan shows inner names.
    __exposeQueryPlanExperimental: false,
  });
  const { executor } = await gateway.load({ apollo: {} });
  return {
    async run({ document, hash }, variables, ask) {
      const result = emptyResult();
      const { data } = await (executor as GatewayExecutor)(contextFor(document, hash, variables, { ask, result }));
      return { ...result, data: data ?? {} };
    },
  };
}

class RegisterDataSource implements GraphQLDataSource {
  readonly #register: string;

  constructor(register: string) {
    this.#register = register;
  }

  async process(options: Parameters<GraphQLDataSource["process"]>[0]) {
    assert(options.kind === "incoming operation");
    const { ask, result } = options.context as unknown as RunContext;
    const document = options.document as DocumentNode;
    const variables = options.request.variables ?? {};
    const step = {
      kind: "FETCH",
      register: this.#register,
      operation: registerOperation(options.request.query ?? "", document),
      variableNames: [],
      path: (options.pathInIncomingRequest ?? []).map(String),
      requires: "representations" in variables ? [] : null,
      supplies: suppliedKeys(document),
      renames: [],
    } as const;
    try {
      const answer = await ask(step, variables);
      account(answer, step, result);
      return { data: answer.data ?? {} };
    } catch {
      // Which paths are missing is what the oracle is compared on; why is told by the hub's own executor.
      return { data: {} };
    }
  }
}

function suppliedKeys(document: DocumentNode): string[] {
  const selections = getOperationAST(document)?.selectionSet.selections ?? [];
  return selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
}

function contextFor(
  document: DocumentNode,
  queryHash: string,
  variables: Readonly<Record<string, unknown>>,
  context: RunContext,
): GatewayGraphQLRequestContext {
  const partial = { document, queryHash, context, request: { variables }, metrics: {}, operationName: null };
  return partial as unknown as GatewayGraphQLRequestContext;
}
