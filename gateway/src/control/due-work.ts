import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import { type Actor, SHARING_AUTHORITY } from "./actor.ts";
import { endSessions } from "./break-glass/end-sessions.ts";
import type { ControlServices } from "./control-context.ts";
import { carryOutDiets } from "./diet/carry-out-diets.ts";
import type { DueTask } from "./due-task.ts";
import { recordEvent } from "./events/record-event.ts";
import { noticeGrantEnds } from "./grants/notice-grant-ends.ts";
import { tellChangedOperations } from "./operations/tell-changed-operations.ts";
import { escalateOverdue } from "./requests/escalate-overdue.ts";
import { expireRequests } from "./requests/expire-requests.ts";

const TASKS: readonly DueTask[] = [
  carryOutDiets,
  escalateOverdue,
  expireRequests,
  noticeGrantEnds,
  tellChangedOperations,
  endSessions,
];
const EVERY_MS = 60_000;
/** Any number that no other lock uses. Gateways take turns, so that nothing is told twice. */
const DUE_WORK_LOCK = 7_203_015_532;
/** The clock acts for nobody and holds no role. */
const HUB: Actor = { clientId: "hub", department: SHARING_AUTHORITY, region: "620000", roles: [] };

/** Does what is due at this moment, each task in its own transaction. Rejects with the first error, after trying all. */
export async function doDueWork(services: ControlServices): Promise<void> {
  const errors: unknown[] = [];
  for (const task of TASKS) await runTask(services, task).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

function runTask(services: ControlServices, task: DueTask): Promise<void> {
  return services.database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${DUE_WORK_LOCK})`);
    const at = new Date(services.clock.nowMs());
    await task({
      tx,
      at,
      services,
      record: (action, detail) => recordEvent(tx, { ...detail, action, at, requestId: "hub", actor: HUB }),
    });
  });
}

/** Every minute until stopped; what fails is tried again a minute later. */
export function startDueWork(services: ControlServices, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = doDueWork(services)
      .catch((err: unknown) => log.error({ err }, "due work failed"))
      .finally(() => {
        isBusy = false;
      });
  }, EVERY_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
