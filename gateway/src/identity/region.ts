import { findDivision, regionPrefix } from "@tongshu/schema";

/** Whether a division is another one or lies in it. 620171, the new area carved out of two counties, lies in 620100. */
export function isWithinRegion(inner: string, outer: string): boolean {
  return inner.startsWith(regionPrefix(outer));
}

/** Whether somebody can work for that division today: it is in the table, not retired, and no stand-in of synthetic numbers. */
export function isRegionInUse(region: string): boolean {
  const division = findDivision(region);
  return division !== undefined && division.validTo === null && !division.isSynthetic;
}
