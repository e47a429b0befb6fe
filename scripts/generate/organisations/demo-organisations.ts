/**
 * Enterprises of county 620102 that keep their number at every scale; they are the first of the province.
 * Nothing happens to them but what is planned here.
 */
export const REPRESENTED_COMPANY = 0;
export const PART_OWNED_COMPANY = 1;
export const CANCELLED_COMPANY = 2;
export const SERIAL_COMPANIES = [3, 4, 5, 6, 7, 8] as const;
/** Three companies that own each other in a circle; number 10 is a branch. */
export const CIRCLE_COMPANIES = [11, 12, 13] as const;

/** As many enterprises as the demo county has at least. */
export const DEMO_ENTERPRISES = 14;
/** Below this number an enterprise is a planned one. */
export const PLAIN_ENTERPRISES = 9;

/** Lanzhou New Area, whose first enterprise is a demo subject. */
export const NEW_AREA_CODE = "620171";
