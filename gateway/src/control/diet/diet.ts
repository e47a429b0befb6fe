import { HubError } from "@tongshu/kit";
import { and, asc, eq, getTableColumns, isNull } from "drizzle-orm";
import type { Role } from "../../identity/caller.ts";
import { grantDiets } from "../../store/tables/diet.ts";
import { grants } from "../../store/tables/policy.ts";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { visibleGrants } from "../grants/grant-row.ts";
import { type GrantUsage, usageOf } from "./grant-usage.ts";
import { objectToDiet } from "./object-to-diet.ts";
import { type DietRow, proposeDiet } from "./propose-diet.ts";

const READERS: readonly Role[] = ["admin", "approver", "auditor"];
const DIETS_SHOWN = 200;
const MAX_DAYS = 365;
const DAY_MS = 86_400_000;

export const dietModule: ControlModule = {
  sdl: readSdl("diet.graphql", import.meta.url),
  resolvers: {
    Query: {
      grantUsage: (_source, args: UsageArguments, context) => findUsage(context, args),
      grantDiets: (_source, _args, context) => listDiets(context),
    },
    Mutation: {
      proposeDiet: (_source, { input }, context) => proposeDiet(context, input),
      objectToDiet: (_source, { input }, context) => objectToDiet(context, input),
    },
  },
};

interface UsageArguments {
  readonly grantNo: string;
  readonly days: number;
}

function findUsage(context: ControlContext, { grantNo, days }: UsageArguments): Promise<GrantUsage> {
  const { graph, clock } = context.services;
  if (days < 1 || days > MAX_DAYS) throw new HubError("BAD_USER_INPUT", { field: "days", rule: `1 to ${MAX_DAYS}` });
  return look(context, READERS, async ({ tx, actor }) => {
    const visible = await visibleGrants(tx, actor, context);
    const [grant] = await tx
      .select()
      .from(grants)
      .where(and(eq(grants.grantNo, grantNo), visible));
    if (!grant) throw new HubError("NOT_FOUND", { field: "grantNo" });
    return usageOf(tx, grant, new Date(clock.nowMs() - days * DAY_MS), graph.classification);
  });
}

function listDiets(context: ControlContext): Promise<readonly DietRow[]> {
  return look(context, READERS, async ({ tx, actor }) =>
    tx
      .select(getTableColumns(grantDiets))
      .from(grantDiets)
      .innerJoin(grants, eq(grants.grantNo, grantDiets.grantNo))
      .where(and(isNull(grantDiets.closedAt), await visibleGrants(tx, actor, context)))
      .orderBy(asc(grantDiets.dietNo))
      .limit(DIETS_SHOWN),
  );
}
