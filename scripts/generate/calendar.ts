/** A day counted from 1970-01-01; the generator never asks a clock. */
export type Day = number;

/** The day the synthetic province is described on. */
export const AS_OF: Day = dayOf(2017, 1, 15);

/** Proleptic Gregorian, by Howard Hinnant's `days_from_civil`. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** The reverse of `dayOf`, by Hinnant's `civil_from_days`. */
export function dateOf(day: Day): CalendarDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** The texts of the days most rows use, made once. */
const FIRST_KEPT = dayOf(1900, 1, 1);
const kept = new Array<string | undefined>(dayOf(2060, 1, 1) - FIRST_KEPT);

/** `YYYY-MM-DD`. */
export function dayText(day: Day): string {
  const slot = day - FIRST_KEPT;
  const text = kept[slot];
  if (text !== undefined) return text;
  const made = format(day);
  if (slot >= 0 && slot < kept.length) kept[slot] = made;
  return made;
}

function format(day: Day): string {
  const { year, month, dayOfMonth } = dateOf(day);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}

/** `YYYYMMDD`, as numbers of documents carry it. */
export function compactDayText(day: Day): string {
  return dayText(day).replaceAll("-", "");
}

/** RFC 3339 in China Standard Time; `minutes` may run past the end of the day. */
export function instantText(day: Day, minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  return `${dayText(day + days)}T${two(Math.floor(rest / 60))}:${two(Math.floor(rest % 60))}:00+08:00`;
}

/** RFC 3339 of minutes counted since the start of 1970-01-01 in China Standard Time. */
export function minuteText(minutes: number): string {
  const day = Math.floor(minutes / 1440);
  return instantText(day, minutes - day * 1440);
}

export function yearOf(day: Day): number {
  return dateOf(day).year;
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The same date some years later; 29 February becomes the 28th where the year has none. */
export function addYears(day: Day, years: number): Day {
  const { year, month, dayOfMonth } = dateOf(day);
  const isLeapDayLost = month === 2 && dayOfMonth === 29 && !isLeapYear(year + years);
  return dayOf(year + years, month, isLeapDayLost ? 28 : dayOfMonth);
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Completed years of life on a day. */
export function ageOn(day: Day, birthDay: Day): number {
  const now = dateOf(day);
  const born = dateOf(birthDay);
  const hadBirthday = now.month > born.month || (now.month === born.month && now.dayOfMonth >= born.dayOfMonth);
  return now.year - born.year - (hadBirthday ? 0 : 1);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
