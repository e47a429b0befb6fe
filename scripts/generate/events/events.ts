import { AS_OF, compactDayText, type Day, dayOf } from "../calendar.ts";
import type { CountyPeople } from "../people/population.ts";
import type { Village } from "../places/neighbourhoods.ts";
import { apportion } from "../random/apportion.ts";
import { lastStartingBy } from "../random/last-starting-by.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { weightedKeys } from "../random/weighted.ts";
import { FULL_VOLUMES, volumeAt } from "../volumes.ts";
import { drawEventKind, type EventKind, eventKind } from "./categories.ts";
import { drawHour, monthOf, placeInTime } from "./event-calendar.ts";
import { type Course, courseOf, drawLevel, type Level, type Step, type Urgency } from "./handling.ts";
import { HOT_VILLAGE, hotSpotAt } from "./hot-spots.ts";

export interface GovernanceEvent {
  /** Counted through the province, county after county. */
  readonly index: number;
  readonly people: CountyPeople;
  readonly eventNo: string;
  readonly kind: EventKind;
  readonly severity: string;
  readonly village: Village;
  readonly gridCode: string;
  /** A household of the grid: where it happened, and who was near. */
  readonly household: number;
  readonly occurredAt: number;
  readonly course: Course;
  readonly steps: readonly Step[];
  /** Number in the county of the event it was merged into. */
  readonly duplicateOf: number | null;
  readonly isPlanned: boolean;
  readonly random: Random;
}

export interface Events {
  readonly count: number;
  eventAt(index: number): GovernanceEvent;
  /** The number of another event of the same county. */
  eventNoOf(people: CountyPeople, nth: number): string;
}

/** The event of the demo person; its number of the day is beyond the others'. */
const PLANNED = { day: dayOf(2016, 11, 9), minutes: 10 * 60 + 25, numberOfDay: 90_001, kind: "0102" } as const;
const FEWEST_IN_DEMO_COUNTY = 3;
const MINUTES_PER_DAY = 1440;
const LAST_MINUTE = AS_OF * MINUTES_PER_DAY - 1;

const drawSeverity = weightedKeys({ ORDINARY: 91, RELATIVELY_SERIOUS: 7.5, SERIOUS: 1.3, PARTICULARLY_SERIOUS: 0.2 });
const URGENCIES: Readonly<Record<string, Urgency>> = {
  ORDINARY: "NORMAL",
  RELATIVELY_SERIOUS: "URGENT",
  SERIOUS: "CRITICAL",
  PARTICULARLY_SERIOUS: "CRITICAL",
};
const SHARES = { invalid: 0.04, evaluated: 0.45, reopened: 0.02, urgentAlthoughOrdinary: 0.08 } as const;
/** One in seventeen was merged into one of the fifteen before it, none of which is merged or planned itself. */
const MERGE_PERIOD = 17;

export function openEvents(population: readonly CountyPeople[], scale: number, streams: Streams): Events {
  const minimums = population.map(({ county }) => (county.index === 0 ? FEWEST_IN_DEMO_COUNTY : county.isSeat ? 1 : 0));
  const sizes = apportion(
    volumeAt(FULL_VOLUMES.events, scale),
    population.map(({ county }) => county.weight),
    minimums,
  );
  let count = 0;
  const spans = population.map((people, i) => {
    const span = { people, first: count, count: sizes[i]! };
    count += sizes[i]!;
    return span;
  });
  const open = (people: CountyPeople, nth: number): GovernanceEvent => {
    const span = spans[people.county.index]!;
    return describe(people, nth, span.first, span.count, streams);
  };
  return {
    count,
    eventAt(index) {
      const span = spans[lastStartingBy(spans, index, ({ first }) => first)]!;
      return open(span.people, index - span.first);
    },
    eventNoOf: (people, nth) => open(people, nth).eventNo,
  };
}

function describe(people: CountyPeople, nth: number, first: number, count: number, streams: Streams): GovernanceEvent {
  const { county } = people;
  const random = streams(`GovernanceEvent/${county.code}`, nth);
  const isPlanned = county.index === 0 && nth === 0;
  const { day, numberOfDay } = isPlanned ? PLANNED : placeInTime(nth, count, random);
  const minutes = drawHour(random) * 60 + random.below(60);
  const kind = isPlanned ? eventKind(PLANNED.kind) : drawEventKind(monthOf(day))(random);
  const severity = isPlanned ? "ORDINARY" : drawSeverity(random);
  const isMerged = nth % MERGE_PERIOD === MERGE_PERIOD - 1;
  const course = drawCourse(severity, isMerged, isPlanned, random);
  const occurredAt = day * MINUTES_PER_DAY + (isPlanned ? PLANNED.minutes : minutes);
  const household = isPlanned ? 0 : drawHousehold(people, kind, day, random);
  return {
    index: first + nth,
    people,
    eventNo: county.code + compactDayText(day) + String(numberOfDay).padStart(5, "0"),
    kind,
    severity,
    village: people.places.villageOf(household),
    gridCode: people.places.gridCodeOf(household),
    household,
    occurredAt,
    course,
    steps: courseOf(course, Math.min(occurredAt + 5 + random.below(40), LAST_MINUTE), random),
    duplicateOf: isMerged ? nth - 1 - random.below(MERGE_PERIOD - 2) : null,
    isPlanned,
    random,
  };
}

function drawCourse(severity: string, isMerged: boolean, isPlanned: boolean, random: Random): Course {
  const isInvalid = random.chance(SHARES.invalid);
  const isHurried = random.chance(SHARES.urgentAlthoughOrdinary);
  const urgency = URGENCIES[severity]!;
  const drawn: Course = {
    outcome: isMerged ? "MERGED" : isInvalid ? "INVALID" : "HANDLED",
    level: levelFor(severity, drawLevel(random)),
    urgency: urgency === "NORMAL" && isHurried ? "URGENT" : urgency,
    isEvaluated: random.chance(SHARES.evaluated),
    isReopened: random.chance(SHARES.reopened),
  };
  if (!isPlanned) return drawn;
  return { outcome: "HANDLED", level: "VILLAGE", urgency: "NORMAL", isEvaluated: true, isReopened: false };
}

/** Serious matters are not settled in the village. */
function levelFor(severity: string, drawn: Level): Level {
  const isHigh = drawn === "COUNTY" || drawn === "CITY" || drawn === "PROVINCE";
  if (severity === "PARTICULARLY_SERIOUS") return drawn === "PROVINCE" ? drawn : "CITY";
  if (severity === "SERIOUS" && !isHigh) return "COUNTY";
  return severity === "RELATIVELY_SERIOUS" && !isHigh ? "TOWNSHIP" : drawn;
}

function drawHousehold(people: CountyPeople, kind: EventKind, day: Day, random: Random): number {
  const spot = hotSpotAt(people.county, kind, day);
  const drawn = random.below(people.settlement.householdCount);
  return spot && random.chance(spot.share) ? people.places.villages[HOT_VILLAGE]!.firstHousehold : drawn;
}
