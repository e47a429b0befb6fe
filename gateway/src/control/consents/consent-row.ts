import type { consents } from "../../store/tables/consents.ts";
import type { ControlEvent } from "../events/record-event.ts";

export type ConsentRow = typeof consents.$inferSelect;

export interface ConsentPayload {
  readonly consent: ConsentRow;
  readonly event: ControlEvent;
}

/** What the record keeps: everything; a consent holds no value of anybody's data. */
export function shown({ consentNo: _no, ...rest }: ConsentRow): Record<string, unknown> {
  return rest;
}
