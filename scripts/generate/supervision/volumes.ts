import { FULL_VOLUMES, volumeAt } from "../volumes.ts";

/** Rows of each kind of supervision record. */
export interface SupervisionVolumes {
  readonly inspections: number;
  readonly entityPenalties: number;
  readonly personPenalties: number;
  readonly abnormalEntries: number;
  readonly seriousEntries: number;
  /** Organisations that have at least one such record. */
  readonly inspected: number;
  readonly penalised: number;
  readonly listedAbnormal: number;
}

/** Shares of the organisations; 1.09 decisions and 1.16 list entries fall on each that has any. */
const SHARES = { inspected: 0.45, penalised: 0.045, listedAbnormal: 0.12, listedSerious: 0.006 } as const;
const PER_SUBJECT = { penalties: 1.09, abnormalEntries: 1.16 } as const;
/** Decisions against people, as a share of those against organisations. */
const PERSON_PENALTY_SHARE = 0.08;
/** Small provinces still have one of each in every prefecture, beside the planned ones. */
const FEWEST = 20;

/** Inspections are what the others leave of the whole: catalogs of later kinds will take their part of it. */
export function supervisionVolumes(scale: number, organisations: number, commercial: number): SupervisionVolumes {
  const part = (count: number, share: number): number => Math.max(FEWEST, Math.round(count * share));
  const penalised = part(organisations, SHARES.penalised);
  const listedAbnormal = part(commercial, SHARES.listedAbnormal);
  const entityPenalties = Math.round(penalised * PER_SUBJECT.penalties);
  const personPenalties = part(entityPenalties, PERSON_PENALTY_SHARE);
  const abnormalEntries = Math.round(listedAbnormal * PER_SUBJECT.abnormalEntries);
  const seriousEntries = part(commercial, SHARES.listedSerious);
  const others = entityPenalties + personPenalties + abnormalEntries + seriousEntries;
  return {
    inspections: Math.max(FEWEST, volumeAt(FULL_VOLUMES.supervision, scale) - others),
    entityPenalties,
    personPenalties,
    abnormalEntries,
    seriousEntries,
    inspected: part(organisations, SHARES.inspected),
    penalised,
    listedAbnormal,
  };
}
