import { and, desc, eq, lt } from "drizzle-orm";
import { canonicalJson } from "../../store/canonical-json.ts";
import { controlEvents } from "../../store/tables/control.ts";
import { look } from "../act.ts";
import { ofOwnDepartment } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { pageSize } from "../page-size.ts";
import type { ControlEvent } from "./record-event.ts";

interface EventsArguments {
  readonly targetKind?: string | null;
  readonly targetId?: string | null;
  readonly first: number;
  readonly before?: number | null;
}

export const eventsModule: ControlModule = {
  sdl: readSdl("events.graphql", import.meta.url),
  resolvers: {
    Query: { controlEvents: (_source, args: EventsArguments, context) => listEvents(args, context) },
    ControlEvent: {
      before: ({ before }: ControlEvent) => before && canonicalJson(before),
      after: ({ after }: ControlEvent) => after && canonicalJson(after),
    },
  },
};

function listEvents({ targetKind, targetId, first, before }: EventsArguments, context: ControlContext) {
  return look(context, ["admin", "approver", "auditor"], ({ tx, actor }) =>
    tx
      .select()
      .from(controlEvents)
      .where(
        and(
          ofOwnDepartment(actor, controlEvents.department),
          targetKind ? eq(controlEvents.targetKind, targetKind) : undefined,
          targetId ? eq(controlEvents.targetId, targetId) : undefined,
          before ? lt(controlEvents.eventNo, before) : undefined,
        ),
      )
      .orderBy(desc(controlEvents.eventNo))
      .limit(pageSize(first)),
  );
}
