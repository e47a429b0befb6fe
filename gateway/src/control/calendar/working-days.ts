import assert from "node:assert";

/** Days that are not what their weekday says, `YYYY-MM-DD` → whether one works. */
export type CalendarExceptions = ReadonlyMap<string, boolean>;

const DAY_MS = 86_400_000;
/** No clock of sharing is longer; a count beyond it is a mistake, not a date. */
const MOST_WORKING_DAYS = 250;

/** By the calendar, or by the weekday where the calendar says nothing. */
export function isWorkingDay(day: string, exceptions: CalendarExceptions): boolean {
  return exceptions.get(day) ?? !isWeekend(day);
}

/**
 * The day on which a period of `count` working days ends: it begins on the next working day, so the day of the event
 * itself never counts, whatever the hour. Days are those of Gansu, `YYYY-MM-DD`.
 */
export function addWorkingDays(day: string, count: number, exceptions: CalendarExceptions): string {
  assert(Number.isInteger(count) && count >= 1 && count <= MOST_WORKING_DAYS, "working days out of bounds");
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached, exceptions)) left -= 1;
  }
  return reached;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
