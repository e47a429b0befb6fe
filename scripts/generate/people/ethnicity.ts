import { type Draw, weightedKeys } from "../random/weighted.ts";

/** The peoples the generator draws; words of the code table GB/T 3304. */
export type Ethnicity =
  | "HAN"
  | "HUI"
  | "TIBETAN"
  | "DONGXIANG"
  | "BONAN"
  | "SALAR"
  | "YUGUR"
  | "MONGOL"
  | "KAZAK"
  | "TU"
  | "MANCHU";

const elsewhere = weightedKeys<Ethnicity>({ HAN: 97, HUI: 2, TIBETAN: 0.3, MANCHU: 0.1, TU: 0.05, MONGOL: 0.05 });

/** By prefecture, four digits, or county, six; the longer one counts. */
const BY_REGION: Readonly<Record<string, Draw<Ethnicity>>> = {
  "6201": weightedKeys<Ethnicity>({ HAN: 95.5, HUI: 4, TIBETAN: 0.3, MANCHU: 0.2 }),
  "6208": weightedKeys<Ethnicity>({ HAN: 91.8, HUI: 8, MANCHU: 0.2 }),
  "6229": weightedKeys<Ethnicity>({ HAN: 40, HUI: 32, DONGXIANG: 26, BONAN: 0.9, SALAR: 0.7, TU: 0.4 }),
  "6230": weightedKeys<Ethnicity>({ TIBETAN: 55, HAN: 39, HUI: 6 }),
  "620525": weightedKeys<Ethnicity>({ HUI: 70, HAN: 30 }),
  "620721": weightedKeys<Ethnicity>({ HAN: 46, YUGUR: 27, TIBETAN: 25, MONGOL: 2 }),
  "620923": weightedKeys<Ethnicity>({ HAN: 58, MONGOL: 40, TIBETAN: 2 }),
  "620924": weightedKeys<Ethnicity>({ HAN: 57, KAZAK: 40, HUI: 3 }),
};

/** How a household's people is drawn in a county. */
export function ethnicityOf(countyCode: string): Draw<Ethnicity> {
  return BY_REGION[countyCode] ?? BY_REGION[countyCode.slice(0, 4)] ?? elsewhere;
}
