import { HubError } from "@tongshu/kit";
import { isDate } from "@tongshu/schema";
import { look } from "../act.ts";
import type { ControlContext } from "../control-context.ts";
import { type ControlModule, readSdl } from "../control-module.ts";
import { findYear, readCalendar } from "./calendar-store.ts";
import { loadCalendarYear } from "./load-calendar-year.ts";
import { addWorkingDays } from "./working-days.ts";

export const calendarModule: ControlModule = {
  sdl: readSdl("calendar.graphql", import.meta.url),
  resolvers: {
    Query: {
      calendarYear: (_source, { year }: { year: number }, context) =>
        look(context, ["admin", "approver", "auditor"], ({ tx }) => findYear(tx, year)),
      dueDate: (_source, args: DueDateArguments, context) => findDueDate(args, context),
    },
    Mutation: { loadCalendarYear: (_source, { input }, context) => loadCalendarYear(context, input) },
  },
};

interface DueDateArguments {
  readonly from: string;
  readonly workingDays: number;
}

const MOST_WORKING_DAYS = 60;

function findDueDate({ from, workingDays }: DueDateArguments, context: ControlContext): Promise<string> {
  if (!isDate(from)) throw new HubError("BAD_USER_INPUT", { field: "from", rule: "YYYY-MM-DD" });
  if (workingDays < 1 || workingDays > MOST_WORKING_DAYS) {
    throw new HubError("BAD_USER_INPUT", { field: "workingDays", rule: `1 to ${MOST_WORKING_DAYS}` });
  }
  return look(context, ["admin", "approver", "auditor"], async ({ tx }) =>
    addWorkingDays(from, workingDays, await readCalendar(tx)),
  );
}
