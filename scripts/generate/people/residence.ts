import { AS_OF, ageOn, type Day, dayText } from "../calendar.ts";
import { countyAddress, houseAddress } from "../places/place-names.ts";
import type { Random } from "../random/random.ts";
import type { Citizen } from "./citizens.ts";
import { drawOtherProvince, homeOf } from "./households.ts";
import type { CountyPeople } from "./population.ts";

/** Where a person is registered, where the person lives, and what the person counts as there. */
export interface Residence {
  readonly hukouRegion: string;
  readonly hukouAddress: string;
  readonly residenceRegion: string;
  readonly residenceAddress: string | null;
  readonly residenceSince: string | null;
  readonly populationKinds: string[];
}

/** Shares of the registered people; with households registered outside, 2.5 % are inflow and 2.6 % outflow. */
const FLOW_SHARES = { leftProvince: 0.01, movedInProvince: 0.016, separated: 0.04 } as const;
/** Seven in ten of those who move are 18 to 45, who are four in ten of the people. */
const MOBILITY = { young: 1.8, others: 0.49 } as const;
const LANZHOU = "6201";
const LANZHOU_SHARE = 0.45;

const PROVINCE_NAMES: Readonly<Record<string, string>> = {
  "650000": "新疆维吾尔自治区",
  "610000": "陕西省",
  "320000": "江苏省",
  "440000": "广东省",
  "630000": "青海省",
};

export function residenceOf(citizen: Citizen, population: readonly CountyPeople[], random: Random): Residence {
  const { household, birthDay, deathDay } = citizen;
  const home = homeOf(household);
  const since = dayText(sinceDay(birthDay, random));
  const atHome = { residenceRegion: home.gridCode, residenceAddress: home.address, residenceSince: since };
  if (household.outsideRegion !== null) {
    const hukouAddress = `${PROVINCE_NAMES[household.outsideRegion]}示例路${1 + random.below(200)}号`;
    return {
      hukouRegion: household.outsideRegion,
      hukouAddress,
      ...atHome,
      populationKinds: deathDay === null ? ["RESIDENT", "INFLOW"] : [],
    };
  }
  const hukou = { hukouRegion: home.villageCode, hukouAddress: home.address };
  if (deathDay !== null) return { ...hukou, ...atHome, populationKinds: [] };
  const move = household.isPlain ? null : drawMove(citizen, population, random);
  return { ...hukou, ...atHome, populationKinds: ["HUKOU", "RESIDENT"], ...move };
}

type Move = Partial<Residence>;

function drawMove(citizen: Citizen, population: readonly CountyPeople[], random: Random): Move | null {
  const age = ageOn(AS_OF, citizen.birthDay);
  const drawn = random.unit() / (age >= 18 && age <= 45 ? MOBILITY.young : MOBILITY.others);
  const own = citizen.household.people;
  if (drawn < FLOW_SHARES.leftProvince) return leaveProvince(random);
  if (drawn < FLOW_SHARES.leftProvince + FLOW_SHARES.movedInProvince) {
    return {
      ...placeIn(drawOtherCounty(own, population, random), random),
      populationKinds: ["HUKOU", "RESIDENT", "OUTFLOW", "INFLOW"],
    };
  }
  return random.chance(FLOW_SHARES.separated) ? placeIn(own, random) : null;
}

function leaveProvince(random: Random): Move {
  const residenceRegion = drawOtherProvince(random);
  return { residenceRegion, residenceAddress: PROVINCE_NAMES[residenceRegion]!, populationKinds: ["HUKOU", "OUTFLOW"] };
}

function drawOtherCounty(own: CountyPeople, population: readonly CountyPeople[], random: Random): CountyPeople {
  const toLanzhou = random.chance(LANZHOU_SHARE);
  const candidates = population.filter(
    (people) => people !== own && (!toLanzhou || people.county.code.startsWith(LANZHOU)),
  );
  return random.pick(candidates);
}

/** A house that already stands in the county; its number is a household's. */
function placeIn({ county, places, settlement }: CountyPeople, random: Random): Move {
  const household = random.below(settlement.householdCount);
  const village = places.villageOf(household);
  return {
    residenceRegion: places.gridCodeOf(household),
    residenceAddress: houseAddress(county, village, household - village.firstHousehold),
  };
}

function sinceDay(birthDay: Day, random: Random): Day {
  const yearsBack = random.below(25);
  return Math.max(birthDay, AS_OF - 30 - yearsBack * 365 - random.below(365));
}

/** Where an office of the county is said to be. */
export function officeName(people: CountyPeople, office: string): string {
  return `${countyAddress(people.county)}示例${office}`;
}
