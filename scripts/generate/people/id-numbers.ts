import { citizenIdCheckDigit, NEVER_VALID_CODE } from "@tongshu/schema";
import { compactDayText, type Day, dateOf, dayOf, isLeapYear } from "../calendar.ts";
import type { Random } from "../random/random.ts";
import { yearOfCycle } from "./birth-cells.ts";
import { type CountyPeople, PLAIN_PAIR } from "./population.ts";
import type { Slot } from "./society.ts";

export interface NumberedBirth {
  readonly idNumber: string;
  readonly birthDay: Day;
}

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
  over120: 0.02,
} as const;

/** The birthday and number of a member of a county, `local` being the index there. No two members get the same number. */
export function drawNumber(
  random: Random,
  people: CountyPeople,
  slot: Slot,
  local: number,
  isMale: boolean,
): NumberedBirth {
  const pool = slot.hasMarriedIn ? people.marriedIn : people.natives;
  const cell = pool.cells.at(pool.members.rank(local));
  const [oldestYear, youngestYear, wanted] = drawBirthYears(random, slot);
  const year = yearOfCycle(wanted, oldestYear, youngestYear, pool.cells.yearCycle, cell.yearResidue);
  const birthDay = dayInYear(random, year, cell.dayOfYear);
  const address = drawAddressCode(random, people, slot, year) ?? pool.addressCounty.alias;
  return { idNumber: writeNumber(address, birthDay, cell.pair, isMale), birthDay };
}

/** Of a planned member: the same at every scale, and the youngest of the band, so that demo children stay children for years. */
export function plainNumber(
  { county, plainDays }: CountyPeople,
  slot: Slot,
  local: number,
  isMale: boolean,
): NumberedBirth {
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
