import type { Coordinate } from "@tongshu/schema";
import type { Verdict } from "../audit/audit-record.ts";
import type { AccessView } from "../policy/access-view.ts";
import { candidateForms } from "./candidate-forms.ts";
import type { Explainer } from "./explainer.ts";

type Verdicts = Readonly<Record<Coordinate, Verdict>>;

/** What a record says otherwise than its operation explained anew. */
export interface Disagreement {
  readonly coordinate: Coordinate;
  readonly recorded: Verdict | null;
  readonly explained: Verdict | null;
}

export interface Replay {
  /** The variables with which the operation says what the record says, or nearly. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly disagreements: readonly Disagreement[];
  /** Coordinates whose recorded verdict came from rows or from a register, which are not read again. */
  readonly setAside: readonly Coordinate[];
}

/** Verdicts that only data or a register can tell. */
const NEED_DATA: ReadonlySet<Verdict> = new Set(["OUT_OF_SCOPE", "SOURCE_DOWN", "STALE"]);

/** Explains a recorded operation under the view it was answered with, and compares verdict by verdict. Reads no data. */
export function replayRecord(
  explainer: Explainer,
  text: string,
  operationName: string | null,
  view: AccessView,
  recorded: Verdicts,
): Replay {
  const operation = explainer.read(text, operationName);
  const setAside = Object.keys(recorded).filter((coordinate) => NEED_DATA.has(recorded[coordinate] as Verdict));
  let best: Replay | null = null;
  for (const variables of candidateForms(operation.facts)) {
    const { verdicts } = explainer.compile(operation, view, variables);
    const disagreements = compare(recorded, verdicts, new Set(setAside));
    if (!best || disagreements.length < best.disagreements.length) best = { variables, disagreements, setAside };
    if (disagreements.length === 0) break;
  }
  return best ?? { variables: {}, disagreements: [], setAside };
}

function compare(recorded: Verdicts, explained: Verdicts, setAside: ReadonlySet<Coordinate>): Disagreement[] {
  const coordinates = new Set([...Object.keys(recorded), ...Object.keys(explained)]);
  return [...coordinates]
    .filter((coordinate) => !setAside.has(coordinate) && recorded[coordinate] !== explained[coordinate])
    .map((coordinate) => ({
      coordinate,
      recorded: recorded[coordinate] ?? null,
      explained: explained[coordinate] ?? null,
    }));
}
