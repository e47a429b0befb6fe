/** How much of a field a grant gives, weakest first. VERIFY compares and never reads; MASKED reads a shortened form. */
export const LEVELS = ["NONE", "VERIFY", "MASKED", "FULL"] as const;
export type Level = (typeof LEVELS)[number];

/** L1 public, L2 internal, L3 personal or commercial, L4 highly sensitive. */
export const SENSITIVITIES = ["L1", "L2", "L3", "L4"] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The three sharing attributes of government data; NOT_SHARED cites the law that says so. */
export const SHARING_ATTRIBUTES = ["UNCONDITIONAL", "CONDITIONAL", "NOT_SHARED"] as const;
export type SharingAttribute = (typeof SHARING_ATTRIBUTES)[number];

/** `Type.field`, `Type.field(argument:)` or `Input.field`, as the GraphQL schema-coordinates specification writes them. */
export type Coordinate = string;

/** The stronger of two levels. */
export function maxLevel(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}

/** Whether `held` is at least `wanted`. */
export function isAtLeast(held: Level, wanted: Level): boolean {
  return LEVELS.indexOf(held) >= LEVELS.indexOf(wanted);
}
