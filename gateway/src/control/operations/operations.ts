import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { operations, operationVerdicts } from "../../store/tables/operations.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import type { OperationRow } from "./operation-row.ts";
import { registerOperation } from "./register-operation.ts";
import { setClientProduction } from "./set-client-production.ts";
import { withdrawOperation } from "./withdraw-operation.ts";

export const operationsModule: ControlModule = {
  sdl: readSdl("operations.graphql", import.meta.url),
  resolvers: {
    Query: { operations: (_source, args: OperationsArguments, context) => listOperations(args, context) },
    Mutation: {
      registerOperation: (_source, { input }, context) => registerOperation(context, input),
      withdrawOperation: (_source, { input }, context) => withdrawOperation(context, input),
      setClientProduction: (_source, { input }, context) => setClientProduction(context, input),
    },
    Operation: { verdicts: (row: OperationRow, _args, context) => listVerdicts(row, context) },
  },
};

interface OperationsArguments {
  readonly department?: string | null;
  readonly withWithdrawn: boolean;
  readonly first: number;
  readonly after?: string | null;
}

function listOperations({ department, withWithdrawn, first, after }: OperationsArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(operations)
      .where(
        and(
          ofOwnDepartment(actor, operations.department),
          department ? eq(operations.department, department) : undefined,
          withWithdrawn ? undefined : isNull(operations.withdrawnAt),
          after ? gt(operations.operationId, after) : undefined,
        ),
      )
      .orderBy(asc(operations.operationId), asc(operations.department))
      .limit(pageSize(first)),
  );
}

/** Whoever was shown the operation may see them: its row came through the check of the list or of the act. */
async function listVerdicts({ department, operationId }: OperationRow, { services }: ControlContext) {
  const rows = await services.database.db
    .select()
    .from(operationVerdicts)
    .where(and(eq(operationVerdicts.department, department), eq(operationVerdicts.operationId, operationId)))
    .orderBy(asc(operationVerdicts.purpose));
  return rows.flatMap(({ purpose, verdicts }) =>
    Object.entries(verdicts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([coordinate, verdict]) => ({ purpose, coordinate, verdict })),
  );
}
