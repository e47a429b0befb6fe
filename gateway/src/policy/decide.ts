import { type Classification, isAtLeast, type Level, maxLevel, type ReadMode } from "@tongshu/schema";
import { type AccessView, grantedLevel } from "./access-view.ts";

/** Why a coordinate is refused; `reasons.ts` has the words. */
export type DenialRule =
  | "NO_GRANT"
  | "GRANT_ENDED"
  | "VERIFY_ONLY"
  | "LOOKUP_ONLY"
  | "NO_MASKED_FORM"
  | "NOT_SHARED"
  | "NO_AGGREGATE_GRANT"
  | "ARGUMENT_NEEDS_FULL"
  | "ARGUMENT_NEEDS_VERIFY"
  | "CLAIM_NOT_GRANTED";

export type FieldDecision =
  | { readonly verdict: "FULL" | "MASKED" }
  | { readonly verdict: "DENIED"; readonly rule: DenialRule };

const FULL: FieldDecision = { verdict: "FULL" };
const MASKED: FieldDecision = { verdict: "MASKED" };

/**
 * Whether rows in scope may show `type.field`. Unconditional fields show on every public row to every department.
 * `isLookup` says that the row was asked for by a number the caller brought: a lookup-only grant gives nothing else.
 */
export function decideField(
  classification: Classification,
  view: AccessView,
  type: string,
  field: string,
  isLookup: boolean,
): FieldDecision {
  const governed = classification.fields.get(`${type}.${field}`);
  if (!governed || governed.sharing === "NOT_SHARED") return { verdict: "DENIED", rule: "NOT_SHARED" };
  if (governed.counts !== undefined) return decideCounts(view, governed.counts);
  if (governed.sharing === "UNCONDITIONAL") return FULL;
  const level = grantedLevel(view, type, field);
  if (level !== "NONE" && !isLookup && view.grants.get(type)?.isLookupOnly) {
    return { verdict: "DENIED", rule: "LOOKUP_ONLY" };
  }
  // A key travels inside whatever its level and has no masked form: it would reach the caller whole.
  if (level === "MASKED" && governed.isKey) return { verdict: "DENIED", rule: "NO_MASKED_FORM" };
  return decisionOf(level, view.expiredTypes.has(type));
}

/** Counts need a grant of their own: reading rows one by one is on the record subject by subject, and a count is not. */
function decideCounts(view: AccessView, type: string): FieldDecision {
  if (view.aggregates.has(type)) return FULL;
  return { verdict: "DENIED", rule: view.expiredTypes.has(type) ? "GRANT_ENDED" : "NO_AGGREGATE_GRANT" };
}

/** Whether the caller may ask by this argument or input field; null when it may. An undeclared one is refused. */
export function decideArgument(
  classification: Classification,
  view: AccessView,
  coordinate: string,
): DenialRule | null {
  const argument = classification.inputs.get(coordinate);
  if (!argument) return "ARGUMENT_NEEDS_FULL";
  if (argument.by === null) return null;
  for (const read of argument.reads) {
    const level = levelToAskBy(classification, view, read);
    // A masked value may not be compared either: its hidden part could be found by trying.
    const isEnough = level === "FULL" || (argument.by !== "FILTER" && level === "VERIFY");
    if (!isEnough) return REFUSALS[argument.by];
  }
  return null;
}

const REFUSALS = {
  FILTER: "ARGUMENT_NEEDS_FULL",
  LOOKUP: "ARGUMENT_NEEDS_VERIFY",
  VERIFY: "CLAIM_NOT_GRANTED",
} as const satisfies Record<ReadMode, DenialRule>;

function levelToAskBy(classification: Classification, view: AccessView, coordinate: string): Level {
  const governed = classification.fields.get(coordinate);
  if (!governed || governed.sharing === "NOT_SHARED") return "NONE";
  const baseline: Level = governed.sharing === "UNCONDITIONAL" ? "FULL" : "NONE";
  const [type = "", field = ""] = coordinate.split(".");
  return maxLevel(baseline, grantedLevel(view, type, field));
}

function decisionOf(level: Level, isExpired: boolean): FieldDecision {
  if (level === "FULL") return FULL;
  if (isAtLeast(level, "MASKED")) return MASKED;
  if (level === "VERIFY") return { verdict: "DENIED", rule: "VERIFY_ONLY" };
  return { verdict: "DENIED", rule: isExpired ? "GRANT_ENDED" : "NO_GRANT" };
}
