import { AS_OF, type Day } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { weightedKeys } from "../random/weighted.ts";

/** A step of handling at an instant, in minutes since the start of 1970-01-01 in China Standard Time. */
export interface Step {
  readonly action: string;
  readonly at: number;
  readonly fromLevel: Level;
  readonly toLevel: Level;
}

export const HANDLING_LEVELS = ["GRID", "VILLAGE", "TOWNSHIP", "COUNTY", "CITY", "PROVINCE"] as const;
export type Level = (typeof HANDLING_LEVELS)[number];
export type Urgency = "NORMAL" | "URGENT" | "CRITICAL";

/** How the handling of an event goes; a merged or invalid one ends early. */
export interface Course {
  readonly outcome: "HANDLED" | "INVALID" | "MERGED";
  readonly level: Level;
  readonly urgency: Urgency;
  readonly isEvaluated: boolean;
  readonly isReopened: boolean;
}

const HOUR = 60;
const DAY = 24 * HOUR;
/** A working day is 1.4 calendar days. */
const WORKING_DAY = 1.4 * DAY;
const NOW = AS_OF * DAY;

/** Limits by level: to accept, to give the first reply, and to handle by urgency. */
const LIMITS: Readonly<Record<Level, { accept: number; reply: number; handle: Readonly<Record<Urgency, number>> }>> = {
  GRID: limits(4, 8, 3, 1, 2),
  VILLAGE: limits(8, 16, 5, 2, 4),
  TOWNSHIP: limits(8, 24, 7, 3, 8),
  COUNTY: limits(16, 40, 15, 5, 24),
  CITY: limits(24, 40, 20, 7, 48),
  PROVINCE: limits(24, 40, 30, 10, 48),
};
/** Gamma of order 2 with mean 0.55 of the limit leaves 12 % late; waiting for office hours takes the rest of that mean. */
const MEAN_PART_OF_LIMIT = 0.45;
const SHARES = { escalated: 0.09, returned: 0.05 } as const;
const OFFICE_HOURS = { from: 8 * HOUR + 30, to: 18 * HOUR } as const;
const ARCHIVED_AFTER = 90 * DAY;

export const drawLevel = weightedKeys<Level>({
  GRID: 38,
  VILLAGE: 34,
  TOWNSHIP: 19,
  COUNTY: 7.5,
  CITY: 1.2,
  PROVINCE: 0.3,
});

function limits(accept: number, reply: number, normalDays: number, urgentDays: number, criticalHours: number) {
  const handle = { NORMAL: normalDays * WORKING_DAY, URGENT: urgentDays * WORKING_DAY, CRITICAL: criticalHours * HOUR };
  return { accept: accept * HOUR, reply: reply * HOUR, handle };
}

export function replyLimit(level: Level): number {
  return LIMITS[level].reply;
}

export function handlingLimit({ level, urgency }: Course): number {
  return LIMITS[level].handle[urgency];
}

/** All steps up to the day described; what lies later has not happened. */
export function courseOf(course: Course, reportedAt: number, random: Random): Step[] {
  const writer = new StepWriter(reportedAt, course);
  const { outcome, level } = course;
  const accept = LIMITS[level].accept;
  writer.add("REPORT", 0);
  if (outcome === "INVALID") writer.add("REJECT", accept * random.unit());
  else if (outcome === "MERGED") {
    writer.add("ACCEPT", accept * random.unit() * 0.5);
    writer.add("MERGE", accept * random.unit());
  } else handle(writer, course, random);
  return writer.steps.filter((step) => step.at < NOW);
}

function handle(writer: StepWriter, course: Course, random: Random): void {
  const accept = LIMITS[course.level].accept;
  writer.add("ACCEPT", accept * random.unit() * 0.8);
  writer.add("DISPATCH", HOUR * random.unit() * 2);
  if (random.chance(SHARES.returned)) {
    writer.add("RETURN", accept * random.unit());
    writer.add("ACCEPT", accept * random.unit());
    writer.add("DISPATCH", HOUR * random.unit());
  }
  if (random.chance(SHARES.escalated) && course.level !== "GRID")
    writer.escalate(accept * (0.5 + random.unit()), accept * random.unit());
  const span = handlingLimit(course) * gamma2(random) * MEAN_PART_OF_LIMIT;
  writer.add("HANDLE", span * 0.3);
  writer.add("RESOLVE", span * 0.7);
  finish(writer, course, random);
  if (course.isReopened) {
    writer.add("REOPEN", DAY * (2 + 20 * random.unit()));
    writer.add("ACCEPT", accept * random.unit());
    writer.add("HANDLE", span * 0.2);
    writer.add("RESOLVE", span * 0.4);
    finish(writer, course, random);
  }
  writer.add("ARCHIVE", ARCHIVED_AFTER);
}

function finish(writer: StepWriter, { isEvaluated }: Course, random: Random): void {
  writer.add("VERIFY", DAY * random.unit());
  writer.add("REPLY", 4 * HOUR * random.unit());
  if (isEvaluated) writer.add("EVALUATE", 3 * DAY * random.unit());
  writer.add("CLOSE", isEvaluated ? 4 * HOUR : 7 * DAY);
}

/** Mean 1. */
function gamma2(random: Random): number {
  return -Math.log((1 - random.unit()) * (1 - random.unit())) / 2;
}

/** Keeps steps in order and, but for the report and what is critical, in office hours. */
class StepWriter {
  readonly steps: Step[] = [];
  readonly #course: Course;
  #now: number;
  #level: Level;

  constructor(reportedAt: number, course: Course) {
    this.#now = reportedAt;
    this.#course = course;
    this.#level = course.level;
  }

  add(action: string, minutesLater: number): void {
    const at = this.#now + Math.ceil(minutesLater);
    const isAnyTime = this.steps.length === 0 || this.#course.urgency === "CRITICAL";
    this.#now = isAnyTime ? at : Math.max(this.#now + 1, toOfficeHours(at));
    this.steps.push({ action, at: this.#now, fromLevel: this.#level, toLevel: this.#level });
  }

  /** The level below had it first: from the report to here, the steps were taken there. */
  escalate(minutesLater: number, untilAccepted: number): void {
    const below = HANDLING_LEVELS[HANDLING_LEVELS.indexOf(this.#level) - 1]!;
    for (const [i, step] of this.steps.entries()) this.steps[i] = { ...step, fromLevel: below, toLevel: below };
    this.add("ESCALATE", minutesLater);
    this.steps.push({ ...this.steps.pop()!, fromLevel: below });
    this.add("ACCEPT", untilAccepted);
  }
}

function toOfficeHours(at: number): number {
  const day: Day = Math.floor(at / DAY);
  const minute = at - day * DAY;
  if (minute < OFFICE_HOURS.from) return day * DAY + OFFICE_HOURS.from + (minute % 60);
  return minute <= OFFICE_HOURS.to ? at : (day + 1) * DAY + OFFICE_HOURS.from + (minute % 60);
}
