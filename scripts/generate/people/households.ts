import { houseAddress } from "../places/place-names.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { weighted } from "../random/weighted.ts";
import type { Ethnicity } from "./ethnicity.ts";
import { drawSurname } from "./names.ts";
import { type CountyPeople, peopleOfHousehold } from "./population.ts";

/** What the members of a household share. */
export interface Household {
  /** Counted through the province. */
  readonly index: number;
  readonly people: CountyPeople;
  /** Of the register kept at home; its pseudonym is the householdId. */
  readonly bookletNo: string;
  /** Indices of the members, counted through the province. */
  readonly firstPerson: number;
  readonly memberCount: number;
  readonly ethnicity: Ethnicity;
  /** Of the father; empty for peoples without family names. */
  readonly familyName: string;
  /** Keeps out of oddities: a demo subject or the like. */
  readonly isPlain: boolean;
  /** Province-level code of a household that is registered outside and lives here; otherwise null. */
  readonly outsideRegion: string | null;
  /** The numbers after these facts, for the rest of the household's row. */
  readonly random: Random;
}

export type HouseholdAt = (index: number) => Household;

/** Of households, so that with those who move within the province 2.5 % of the people are inflow. */
const REGISTERED_OUTSIDE_SHARE = 0.009;

/** Where people of the province go and come from, beyond its border. */
export const drawOtherProvince = weighted([
  ["650000", 38],
  ["610000", 26],
  ["320000", 15],
  ["440000", 14],
  ["630000", 7],
]);

export function householdsOf(population: readonly CountyPeople[], streams: Streams): HouseholdAt {
  return (index) => {
    const people = peopleOfHousehold(population, index);
    const { settlement, county } = people;
    const local = index - people.firstHousehold;
    const first = settlement.firstPerson(local);
    const isPlain = local < people.plainHouseholds;
    const random = streams(`Household/${county.code}`, local);
    const ethnicity = people.drawEthnicity(random);
    const familyName = drawSurname(random, ethnicity);
    const isOutside = random.chance(REGISTERED_OUTSIDE_SHARE) && !isPlain;
    return {
      index,
      people,
      bookletNo: county.alias + String(local + 1).padStart(9, "0"),
      firstPerson: people.firstPerson + first,
      memberCount: settlement.firstPerson(local + 1) - first,
      ethnicity,
      familyName,
      isPlain,
      outsideRegion: isOutside ? drawOtherProvince(random) : null,
      random,
    };
  };
}

/** Where the house of the household stands: village, grid and address. */
export function homeOf({ people, index }: Household): { villageCode: string; gridCode: string; address: string } {
  const local = index - people.firstHousehold;
  const village = people.places.villageOf(local);
  return {
    villageCode: village.code,
    gridCode: people.places.gridCodeOf(local),
    address: houseAddress(people.county, village, local - village.firstHousehold),
  };
}
