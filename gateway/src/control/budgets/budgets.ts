import { and, asc, desc, eq, gt, inArray, lt, or } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { budgets, volumeAlarms } from "../../store/tables/budgets.ts";
import { clients } from "../../store/tables/registry.ts";
import { look } from "../act.ts";
import { type Actor, ofOwnDepartment, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import { setBudget } from "./set-budget.ts";

export const budgetsModule: ControlModule = {
  sdl: readSdl("budgets.graphql", import.meta.url),
  resolvers: {
    Query: {
      budgets: (_source, args: { readonly first: number; readonly after?: string | null }, context) =>
        listBudgets(args, context),
      volumeAlarms: (_source, args: { readonly first: number; readonly before?: number | null }, context) =>
        listAlarms(args, context),
    },
    Mutation: { setBudget: (_source, { input }, context) => setBudget(context, input) },
    VolumeAlarm: { distinctPersons: ({ details }: typeof volumeAlarms.$inferSelect) => details["distinctPersons"] },
  },
};

function listBudgets(
  { first, after }: { readonly first: number; readonly after?: string | null },
  context: ControlContext,
) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(budgets)
      .where(and(isShownTo(tx, actor), after ? gt(budgets.holder, after) : undefined))
      .orderBy(asc(budgets.holder), asc(budgets.holderKind))
      .limit(pageSize(first)),
  );
}

/** Its own and its clients'; which systems others run is none of its business. */
function isShownTo(tx: HubDb, { department }: Actor) {
  if (department === SHARING_AUTHORITY) return undefined;
  const own = tx.select({ clientId: clients.clientId }).from(clients).where(eq(clients.department, department));
  return or(
    and(eq(budgets.holderKind, "DEPARTMENT"), eq(budgets.holder, department)),
    and(eq(budgets.holderKind, "CLIENT"), inArray(budgets.holder, own)),
  );
}

function listAlarms(
  { first, before }: { readonly first: number; readonly before?: number | null },
  context: ControlContext,
) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(volumeAlarms)
      .where(
        and(ofOwnDepartment(actor, volumeAlarms.department), before ? lt(volumeAlarms.alarmNo, before) : undefined),
      )
      .orderBy(desc(volumeAlarms.alarmNo))
      .limit(pageSize(first)),
  );
}
