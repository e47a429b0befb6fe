import { AS_OF, type Day, dateOf, dayOf, weekdayOf } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { type Draw, weighted } from "../random/weighted.ts";

/** The platform has been collecting events since July 2013; the last ones are of the day before. */
const FIRST_DAY: Day = dayOf(2013, 7, 1);
const DAY_COUNT = AS_OF - FIRST_DAY;

const WEEKDAYS = [1.15, 1.08, 1.05, 1.03, 1.0, 0.85, 0.84];
const HOURS = [
  0.6, 0.4, 0.3, 0.3, 0.4, 0.8, 1.8, 3.6, 7.8, 10.2, 10.4, 8.4, 4.2, 4.0, 6.8, 9.4, 9.2, 7.6, 4.6, 3.2, 2.4, 1.8, 1.1,
  0.7,
];
/** Half as much happens in the week of the Spring Festival. */
const SPRING_FESTIVALS = [dayOf(2014, 1, 31), dayOf(2015, 2, 19), dayOf(2016, 2, 8)];
const SPRING_FESTIVAL = { days: 7, factor: 0.5 } as const;

/** Share of all events before each day; one more entry than days. */
const SHARE_BEFORE: readonly number[] = cumulate(Array.from({ length: DAY_COUNT }, (_, i) => dayWeight(FIRST_DAY + i)));

/** Hour of the day on which something happens. */
export const drawHour: Draw<number> = weighted(HOURS.map((weight, hour) => [hour, weight] as const));

/**
 * The day of the nth of `count` events of a county, and its number among that day's events there. Events are dealt out
 * in order of time, so the number follows from the index and no counter is kept.
 */
export function placeInTime(nth: number, count: number, random: Random): { day: Day; numberOfDay: number } {
  const point = (nth + random.unit()) / count;
  let low = 0;
  let high = DAY_COUNT - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (SHARE_BEFORE[middle]! <= point) low = middle;
    else high = middle - 1;
  }
  return { day: FIRST_DAY + low, numberOfDay: nth - Math.floor(SHARE_BEFORE[low]! * count) + 1 };
}

function dayWeight(day: Day): number {
  const isFestival = SPRING_FESTIVALS.some((start) => day >= start - 1 && day < start - 1 + SPRING_FESTIVAL.days);
  return WEEKDAYS[weekdayOf(day)]! * (isFestival ? SPRING_FESTIVAL.factor : 1);
}

function cumulate(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const before = [0];
  for (const weight of weights) before.push(before.at(-1)! + weight / total);
  return before;
}

/** 0 is January. */
export function monthOf(day: Day): number {
  return dateOf(day).month - 1;
}
