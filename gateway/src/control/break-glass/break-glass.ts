import { desc } from "drizzle-orm";
import { breakGlassSessions } from "../../store/tables/break-glass.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { fieldLevels } from "../packages/packages.ts";
import { pageSize } from "../page-size.ts";
import { approveBreakGlass } from "./approve-break-glass.ts";
import { askBreakGlass } from "./ask-break-glass.ts";
import { closeBreakGlass } from "./close-break-glass.ts";
import { approvalsOf, concerns, type SessionRow, stateOf } from "./session-row.ts";

const READERS = ["admin", "approver", "auditor"] as const;

export const breakGlassModule: ControlModule = {
  sdl: readSdl("break-glass.graphql", import.meta.url),
  resolvers: {
    Query: {
      breakGlassSessions: (_source, { first }: { first: number }, context) => listSessions(first, context),
    },
    Mutation: {
      askBreakGlass: (_source, { input }, context) => askBreakGlass(context, input),
      approveBreakGlass: (_source, { input }, context) => approveBreakGlass(context, input),
      closeBreakGlass: (_source, { input }, context) => closeBreakGlass(context, input),
    },
    BreakGlassSession: {
      state: stateOf,
      type: ({ terms }: SessionRow) => terms.type,
      fields: ({ terms }: SessionRow) => fieldLevels(terms.fields),
      prefixes: ({ terms }: SessionRow) => (terms.scope.kind === "PREFIXES" ? terms.scope.prefixes : []),
      approvals: ({ sessionNo }: SessionRow, _args, context) =>
        look(context, READERS, ({ tx }) => approvalsOf(tx, sessionNo)),
    },
  },
};

function listSessions(first: number, context: ControlContext) {
  return look(context, READERS, async ({ tx, actor }) => {
    const rows = await tx
      .select()
      .from(breakGlassSessions)
      .orderBy(desc(breakGlassSessions.sessionNo))
      .limit(pageSize(first));
    const shown: SessionRow[] = [];
    for (const row of rows) if (await concerns(tx, actor, row, context)) shown.push(row);
    return shown;
  });
}
