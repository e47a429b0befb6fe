import { citizenIdCheckDigit, NEVER_VALID_CODE } from "@tongshu/schema";
import { AS_OF, compactDayText, type Day, dateOf, dayOf, isLeapYear } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { yearOfCycle } from "./birth-cells.ts";
import { DECEASED_HOUSEHOLD } from "./demo-people.ts";
import type { Ethnicity } from "./ethnicity.ts";
import type { Household, HouseholdAt } from "./households.ts";
import { drawGivenName, drawSurname } from "./names.ts";
import { type CountyPeople, PLAIN_PAIR, peopleOfPerson } from "./population.ts";
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

const LAST_BIRTH_YEAR = 2016;
const OPEN_BAND = 85;
const RETIRED_ALIAS_END_YEAR = 2001;
const SHARES = {
  /** Numbers with a retired address code: of those born while it was in force, and of those born after. */
  retiredCode: 0.03,
  retiredCodeBornLater: 0.003,
  /** Numbers with a code that never was, in the one county that uses it: there the cells make them different. */
  neverValidCode: 0.002,
  leapDay: 0.8,
  maleDrawn: 0.52,
  ownEthnicity: 0.94,
  over120: 0.02,
} as const;

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
    const numbered = drawNumber(random, people, home, slot, local, isMale);
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

function drawNumber(
  random: Random,
  people: CountyPeople,
  home: Household,
  slot: Slot,
  local: number,
  isMale: boolean,
): { idNumber: string; birthDay: Day } {
  if (home.isPlain) return plainNumber(people, slot, local, isMale);
  const pool = slot.hasMarriedIn ? people.marriedIn : people.natives;
  const cell = pool.cells.at(pool.members.rank(local));
  const [oldestYear, youngestYear, wanted] = drawBirthYears(random, slot);
  const year = yearOfCycle(wanted, oldestYear, youngestYear, pool.cells.yearCycle, cell.yearResidue);
  const birthDay = dayInYear(random, year, cell.dayOfYear);
  const address = drawAddressCode(random, people, slot, year) ?? pool.addressCounty.alias;
  return { idNumber: writeNumber(address, birthDay, cell.pair, isMale), birthDay };
}

/** The youngest of the band, so that demo children stay children for years to come. */
function plainNumber({ county, plainDays }: CountyPeople, slot: Slot, local: number, isMale: boolean) {
  const { month, dayOfMonth } = dateOf(plainDays.at(local));
  const birthDay = dayOf(LAST_BIRTH_YEAR - slot.ageFrom, month, dayOfMonth);
  return { idNumber: writeNumber(county.alias, birthDay, PLAIN_PAIR, isMale), birthDay };
}

function writeNumber(address: string, birthDay: Day, pair: number, isMale: boolean): string {
  const order = 2 * pair + (isMale ? 1 : 2);
  const first17 = address + compactDayText(birthDay) + String(order).padStart(3, "0");
  return first17 + citizenIdCheckDigit(first17);
}

/** A five-year band of ages and a year in it; the last band is open, and a few in it are said to be over 120. */
function drawBirthYears(random: Random, slot: Slot): [oldest: number, youngest: number, wanted: number] {
  const youngest = LAST_BIRTH_YEAR - slot.ageFrom;
  if (slot.ageFrom < OPEN_BAND) return [youngest - 4, youngest, youngest - random.below(5)];
  const isOver120 = random.chance(SHARES.over120);
  const years = isOver120 ? 36 + random.below(3) : Math.min(25, Math.floor(-4 * Math.log(1 - random.unit())));
  return [youngest - years - 4, youngest - years, youngest - years];
}

/** `dayOfYear` counts in a year without a leap day, as 1970 was. A leap day borrows the cell of 1 March, which it shares with nobody. */
function dayInYear(random: Random, year: number, dayOfYear: number): Day {
  const { month, dayOfMonth } = dateOf(dayOfYear);
  const isFirstOfMarch = month === 3 && dayOfMonth === 1;
  if (isFirstOfMarch && isLeapYear(year) && random.chance(SHARES.leapDay)) return dayOf(year, 2, 29);
  return dayOf(year, month, dayOfMonth);
}

/** An address code other than the county's alias, for the few that have one; only natives do, so numbers stay different. */
function drawAddressCode(random: Random, people: CountyPeople, slot: Slot, year: number): string | null {
  const drawn = random.unit();
  const { retiredAlias, index } = people.county;
  if (slot.hasMarriedIn) return null;
  if (index === 0 && drawn > 1 - SHARES.neverValidCode) return NEVER_VALID_CODE;
  const share = year <= RETIRED_ALIAS_END_YEAR ? SHARES.retiredCode : SHARES.retiredCodeBornLater;
  return drawn < share ? retiredAlias : null;
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
