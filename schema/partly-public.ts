import type { Coordinate } from "./levels.ts";

/** Types of which only some rows are public: what is not published yet, and what concerns one person. */
const TYPES: ReadonlySet<string> = new Set(["Inspection", "Penalty"]);

/** Fields that are public on some rows of their type: premises are, and the home of somebody who trades there is not. */
const FIELDS: ReadonlySet<Coordinate> = new Set([
  "LegalEntity.address",
  "LegalEntity.postCode",
  "LegalEntity.lngLat",
  "LegalEntity.productionAddresses",
]);

/**
 * Whether an unconditional field is not for everybody on every row, so that a grant on it gives more than everybody has.
 * The registers hold which rows these are.
 */
export function isPartlyPublic(coordinate: Coordinate): boolean {
  return FIELDS.has(coordinate) || TYPES.has(coordinate.split(".", 1)[0] ?? "");
}
