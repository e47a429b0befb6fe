/** Rows of the whole province. The figures of persons, organisations, licences, supervision and events were reported in 2017. */
export const FULL_VOLUMES = {
  persons: 23_200_000,
  organisations: 2_300_000,
  /** Beside the organisations of the loaded catalogs. */
  socialOrganisations: 24_000,
  /** Licences of the loaded catalogs; those of persons come on top. */
  licences: 2_100_000,
  supervision: 3_500_000,
  events: 188_700,
} as const;

export function volumeAt(volume: number, scale: number): number {
  return Math.round(volume * scale);
}
