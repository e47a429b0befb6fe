import { HubError } from "@tongshu/kit";
import { isDate } from "@tongshu/schema";
import { eq } from "drizzle-orm";
import { calendarDays, calendarYears } from "../../store/tables/calendar.ts";
import { act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireText } from "../require-text.ts";
import { type CalendarYearRow, findYear } from "./calendar-store.ts";

export interface LoadCalendarYearInput {
  readonly year: number;
  readonly source: string;
  readonly days: readonly { readonly day: string; readonly isWorking: boolean; readonly name: string }[];
}

export interface CalendarYearPayload {
  readonly calendarYear: CalendarYearRow;
  readonly event: ControlEvent;
}

const FIRST_YEAR = 2016;
const LAST_YEAR = 2100;
const MOST_DAYS = 100;

/** Replaces a year as a whole. Due dates that were already told stay as they are. Errors: ROLE_REQUIRED, BAD_USER_INPUT. */
export function loadCalendarYear(context: ControlContext, input: LoadCalendarYearInput): Promise<CalendarYearPayload> {
  const { year } = input;
  const source = requireText("source", input.source, 200);
  const days = checkDays(input);
  return act(context, "loadCalendarYear", ["admin"], async ({ tx, actor, at, record }) => {
    demandSharingAuthority(actor);
    const before = await findYear(tx, year);
    const values = { source, isOfficial: true, loadedAt: at, loadedBy: actor.officerId ?? actor.clientId };
    await tx
      .insert(calendarYears)
      .values({ year, ...values })
      .onConflictDoUpdate({ target: calendarYears.year, set: values });
    await tx.delete(calendarDays).where(eq(calendarDays.year, year));
    await tx.insert(calendarDays).values(days.map((day) => ({ ...day, year })));
    const calendarYear = (await findYear(tx, year)) as CalendarYearRow;
    const event = await record({
      targetKind: "CalendarYear",
      targetId: String(year),
      before: before && { ...before },
      after: { ...calendarYear },
    });
    return { calendarYear, event };
  });
}

function checkDays({ year, days }: LoadCalendarYearInput) {
  if (year < FIRST_YEAR || year > LAST_YEAR) refuse("year", `${FIRST_YEAR} to ${LAST_YEAR}`);
  if (days.length === 0 || days.length > MOST_DAYS) refuse("days", `1 to ${MOST_DAYS}`);
  if (new Set(days.map(({ day }) => day)).size < days.length) refuse("days", "each day once");
  return days.map(({ day, isWorking, name }) => {
    if (!isDate(day) || !day.startsWith(`${year}-`)) refuse("day", `a day of ${year}`);
    return { day, isWorking, name: requireText("name", name, 40) };
  });
}

function refuse(field: string, rule: string): never {
  throw new HubError("BAD_USER_INPUT", { field, rule });
}
