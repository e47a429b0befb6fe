import assert from "node:assert";
import { HubError } from "@tongshu/kit";
import postgres from "postgres";
import type { Role } from "../identity/caller.ts";
import type { HubDb } from "../store/database.ts";
import { type Actor, findActor } from "./actor.ts";
import type { ControlContext } from "./control-context.ts";
import { type ControlEvent, type EventDetail, recordEvent } from "./events/record-event.ts";

/** What one act works with: its transaction, who acts, when, and the way into the record. */
export interface Act {
  readonly tx: HubDb;
  readonly actor: Actor;
  readonly at: Date;
  /** Adds to the control plane's record, in this transaction. */
  record(detail: EventDetail): Promise<ControlEvent>;
}

/**
 * Runs one act of the control plane: one transaction, the role checked inside it, and at least one event recorded, or
 * nothing happened. `name` is the mutation's. WRONG_STATE for who comes second of two at the same instant.
 */
export function act<T>(
  context: ControlContext,
  name: string,
  roles: readonly Role[],
  run: (act: Act) => Promise<T>,
): Promise<T> {
  const { caller, requestId, services } = context;
  const done = services.database.db.transaction(async (tx) => {
    const actor = await findActor(tx, caller, roles);
    const at = new Date(services.clock.nowMs());
    let recorded = 0;
    const result = await run({
      tx,
      actor,
      at,
      record(detail) {
        recorded += 1;
        return recordEvent(tx, { ...detail, action: name, at, requestId, actor });
      },
    });
    assert(recorded > 0, `${name} left no event`);
    return result;
  });
  return done.catch((error: unknown) => {
    throw isOvertaken(error) ? new HubError("WRONG_STATE", { rule: "unchanged meanwhile; look again" }) : error;
  });
}

/** Not unique, overlapping, deadlocked, not serialisable: somebody else did the same or the contrary a moment before. */
const OVERTAKEN = new Set(["23505", "23P01", "40P01", "40001"]);

function isOvertaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof postgres.PostgresError && OVERTAKEN.has(cause.code);
}

/** Reads for somebody who has one of the roles now. The transaction sees one state of the hub. */
export function look<T>(
  context: ControlContext,
  roles: readonly Role[],
  run: (look: { readonly tx: HubDb; readonly actor: Actor }) => Promise<T>,
): Promise<T> {
  const { caller, services } = context;
  return services.database.db.transaction(async (tx) => run({ tx, actor: await findActor(tx, caller, roles) }));
}
