import { asc, eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { calendarDays, calendarYears } from "../../store/tables/calendar.ts";
import type { CalendarExceptions } from "./working-days.ts";

/** Every exception that was loaded: some forty days a year. */
export async function readCalendar(db: HubDb): Promise<CalendarExceptions> {
  const rows = await db.select({ day: calendarDays.day, isWorking: calendarDays.isWorking }).from(calendarDays);
  return new Map(rows.map(({ day, isWorking }) => [day, isWorking]));
}

export type CalendarYearRow = typeof calendarYears.$inferSelect & {
  readonly days: readonly (typeof calendarDays.$inferSelect)[];
};

export async function findYear(db: HubDb, year: number): Promise<CalendarYearRow | null> {
  const [row] = await db.select().from(calendarYears).where(eq(calendarYears.year, year));
  if (!row) return null;
  const days = await db.select().from(calendarDays).where(eq(calendarDays.year, year)).orderBy(asc(calendarDays.day));
  return { ...row, days };
}
