import { expect, test } from "vitest";
import { AS_OF, weekdayOf } from "../calendar.ts";
import { openProvince } from "../province.ts";
import type { GovernanceEvent } from "./events.ts";
import { HOT_SPOTS, HOT_VILLAGE } from "./hot-spots.ts";
import { timelineOf } from "./timeline.ts";

const province = openProvince({ scale: 0.05, seed: 1 });
const { events } = province;
const all = Array.from({ length: events.count }, (_, index) => events.eventAt(index));
const share = (isCounted: (event: (typeof all)[number]) => boolean) =>
  (100 * all.filter(isCounted).length) / all.length;

test("gives every event a number of county, day and the day's sequence", () => {
  expect(events.count).toBe(9435);
  expect(new Set(all.map(({ eventNo }) => eventNo)).size).toBe(all.length);
  for (const { eventNo, people } of all)
    expect(eventNo).toMatch(new RegExp(`^${people.county.code}201[3-7][01]\\d[0-3]\\d\\d{5}$`));
});

test("keeps the shares of categories, severities and levels", () => {
  expect(share(({ kind }) => kind.category === "ENVIRONMENT")).toBeCloseTo(24, -0.5);
  expect(share(({ kind }) => kind.category === "DISPUTE")).toBeCloseTo(22, -0.5);
  expect(share(({ severity }) => severity === "ORDINARY")).toBeCloseTo(91, -0.5);
  expect(share(({ course }) => course.outcome === "MERGED")).toBeCloseTo(6, -0.5);
  expect(share(({ course }) => course.outcome === "INVALID")).toBeCloseTo(4, -0.5);
});

test("has more events on Mondays than on Sundays, and most in office hours", () => {
  const onWeekday = (weekday: number) =>
    share(({ occurredAt }) => weekdayOf(Math.floor(occurredAt / 1440)) === weekday);
  expect(onWeekday(0)).toBeGreaterThan(onWeekday(6) * 1.15);
  expect(share(({ occurredAt }) => [9, 10, 15, 16].includes(Math.floor((occurredAt % 1440) / 60)))).toBeGreaterThan(35);
});

test("takes steps in order, none after the day described", () => {
  for (const { steps } of all) {
    expect(steps[0]!.action).toBe("REPORT");
    for (const [i, step] of steps.entries()) if (i > 0) expect(step.at).toBeGreaterThan(steps[i - 1]!.at);
    expect(steps.at(-1)!.at).toBeLessThan(AS_OF * 1440);
  }
});

test("merges events only into events of the county that stand for themselves", () => {
  for (const { duplicateOf, people, index } of all.filter((event) => event.duplicateOf !== null)) {
    const first = index - all.filter((event) => event.people === people && event.index < index).length;
    const master = all[first + duplicateOf!]!;
    expect(master.people).toBe(people);
    expect(master.course.outcome).not.toBe("MERGED");
  }
});

test("handles about one in nine too late", () => {
  const timelines = all.map(timelineOf).filter(({ slaState }) => slaState !== null);
  const late = (100 * timelines.filter(({ slaState }) => slaState === "RED").length) / timelines.length;
  expect(late).toBeGreaterThan(9);
  expect(late).toBeLessThan(14);
});

test("piles events up where the answer key says", () => {
  const whole = openProvince({ scale: 1, seed: 1 });
  for (const spot of HOT_SPOTS) {
    const county = whole.population.findIndex((people) => people.county.code === spot.countyCode);
    const village = whole.population[county]?.places.villages[HOT_VILLAGE]?.code;
    const inSpot = eventsOf(whole.events, county).filter((event) => {
      const day = Math.floor(event.occurredAt / 1440);
      return event.kind.category === spot.category && day >= spot.from && day <= spot.to;
    });
    const there = inSpot.filter((event) => event.village.code === village).length;
    expect(there / inSpot.length).toBeGreaterThan(0.5);
  }
});

/** The events of one county, found by halving as they are in order of counties. */
function eventsOf({ count, eventAt }: typeof events, county: number): GovernanceEvent[] {
  let low = 0;
  for (let high = count; low < high; ) {
    const middle = (low + high) >> 1;
    if (eventAt(middle).people.county.index < county) low = middle + 1;
    else high = middle;
  }
  const found: GovernanceEvent[] = [];
  for (let index = low; index < count; index++) {
    const event = eventAt(index);
    if (event.people.county.index > county) break;
    found.push(event);
  }
  return found;
}
