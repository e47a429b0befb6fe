import { AS_OF, type Day, dateOf, dayOf } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { DECEASED_HOUSEHOLD } from "./demo-people.ts";
import type { Ethnicity } from "./ethnicity.ts";
import type { Household, HouseholdAt } from "./households.ts";
import { drawNumber, plainNumber } from "./id-numbers.ts";
import { drawGivenName, drawSurname } from "./names.ts";
import { type CountyPeople, peopleOfPerson } from "./population.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { canRunBusiness, type Slot } from "./society.ts";

/** Who a person is: all that another register needs to name them. */
export interface Citizen {
  /** Counted through the province. */
  readonly index: number;
  readonly household: Household;
  readonly slot: Slot;
  readonly isMale: boolean;
  readonly birthDay: Day;
  readonly ethnicity: Ethnicity;
  readonly name: string;
  readonly idNumber: string;
  readonly personId: string;
  /** Null for the living. */
  readonly deathDay: Day | null;
  /** The numbers after these facts, for the rest of the person's row. */
  readonly random: Random;
}

export type CitizenAt = (index: number) => Citizen;

const SHARES = { maleDrawn: 0.52, ownEthnicity: 0.94 } as const;

/** Share of a band that died within the last two years and is still on the register, by the band's first age. */
const DEATH_SHARES: readonly (readonly [ageFrom: number, share: number])[] = [
  [85, 0.3],
  [80, 0.2],
  [75, 0.13],
  [70, 0.08],
  [65, 0.05],
  [60, 0.03],
  [5, 0.002],
  [0, 0.006],
];
const FIRST_DEATH_DAY = dayOf(2015, 1, 1);
const LAST_DEATH_DAY = dayOf(2016, 12, 31);

export function citizensOf(
  population: readonly CountyPeople[],
  householdAt: HouseholdAt,
  streams: Streams,
  pseudonyms: Pseudonyms,
): CitizenAt {
  const household = lastUsed(householdAt);
  return (index) => {
    const people = peopleOfPerson(population, index);
    const local = index - people.firstPerson;
    const home = household(people.firstHousehold + people.settlement.household(local));
    const slot = people.settlement.slot(local);
    const random = streams(`Person/${people.county.code}`, local);
    const isMale = slot.sex === "DRAWN" ? random.chance(SHARES.maleDrawn) : slot.sex === "MALE";
    const numbered = home.isPlain
      ? plainNumber(people, slot, local, isMale)
      : drawNumber(random, people, slot, local, isMale);
    const ethnicity = random.chance(SHARES.ownEthnicity) || home.isPlain ? home.ethnicity : "HAN";
    return {
      index,
      household: home,
      slot,
      isMale,
      birthDay: numbered.birthDay,
      ethnicity,
      name: drawName(random, home, slot, ethnicity, isMale, dateOf(numbered.birthDay).year),
      idNumber: numbered.idNumber,
      personId: pseudonyms.person(numbered.idNumber),
      deathDay: drawDeathDay(random, home, slot, numbered.birthDay),
      random,
    };
  };
}

/** Members are asked for one after the other, so the household made last is the one needed next. */
function lastUsed(householdAt: HouseholdAt): HouseholdAt {
  let last: Household | undefined;
  return (index) => {
    if (last?.index !== index) last = householdAt(index);
    return last;
  };
}

/** Sons, daughters, grandchildren and the men of the family have its name; who married in has another. */
function drawName(
  random: Random,
  home: Household,
  slot: Slot,
  ethnicity: Ethnicity,
  isMale: boolean,
  bornIn: number,
): string {
  const isOfFamily = slot.relation === "CHILD" || slot.relation === "GRANDCHILD" || isMale;
  const isFamilyPeople = ethnicity === home.ethnicity;
  const surname = isOfFamily && isFamilyPeople ? home.familyName : drawSurname(random, ethnicity);
  return surname + drawGivenName(random, ethnicity, isMale, bornIn);
}

function drawDeathDay(random: Random, home: Household, slot: Slot, birthDay: Day): Day | null {
  const drawn = random.unit();
  const day = FIRST_DEATH_DAY + random.below(LAST_DEATH_DAY - FIRST_DEATH_DAY + 1);
  if (home.isPlain) return home.index === DECEASED_HOUSEHOLD ? day : null;
  const share = canRunBusiness(slot) ? 0 : DEATH_SHARES.find(([ageFrom]) => slot.ageFrom >= ageFrom)![1];
  return drawn < share ? Math.min(AS_OF - 1, Math.max(day, birthDay + 1)) : null;
}
