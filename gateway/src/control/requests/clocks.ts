import { beijingDate } from "@tongshu/schema";
import type { HubDb } from "../../store/database.ts";
import { readCalendar } from "../calendar/calendar-store.ts";
import { addWorkingDays } from "../calendar/working-days.ts";

/** Working days of Decree 809: to answer what is unconditional, what is conditional, and to deliver after a yes. */
export const REPLY_DAYS_UNCONDITIONAL = 1;
export const REPLY_DAYS_CONDITIONAL = 10;
export const DELIVERY_DAYS = 20;
export const MOST_EXTENSION_DAYS = 10;

/** The last day of a period that an event of this instant begins, in Gansu. */
export async function dueAfter(tx: HubDb, at: Date, workingDays: number): Promise<string> {
  return addWorkingDays(beijingDate(at.getTime()), workingDays, await readCalendar(tx));
}

/** As long as the last day lasts in Gansu, nobody is late. */
export function isPast(dueDate: string, at: Date): boolean {
  return beijingDate(at.getTime()) > dueDate;
}
