import { and, desc, gte } from "drizzle-orm";
import { guessAlerts } from "../../store/tables/verification.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";

export const guessAlertsModule: ControlModule = {
  sdl: readSdl("guess-alerts.graphql", import.meta.url),
  resolvers: { Query: { guessAlerts: (_source, args: GuessAlertsArguments, context) => listAlerts(args, context) } },
};

interface GuessAlertsArguments {
  readonly since?: string | null;
  readonly first: number;
}

function listAlerts({ since, first }: GuessAlertsArguments, context: ControlContext) {
  return look(context, ["admin", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(guessAlerts)
      .where(and(ofOwnDepartment(actor, guessAlerts.department), since ? gte(guessAlerts.alertDate, since) : undefined))
      .orderBy(desc(guessAlerts.lastAt), guessAlerts.subject, guessAlerts.field)
      .limit(pageSize(first)),
  );
}
