/** The digits of a six-digit division code that name the division: 620000 → 62, 620100 → 6201, 620102 → 620102. */
export function regionPrefix(region: string): string {
  return region.replace(/(00){1,2}$/, "");
}

/** Whether a division is another one or lies in it. 620171, the new area carved out of two counties, lies in 620100. */
export function isWithinRegion(inner: string, outer: string): boolean {
  return inner.startsWith(regionPrefix(outer));
}
