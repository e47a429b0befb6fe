import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { systemClock } from "@tongshu/kit";
import { loadSupergraphSdl } from "@tongshu/schema";
import { getOperationAST, parse } from "graphql";
import { expect, test } from "vitest";
import { PolicySnapshot } from "../policy/snapshot.ts";
import { emptyAccount, type RequestScope } from "../request-scope.ts";
import { DEFAULT_LIMITS } from "../start-gateway.ts";
import type { PlanResult } from "./execute-plan.ts";
import { GuardedGateway, type GuardedGatewayOptions } from "./guarded-gateway.ts";
import { HubGraph } from "./supergraph.ts";

const PURPOSE = { code: "P", text: { zh: "", en: "" }, legalBasis: "", basisKind: "STATUTORY_DUTY" } as const;
const snapshot = new PolicySnapshot("v1", {
  purposes: [{ ...PURPOSE, departments: ["HRS"], isCaseRequired: false }],
  grants: [],
});
const READ: PlanResult = {
  data: { departments: [{ code: "HRS" }] },
  subjects: [],
  omittedSubjectCount: 0,
  rowCounts: {},
  outOfScopePaths: [],
  faults: [],
};

/** Nothing is spent, asked for or disputed. */
const IDLE = {
  texts: { note() {} },
  spending: { budgets: { charge: async () => {} }, ceilings: {}, officers: { see() {} } },
  evidence: { consents: { cover: async () => null }, disputes: { of: () => [] } },
  verifier: { open: async () => null, before: async () => null, after: async () => null },
};

async function execute(result: Partial<PlanResult>, operationFound = true) {
  const gateway = new GuardedGateway({
    graph: new HubGraph(loadSupergraphSdl(), systemClock),
    ports: new Map(),
    runPlan: async () => ({ ...READ, ...result }),
    limits: DEFAULT_LIMITS,
    capabilityLifeMs: 1_000,
    ...IDLE,
  } as unknown as GuardedGatewayOptions);
  const document = parse("{ departments(first: 1) { code } }");
  const scope: Partial<RequestScope> = {
    caller: { clientId: "c", department: "HRS", region: "620000", roles: [] },
    snapshot,
    purposeCode: "P",
    caseNo: null,
    isStrict: false,
    startedAtMs: 0,
    account: emptyAccount(),
  };
  const operation = operationFound ? getOperationAST(document) : undefined;
  const context = { document, operation, queryHash: "h", operationName: null, request: {}, context: scope };
  return gateway.execute(context as unknown as GatewayGraphQLRequestContext<RequestScope>);
}

test("an operation that was found is answered", async () => {
  expect(await execute({})).toEqual({ data: { departments: [{ code: "HRS" }] } });
});

test("where no operation was found none is executed", async () => {
  const { data, errors } = await execute({}, false);
  expect([data, errors?.[0]?.extensions["code"]]).toEqual([undefined, "BAD_USER_INPUT"]);
});

test("an answer whose subjects the record cannot name in full is not given", async () => {
  const { data, errors } = await execute({ omittedSubjectCount: 1 });
  expect([data, errors?.[0]?.extensions["code"]]).toEqual([undefined, "LIMIT_EXCEEDED"]);
});
