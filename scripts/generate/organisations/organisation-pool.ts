import { permutation, pinned } from "../random/permutation.ts";
import type { Random } from "../random/random.ts";
import { CIRCLE_COMPANIES, NEW_AREA_CODE, PLAIN_ENTERPRISES } from "./demo-organisations.ts";
import type { Directory } from "./directory.ts";
import type { OrganisationKind } from "./kinds.ts";

/** Organisations in an order without order; the planned ones are left out. */
export interface OrganisationPool {
  readonly count: number;
  /** The nth; beyond the last they begin again. */
  organisation(nth: number): number;
}

/** The first of a pool lie in fourteen different prefectures, so that every prefecture has at least one. */
export function organisationPool(
  directory: Directory,
  random: Random,
  isChosen: (kind: OrganisationKind, slot: number) => boolean,
): OrganisationPool {
  const selection = directory.select(isChosen);
  const ranksOf = (organisations: readonly number[]): number[] =>
    organisations.filter((o) => selection.rank(o + 1) > selection.rank(o)).map((o) => selection.rank(o));
  const planned = ranksOf(plannedOrganisations(directory));
  const spread = pinned(permutation(selection.count, random), [
    ...planned,
    ...ranksOf(firstOfEachPrefecture(directory)),
  ]);
  const count = selection.count - planned.length;
  return { count, organisation: (nth) => selection.organisation(spread.at(planned.length + (nth % count))) };
}

function plannedOrganisations(directory: Directory): number[] {
  const demo = directory.cellIn(0, "ENTERPRISE");
  const ranks = [...Array.from({ length: PLAIN_ENTERPRISES }, (_, rank) => rank), ...CIRCLE_COMPANIES];
  return [...ranks.map((rank) => demo.first + rank), newAreaCompany(directory)];
}

/** The first enterprise of Lanzhou New Area. */
export function newAreaCompany(directory: Directory): number {
  return directory.cells.find(({ people, kind }) => people.county.code === NEW_AREA_CODE && kind === "ENTERPRISE")!
    .first;
}

function firstOfEachPrefecture(directory: Directory): number[] {
  return directory.cells
    .filter(({ people, kind }) => people.county.isSeat && kind === "INDIVIDUAL_BUSINESS")
    .map(({ first }) => first);
}
