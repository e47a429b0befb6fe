/** The one purpose that whoever maintains the platform may have, for hours and never by an ordinary request. */
export const BREAK_GLASS_PURPOSE = "BREAK_GLASS";
