/**
 * Households that keep their place at every scale. They are the first of county 620102, and with it of the province,
 * so their indices are the same counted either way; oddities pass them by.
 */
export const FAMILY_HOUSEHOLD = 0;
export const DECEASED_HOUSEHOLD = 1;
/** Its head has at least six companies. */
export const SERIAL_OWNER_HOUSEHOLD = 4;
