import { type Events, openEvents } from "./events/events.ts";
import { type Licences, openLicences } from "./licences/licences.ts";
import { openDirectory } from "./organisations/directory.ts";
import { organisationsOf, type Parties } from "./organisations/organisations.ts";
import { findOwners, type Owners } from "./organisations/owners.ts";
import { type Citizen, type CitizenAt, citizensOf } from "./people/citizens.ts";
import { type HouseholdAt, householdsOf } from "./people/households.ts";
import { drawGivenName } from "./people/names.ts";
import { type CountyPeople, populate } from "./people/population.ts";
import { openPseudonyms, type Pseudonyms } from "./people/pseudonyms.ts";
import type { Random } from "./random/random.ts";
import { openStreams, type Streams } from "./random/streams.ts";
import { openSupervision, type Supervision } from "./supervision/supervision.ts";
import { FULL_VOLUMES, volumeAt } from "./volumes.ts";

export interface ProvinceOptions {
  /** 1 is the whole province of 2017; below 0.0001 it hardly gets smaller, as every prefecture keeps one of each. */
  readonly scale: number;
  readonly seed: number;
  /** Turns ID numbers into personIds. */
  readonly pseudonymKey?: string;
}

/** Behind the personIds of people who do not exist there is nothing to hide. */
const SYNTHETIC_PSEUDONYM_KEY = "tongshu-synthetic-province";

/** A synthetic province: nothing of it is stored, every record is worked out when asked for. */
export interface Province extends Parties {
  readonly options: ProvinceOptions;
  readonly streams: Streams;
  readonly pseudonyms: Pseudonyms;
  readonly population: readonly CountyPeople[];
  readonly personCount: number;
  readonly householdCount: number;
  readonly householdAt: HouseholdAt;
  readonly citizenAt: CitizenAt;
  readonly owners: Owners;
  readonly licences: Licences;
  readonly supervision: Supervision;
  readonly events: Events;
  /** The entityId of some enterprise of the county, or null where it has none. */
  employerIn(people: CountyPeople, random: Random): string | null;
  /** An earlier name of the person. */
  formerName(citizen: Citizen, random: Random): string;
}

export function openProvince(options: ProvinceOptions): Province {
  if (!(options.scale > 0 && options.scale <= 1)) throw new RangeError("a scale is above 0 and at most 1");
  const streams = openStreams(options.seed);
  const pseudonyms = openPseudonyms(options.pseudonymKey ?? SYNTHETIC_PSEUDONYM_KEY);
  const population = populate(volumeAt(FULL_VOLUMES.persons, options.scale), streams);
  const householdAt = householdsOf(population, streams);
  const citizenAt = citizensOf(population, householdAt, streams, pseudonyms);
  const directory = openDirectory(population, options.scale);
  const organisationAt = organisationsOf(directory, streams);
  const parties: Parties = { directory, citizenAt, organisationAt };
  const last = population.at(-1)!;
  return {
    options,
    streams,
    pseudonyms,
    population,
    personCount: last.firstPerson + last.settlement.personCount,
    householdCount: last.firstHousehold + last.settlement.householdCount,
    householdAt,
    ...parties,
    owners: findOwners(citizenAt, streams),
    licences: openLicences(parties, population, options.scale, streams),
    events: openEvents(population, options.scale, streams),
    supervision: openSupervision(parties, population, options.scale, streams),
    employerIn({ county }, random) {
      const { first, count } = directory.cellIn(county.index, "ENTERPRISE");
      return count === 0 ? null : organisationAt(first + random.below(count)).entityId;
    },
    formerName: ({ household, ethnicity, isMale }, random) =>
      household.familyName + drawGivenName(random, ethnicity, isMale, 1960),
  };
}
