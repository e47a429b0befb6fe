export type UpdateCycle = "DAILY" | "WEEKLY" | "MONTHLY";

/** How often a department delivers each of its catalogs, by the number that the schema's `Source:` lines name. */
const CYCLE_OF_CATALOG: ReadonlyMap<string, UpdateCycle> = new Map([
  ...["01", "02", "03", "04", "05", "06", "07", "08", "10", "11"].map((no) => [`AIC-${no}`, "DAILY"] as const),
  ["AIC-09", "WEEKLY"],
  ["FDA-01", "DAILY"],
  ["FDA-02", "WEEKLY"],
  ["FDA-03", "WEEKLY"],
  ["FDA-04", "WEEKLY"],
  ["FDA-05", "MONTHLY"],
  ["FDA-06", "DAILY"],
  ["HRS-01", "WEEKLY"],
  ["HRS-02", "MONTHLY"],
  ["HRS-03", "MONTHLY"],
  ["HRS-04", "MONTHLY"],
  ["HRS-05", "WEEKLY"],
  ["HRS-06", "MONTHLY"],
  ["HFP-01", "WEEKLY"],
  ["HFP-02", "DAILY"],
  ["HFP-03", "DAILY"],
  ["HFP-04", "WEEKLY"],
  ["HFP-05", "WEEKLY"],
  ["HFP-06", "WEEKLY"],
  ["SCO-01", "MONTHLY"],
  ["SCO-02", "MONTHLY"],
]);

/** Null for a catalog that no department has announced. */
export function findUpdateCycle(catalog: string): UpdateCycle | null {
  return CYCLE_OF_CATALOG.get(catalog) ?? null;
}
