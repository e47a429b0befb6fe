import { AS_OF, addYears, type Day } from "../calendar.ts";
import { newAreaCompany, organisationPool } from "../organisations/organisation-pool.ts";
import { lastActiveDay, type Organisation, type Parties } from "../organisations/organisations.ts";
import { choosePeople } from "../people/chosen-people.ts";
import type { Citizen } from "../people/citizens.ts";
import type { CountyPeople } from "../people/population.ts";
import { permutation } from "../random/permutation.ts";
import type { Streams } from "../random/streams.ts";
import type { PlannedHolder } from "./planned-licences.ts";
import type { Series } from "./series.ts";

/** Who holds a licence: a person or an organisation. */
export interface Holder {
  readonly person: Citizen | null;
  readonly organisation: Organisation | null;
  /** The person it is shared with. */
  readonly coHolder: Citizen | null;
}

/** Those who can hold the licences of a series; they begin again after the last. */
export interface Holders {
  readonly count: number;
  holder(nth: number): Holder;
}

const NOBODY: Holder = { person: null, organisation: null, coHolder: null };

export function holdersOf(
  series: Series,
  parties: Parties,
  population: readonly CountyPeople[],
  streams: Streams,
): Holders {
  const random = streams(`Holders:${series.hubCode}`, 0);
  if ("organisation" in series.isHolder) {
    const pool = organisationPool(parties.directory, random, series.isHolder.organisation);
    return {
      count: pool.count,
      holder: (nth) => ({ ...NOBODY, organisation: parties.organisationAt(pool.organisation(nth)) }),
    };
  }
  const people = choosePeople(population, series.isHolder.person);
  const spread = permutation(people.count, random);
  const isShared = series.hubCode === "LT-MC";
  return {
    count: people.count,
    holder(nth) {
      const person = parties.citizenAt(people.person(spread.at(nth % people.count)));
      return { ...NOBODY, person, coHolder: isShared ? parties.citizenAt(person.household.firstPerson) : null };
    },
  };
}

export function plannedHolder(
  holder: PlannedHolder,
  isShared: boolean,
  parties: Parties,
  population: readonly CountyPeople[],
): Holder {
  if ("enterprise" in holder) {
    const { first } = parties.directory.cellIn(0, "ENTERPRISE");
    return { ...NOBODY, organisation: parties.organisationAt(first + holder.enterprise) };
  }
  if ("newArea" in holder) {
    return { ...NOBODY, organisation: parties.organisationAt(newAreaCompany(parties.directory)) };
  }
  const home = population[0]!.settlement.firstPerson(holder.household);
  const person = parties.citizenAt(home + holder.member);
  return { ...NOBODY, person, coHolder: isShared ? parties.citizenAt(home + 1) : null };
}

export function countyOf({ person, organisation }: Holder): CountyPeople {
  return (person ? person.household : organisation!.cell).people;
}

/** First and last day the holder could hold a licence; people get most of theirs from 18 on. */
export function lifeOf({ person, organisation }: Holder, isFromBirth: boolean): { earliest: Day; latest: Day } {
  if (organisation) return { earliest: organisation.establishedDay, latest: lastActiveDay(organisation) };
  const { birthDay, deathDay } = person!;
  return { earliest: isFromBirth ? birthDay : addYears(birthDay, 18), latest: deathDay ?? AS_OF };
}
