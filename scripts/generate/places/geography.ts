import type { Random } from "../random/random.ts";
import type { County } from "./counties.ts";

/** Rough centre of a prefecture in degrees, and the post code of its seat. */
const PREFECTURES: Readonly<Record<string, readonly [lng: number, lat: number, postCode: string]>> = {
  "620100": [103.83, 36.06, "730000"],
  "620200": [98.29, 39.77, "735100"],
  "620300": [102.19, 38.52, "737100"],
  "620400": [104.14, 36.55, "730900"],
  "620500": [105.72, 34.58, "741000"],
  "620600": [102.64, 37.93, "733000"],
  "620700": [100.45, 38.93, "734000"],
  "620800": [106.67, 35.54, "744000"],
  "620900": [98.49, 39.73, "735000"],
  "621000": [107.64, 35.71, "745000"],
  "621100": [104.63, 35.58, "743000"],
  "621200": [104.92, 33.4, "746000"],
  "622900": [103.21, 35.6, "731100"],
  "623000": [102.91, 34.98, "747000"],
};

/** Counties lie within this many degrees of the centre, and points within this many of the county. */
const SPREAD = { county: 0.6, point: 0.05 } as const;
const DECIMALS = 6;

export interface Point {
  readonly lng: number;
  readonly lat: number;
}

/** A point somewhere in the county; only roughly where the county is. */
export function pointIn(county: County, random: Random): Point {
  const [lng, lat] = PREFECTURES[county.prefectureCode]!;
  const shift = (step: number): number => (((county.index * step) % 100) / 100 - 0.5) * SPREAD.county;
  const near = (): number => (random.unit() - 0.5) * SPREAD.point;
  return { lng: round(lng + shift(37) + near()), lat: round(lat + shift(61) + near()) };
}

export function postCodeOf({ prefectureCode }: County): string {
  return PREFECTURES[prefectureCode]![2];
}

function round(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}
