import type { Citizen, CitizenAt } from "../people/citizens.ts";
import { FAMILY_HOUSEHOLD, SERIAL_OWNER_HOUSEHOLD } from "../people/demo-people.ts";
import type { CountyPeople } from "../people/population.ts";
import { type Permutation, permutation } from "../random/permutation.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { REPRESENTED_COMPANY, SERIAL_COMPANIES } from "./demo-organisations.ts";
import type { Organisation } from "./organisations.ts";

/** Finds the people behind organisations by arithmetic: who runs one, and who else has a part in it. */
export interface Owners {
  /** The one current legal representative, operator or person in charge: of the same county, alive and of working age. */
  representative(organisation: Organisation): Citizen;
  /** Somebody else of the county's business people. */
  another(organisation: Organisation, random: Random): Citizen;
}

/** Of enterprises, those run by one of the few who run several; with the few at 2 %, each has about five. */
const SERIAL_SHARE = 0.1;
const SERIAL_OWNERS_PER_ENTERPRISE = 0.02;

export function findOwners(citizenAt: CitizenAt, streams: Streams): Owners {
  const spreads = new Map<CountyPeople, Permutation>();
  const spreadOf = (people: CountyPeople): Permutation => {
    const known = spreads.get(people);
    if (known) return known;
    const made = permutation(Math.max(1, people.businessPeople.count), streams("Owners", people.county.index));
    spreads.set(people, made);
    return made;
  };
  const nth = (people: CountyPeople, n: number): Citizen => {
    // A county of a dozen people may have nobody of working age but the head of its first household.
    const local = people.businessPeople.count === 0 ? 0 : people.businessPeople.person(spreadOf(people).at(n));
    return citizenAt(people.firstPerson + local);
  };
  return {
    representative(organisation) {
      const { cell } = organisation;
      const planned = plannedRepresentative(organisation);
      if (planned !== null) return citizenAt(planned);
      const count = spreadOf(cell.people).size;
      const serialOwners = Math.min(count, Math.ceil(cell.count * SERIAL_OWNERS_PER_ENTERPRISE));
      const ranks = streams(`Representative/${cell.position}`, organisation.rank);
      const isSerial = cell.kind === "ENTERPRISE" && ranks.chance(SERIAL_SHARE) && !organisation.isPlain;
      if (isSerial) return nth(cell.people, count - 1 - ranks.below(serialOwners));
      return nth(cell.people, (organisation.index - cell.countyFirst) % Math.max(1, count - serialOwners));
    },
    another: ({ cell: { people } }, random) => nth(people, random.below(spreadOf(people).size)),
  };
}

function plannedRepresentative({ cell, rank, isPlain }: Organisation): number | null {
  if (!isPlain || cell.people.county.index !== 0) return null;
  if (rank === REPRESENTED_COMPANY) return headOf(cell.people, FAMILY_HOUSEHOLD);
  return (SERIAL_COMPANIES as readonly number[]).includes(rank) ? headOf(cell.people, SERIAL_OWNER_HOUSEHOLD) : null;
}

/** Index, in the province, of the head of a county's household. */
export function headOf(people: CountyPeople, household: number): number {
  return people.firstPerson + people.settlement.firstPerson(household);
}
