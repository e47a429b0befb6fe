import { and, desc, lt } from "drizzle-orm";
import { auditSuppressions } from "../../store/tables/audit.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { holdBack } from "./hold-back.ts";

export const suppressionsModule: ControlModule = {
  sdl: readSdl("suppressions.graphql", import.meta.url),
  resolvers: {
    Query: { suppressions: (_source, args: SuppressionsArguments, context) => listSuppressions(args, context) },
    Mutation: { holdBack: (_source, { input }, context) => holdBack(context, input) },
  },
};

interface SuppressionsArguments {
  readonly first: number;
  readonly before?: number | null;
}

function listSuppressions({ first, before }: SuppressionsArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(auditSuppressions)
      .where(
        and(
          ofOwnDepartment(actor, auditSuppressions.department),
          before ? lt(auditSuppressions.suppressionNo, before) : undefined,
        ),
      )
      .orderBy(desc(auditSuppressions.suppressionNo))
      .limit(pageSize(first)),
  );
}
