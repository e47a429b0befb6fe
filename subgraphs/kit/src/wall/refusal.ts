import { type Coordinate, isAtLeast, type Level } from "@tongshu/schema";
import type { Capability } from "../capability.ts";
import { HubError } from "../errors.ts";
import type { Classification } from "./classification.ts";
import type { Selection } from "./selection.ts";

type Levels = Capability["levels"];

/** Federation's own entry; what stands behind it is judged field by field like everything else. */
const ENTITIES = "Query._entities";
const REPRESENTATIONS = "Query._entities(representations:)";

/** Why a selection is refused, or null when each of its fields and arguments is allowed by these levels. */
export function refusalOf(selection: Selection, classification: Classification, levels: Levels): HubError | null {
  for (const coordinate of selection.fields) {
    if (!isFieldAllowed(coordinate, classification, levels)) return new HubError("FIELD_FORBIDDEN");
  }
  return argumentRefusal(selection.arguments, classification, levels);
}

export function argumentRefusal(
  given: Iterable<Coordinate>,
  classification: Classification,
  levels: Levels,
): HubError | null {
  for (const coordinate of given) {
    if (!isArgumentAllowed(coordinate, classification, levels)) return new HubError("ARGUMENT_FORBIDDEN");
  }
  return null;
}

function isFieldAllowed(coordinate: Coordinate, { fields }: Classification, levels: Levels): boolean {
  if (coordinate === ENTITIES) return true;
  const rule = fields.get(coordinate);
  if (!rule || rule.sharing === "NOT_SHARED") return false;
  return rule.sharing === "UNCONDITIONAL" || rule.isKey || isAtLeast(levelOf(coordinate, levels), "MASKED");
}

/**
 * An argument reads too: a caller who may see only part of a value could find the rest by asking, so MASKED
 * never suffices. A coordinate of another register is judged by its level alone: its baseline is not known here.
 */
function isArgumentAllowed(coordinate: Coordinate, classification: Classification, levels: Levels): boolean {
  if (coordinate === REPRESENTATIONS) return true;
  const rule = classification.arguments.get(coordinate);
  if (!rule) return false;
  // A claim without a right is no refusal: where the claims are compared it answers NOT_GRANTED, and nothing is compared.
  if (rule.by === "VERIFY") return true;
  return rule.reads.every((read) => {
    if (classification.fields.get(read)?.sharing === "UNCONDITIONAL") return true;
    const level = levelOf(read, levels);
    return level === "FULL" || (rule.by === "LOOKUP" && level === "VERIFY");
  });
}

function levelOf(coordinate: Coordinate, levels: Levels): Level {
  return Object.hasOwn(levels, coordinate) ? (levels[coordinate] ?? "NONE") : "NONE";
}
