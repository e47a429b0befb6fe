import type { HubDb } from "../store/database.ts";
import type { ControlServices } from "./control-context.ts";
import type { EventDetail } from "./events/record-event.ts";

/** What a task of the clock works with: a transaction of its own, and the hour by which things are due. */
export interface DueWork {
  readonly tx: HubDb;
  readonly at: Date;
  readonly services: ControlServices;
  /** Into the control plane's record, in the hub's own name. */
  record(action: string, detail: EventDetail): Promise<unknown>;
}

/** Finds by due date what nobody did yet, and does it; running it again finds nothing. */
export type DueTask = (due: DueWork) => Promise<void>;
