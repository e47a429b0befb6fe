import { type Day, dayOf } from "../calendar.ts";
import type { County } from "../places/counties.ts";
import type { EventKind } from "./categories.ts";

/** A place and time where one category piles up in the first grid of a village, for trend detection to find. */
export interface HotSpot {
  readonly countyCode: string;
  readonly category: string;
  readonly from: Day;
  readonly to: Day;
  /** Share of the county's events of that category in that time. */
  readonly share: number;
}

/** Position of that village in its county. */
export const HOT_VILLAGE = 1;

/** The answer key: three were planted. */
export const HOT_SPOTS: readonly HotSpot[] = [
  { countyCode: "620102", category: "ENVIRONMENT", from: dayOf(2016, 6, 1), to: dayOf(2016, 8, 31), share: 0.7 },
  { countyCode: "620502", category: "DISPUTE", from: dayOf(2015, 11, 1), to: dayOf(2016, 1, 31), share: 0.7 },
  { countyCode: "622901", category: "PUBLIC_SAFETY", from: dayOf(2016, 1, 1), to: dayOf(2016, 3, 31), share: 0.7 },
];

export function hotSpotAt(county: County, kind: EventKind, day: Day): HotSpot | undefined {
  return HOT_SPOTS.find(
    (spot) => spot.countyCode === county.code && spot.category === kind.category && day >= spot.from && day <= spot.to,
  );
}
