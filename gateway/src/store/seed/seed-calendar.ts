import type { HubDb } from "../database.ts";
import { calendarDays, calendarYears } from "../tables/calendar.ts";

export interface CalendarDay {
  readonly day: string;
  readonly isWorking: boolean;
  readonly name: string;
}

interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly days: readonly CalendarDay[];
}

/** First and last day of each holiday. */
type Holiday = readonly [name: string, from: string, until: string];

/** Holidays of two years as generally known; an administrator loads them from the notices before clocks bind anybody. */
export const SEED_CALENDAR: readonly CalendarYear[] = [
  year(
    2025,
    "国办发明电〔2024〕12号，演示数据，待正式导入",
    [
      ["元旦", "01-01", "01-01"],
      ["春节", "01-28", "02-04"],
      ["清明节", "04-04", "04-06"],
      ["劳动节", "05-01", "05-05"],
      ["端午节", "05-31", "06-02"],
      ["国庆节、中秋节", "10-01", "10-08"],
    ],
    ["01-26", "02-08", "04-27", "09-28", "10-11"],
  ),
  year(
    2026,
    "国办发明电〔2025〕7号，演示数据，待正式导入",
    [
      ["元旦", "01-01", "01-03"],
      ["春节", "02-15", "02-23"],
      ["清明节", "04-04", "04-06"],
      ["劳动节", "05-01", "05-05"],
      ["端午节", "06-19", "06-21"],
      ["中秋节", "09-25", "09-27"],
      ["国庆节", "10-01", "10-07"],
    ],
    ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
  ),
];

/** Years that somebody loaded stay as they are. */
export async function seedCalendar(db: HubDb, at: Date): Promise<void> {
  const years = SEED_CALENDAR.map(({ year, source }) => {
    return { year, source, isOfficial: false, loadedAt: at, loadedBy: "seed" };
  });
  const added = await db.insert(calendarYears).values(years).onConflictDoNothing().returning();
  const days = SEED_CALENDAR.filter(({ year }) => added.some((row) => row.year === year)).flatMap((entry) =>
    entry.days.map((day) => ({ ...day, year: entry.year })),
  );
  if (days.length > 0) await db.insert(calendarDays).values(days);
}

function year(number: number, source: string, holidays: readonly Holiday[], madeUp: readonly string[]): CalendarYear {
  const off = holidays.flatMap(([name, from, until]) =>
    daysBetween(`${number}-${from}`, `${number}-${until}`).map((day) => ({ day, isWorking: false, name })),
  );
  const on = madeUp.map((day) => ({ day: `${number}-${day}`, isWorking: true, name: "调休上班" }));
  return { year: number, source, days: [...off, ...on] };
}

function daysBetween(from: string, until: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${until}T00:00:00Z`); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
