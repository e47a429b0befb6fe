import { createHash } from "node:crypto";
import { desc, sql } from "drizzle-orm";
import { canonicalJson } from "../../store/canonical-json.ts";
import type { HubDb } from "../../store/database.ts";
import { controlEvents } from "../../store/tables/control.ts";
import type { Actor } from "../actor.ts";

/** What was changed; `before` is null for what is new, `after` for what is gone. Never a value of anybody's data. */
export interface EventDetail {
  readonly targetKind: string;
  readonly targetId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason?: string | null;
}

export interface NewEvent extends EventDetail {
  readonly action: string;
  readonly at: Date;
  readonly requestId: string;
  readonly actor: Actor;
}

export type ControlEvent = typeof controlEvents.$inferSelect;

/** Any number that no other lock uses. Events queue here until the one before has committed: the chain has no fork. */
const CHAIN_LOCK = 7_203_015_530;
/** What the first event follows. */
const NOTHING = "0".repeat(64);

export async function recordEvent(tx: HubDb, event: NewEvent): Promise<ControlEvent> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const [last] = await tx
    .select({ eventNo: controlEvents.eventNo, hash: controlEvents.hash })
    .from(controlEvents)
    .orderBy(desc(controlEvents.eventNo))
    .limit(1);
  const { actor, reason = null, before, after, ...rest } = event;
  const row = {
    ...rest,
    eventNo: (last?.eventNo ?? 0) + 1,
    clientId: actor.clientId,
    department: actor.department,
    officerId: actor.officerId ?? null,
    citizenId: actor.citizenId ?? null,
    reason,
    before: asStored(before),
    after: asStored(after),
  };
  const [stored] = await tx
    .insert(controlEvents)
    .values({ ...row, hash: hashEvent(last?.hash ?? NOTHING, row) })
    .returning();
  return stored as ControlEvent;
}

/** As the database will give it back: dates are texts, what is undefined is gone. */
function asStored(value: EventDetail["before"]): Record<string, unknown> | null {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown> | null;
}

/** The hash that links an event to the one before it, in hex. */
export function hashEvent(previousHash: string, event: Omit<ControlEvent, "hash">): string {
  const text = canonicalJson({ ...event, at: event.at.toISOString() });
  return createHash("sha256").update(previousHash).update(text).digest("hex");
}
