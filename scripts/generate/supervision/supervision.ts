import { type Day, dayOf } from "../calendar.ts";
import { PART_OWNED_COMPANY, REPRESENTED_COMPANY } from "../organisations/demo-organisations.ts";
import { isCommercial } from "../organisations/kinds.ts";
import { type OrganisationPool, organisationPool } from "../organisations/organisation-pool.ts";
import { lastActiveDay, type Organisation, type Parties } from "../organisations/organisations.ts";
import { headOf } from "../organisations/owners.ts";
import { choosePeople } from "../people/chosen-people.ts";
import type { Citizen } from "../people/citizens.ts";
import { SERIAL_OWNER_HOUSEHOLD } from "../people/demo-people.ts";
import type { CountyPeople } from "../people/population.ts";
import { canRunBusiness } from "../people/society.ts";
import { permutation } from "../random/permutation.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { type SupervisionVolumes, supervisionVolumes } from "./volumes.ts";

/** Finds the subject of each supervision record. Rows of a kind are numbered from 0; the planned ones come first. */
export interface Supervision {
  readonly volumes: SupervisionVolumes;
  inspected(row: number): Organisation;
  penalised(row: number): Organisation;
  penalisedPerson(row: number): Citizen;
  listedAbnormal(row: number): Organisation;
  listedSerious(row: number): Organisation;
}

/** Inspections of the demo companies: three of the one partly owned, two of the one represented. */
const PLANNED_INSPECTIONS = [
  PART_OWNED_COMPANY,
  PART_OWNED_COMPANY,
  PART_OWNED_COMPANY,
  REPRESENTED_COMPANY,
  REPRESENTED_COMPANY,
];
export const PLANNED_INSPECTION_COUNT = PLANNED_INSPECTIONS.length;

/** Registers keep supervision records since. */
export const FIRST_RECORD_DAY: Day = dayOf(2013, 7, 1);

export function openSupervision(
  parties: Parties,
  population: readonly CountyPeople[],
  scale: number,
  streams: Streams,
): Supervision {
  const { directory, organisationAt, citizenAt } = parties;
  const commercial = organisationPool(directory, streams("Supervision:commercial", 0), isCommercial);
  const every = organisationPool(directory, streams("Supervision:inspected", 0), () => true);
  const penalised = organisationPool(directory, streams("Supervision:penalised", 0), () => true);
  const serious = organisationPool(directory, streams("Supervision:serious", 0), isCommercial);
  const people = choosePeople(population, canRunBusiness);
  const spread = permutation(people.count, streams("Supervision:people", 0));
  const volumes = supervisionVolumes(scale, directory.count, commercial.count);
  const demoCompany = (rank: number): Organisation => organisationAt(directory.cellIn(0, "ENTERPRISE").first + rank);
  const pick = (pool: OrganisationPool, planned: readonly number[], subjects: number) => (row: number) =>
    row < planned.length
      ? demoCompany(planned[row]!)
      : organisationAt(pool.organisation((row - planned.length) % subjects));
  return {
    volumes,
    inspected: pick(every, PLANNED_INSPECTIONS, volumes.inspected),
    penalised: pick(penalised, [PART_OWNED_COMPANY], volumes.penalised),
    listedAbnormal: pick(commercial, [PART_OWNED_COMPANY], volumes.listedAbnormal),
    listedSerious: pick(serious, [], volumes.seriousEntries),
    penalisedPerson: (row) =>
      citizenAt(
        row === 0 ? headOf(population[0]!, SERIAL_OWNER_HOUSEHOLD) : people.person(spread.at(row % people.count)),
      ),
  };
}

/** A day on which the organisation was active and records were kept. */
export function drawActiveDay(organisation: Organisation, random: Random): Day {
  const from = Math.max(organisation.establishedDay + 5, FIRST_RECORD_DAY);
  const to = Math.max(from, lastActiveDay(organisation) - 1);
  return from + random.below(to - from + 1);
}
