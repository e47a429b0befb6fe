import { type County, counties } from "../places/counties.ts";
import { layOut, type Neighbourhoods } from "../places/neighbourhoods.ts";
import { apportion } from "../random/apportion.ts";
import { lastStartingBy } from "../random/last-starting-by.ts";
import { type Permutation, permutation } from "../random/permutation.ts";
import type { Streams } from "../random/streams.ts";
import type { Draw } from "../random/weighted.ts";
import { type BirthCells, birthCells } from "./birth-cells.ts";
import { type Ethnicity, ethnicityOf } from "./ethnicity.ts";
import { type Selection, type Settlement, settle } from "./settlement.ts";
import { canRunBusiness, largeSociety, type Slot, typicalSociety } from "./society.ts";

/** The people of a county. Persons and households are counted through the province, county after county. */
export interface CountyPeople {
  readonly county: County;
  readonly settlement: Settlement;
  readonly places: Neighbourhoods;
  readonly firstPerson: number;
  readonly firstHousehold: number;
  /** Households at the start that stay as planned, so that demo subjects are the same at every scale. */
  readonly plainHouseholds: number;
  readonly drawEthnicity: Draw<Ethnicity>;
  /** Cells of the county's own address code, and of the next county's for those who married in from there. */
  readonly natives: NumberPool;
  readonly marriedIn: NumberPool;
  /** Birthdays, in days of the year, of the members of plain households: different, and the same at every scale. */
  readonly plainDays: Permutation;
  /** Members who may run a business, none of the plain households among them. */
  readonly businessPeople: Selection;
}

/** Who takes numbers from a set of birth cells: the person of rank n has cell n. */
export interface NumberPool {
  readonly members: Selection;
  readonly cells: BirthCells;
  readonly addressCounty: County;
}

/** Order-number pairs 0 … 490 give 001 … 982; the rest stays unused, 996 … 999 because they once meant centenarians. */
const PAIRS = { natives: 453, marriedIn: 37 } as const;
export const PLAIN_PAIR = PAIRS.natives + PAIRS.marriedIn;
/** Fewest people of a county: enough for a few households with someone who can run a business. */
const FEWEST_PEOPLE = 12;
const DEMO_PLAIN_HOUSEHOLDS = 8;
const DEMO_FEWEST_PEOPLE = 40;

export function populate(personCount: number, streams: Streams): readonly CountyPeople[] {
  const minimums = counties.map((_, i) => (i === 0 ? DEMO_FEWEST_PEOPLE : FEWEST_PEOPLE));
  const sizes = apportion(
    personCount,
    counties.map(({ weight }) => weight),
    minimums,
  );
  let firstPerson = 0;
  let firstHousehold = 0;
  return counties.map((county, i) => {
    const people = peopleOf(county, sizes[i]!, firstPerson, firstHousehold, streams);
    firstPerson += people.settlement.personCount;
    firstHousehold += people.settlement.householdCount;
    return people;
  });
}

function peopleOf(
  county: County,
  size: number,
  firstPerson: number,
  firstHousehold: number,
  streams: Streams,
): CountyPeople {
  const isLinxia = county.code.startsWith("6229");
  // The demo county starts with the first household of the society; the others each somewhere else.
  const settlement = settle(isLinxia ? largeSociety : typicalSociety, size, (county.index * 37) % 100);
  const plainHouseholds = county.index === 0 ? DEMO_PLAIN_HOUSEHOLDS : 1;
  return {
    county,
    settlement,
    places: layOut(county, settlement.householdCount, streams("Neighbourhoods", county.index)),
    firstPerson,
    firstHousehold,
    plainHouseholds,
    drawEthnicity: ethnicityOf(county.code),
    natives: numberPool(settlement, county, false, streams),
    marriedIn: numberPool(settlement, counties[(county.index + 1) % counties.length]!, true, streams),
    plainDays: permutation(365, streams("PlainDays", county.index)),
    businessPeople: settlement.select(canRunBusiness, settlement.firstPerson(plainHouseholds)),
  };
}

function numberPool(
  settlement: Settlement,
  addressCounty: County,
  hasMarriedIn: boolean,
  streams: Streams,
): NumberPool {
  const members = settlement.select((slot: Slot) => slot.hasMarriedIn === hasMarriedIn);
  const [firstPair, pairs] = hasMarriedIn ? [PAIRS.natives, PAIRS.marriedIn] : [0, PAIRS.natives];
  const random = streams(`BirthCells:${hasMarriedIn}`, addressCounty.index);
  return { members, cells: birthCells(members.count, firstPair, pairs, random), addressCounty };
}

/** The county's people that a person of the province belongs to. */
export function peopleOfPerson(population: readonly CountyPeople[], person: number): CountyPeople {
  return population[lastStartingBy(population, person, (people) => people.firstPerson)]!;
}

export function peopleOfHousehold(population: readonly CountyPeople[], household: number): CountyPeople {
  return population[lastStartingBy(population, household, (people) => people.firstHousehold)]!;
}
