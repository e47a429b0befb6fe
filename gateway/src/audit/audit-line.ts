import { hash } from "node:crypto";
import type { AuditRecord, Verdict } from "./audit-record.ts";
import { sha256 } from "./merkle.ts";

/** What one record says about one person: all that this person may read of it, and enough to prove it. */
export interface AuditLine {
  readonly at: string;
  readonly department: string;
  /** Coordinates that were shown, whole or masked, in alphabetical order. */
  readonly fields: readonly string[];
  readonly personId: string;
  readonly purpose: string | null;
  readonly verbs: readonly string[];
}

/** Types that hold facts about people. What was read of an organisation is not part of anybody's own log. */
const PERSONAL_TYPES: ReadonlySet<string> = new Set([
  "Person",
  "Household",
  "HouseholdMember",
  "Licence",
  "Penalty",
  "KeyPerson",
  "Shareholder",
  "GovernanceEvent",
  "EventStep",
  "InvolvedParty",
]);

/** Verdicts are one object for each compiled operation and view, so this is worked out once for each. */
const shownFields = new WeakMap<AuditRecord["verdicts"], readonly string[]>();

/** One line for each person, in the order in which the record names them; none where no answer was given. */
export function linesOf(
  record: Pick<AuditRecord, "at" | "department" | "outcome" | "purpose" | "subjects" | "verdicts">,
): AuditLine[] {
  if (record.outcome !== "OK") return [];
  const people = record.subjects.filter(({ type }) => type === "Person");
  if (people.length === 0) return [];
  const { at, department, purpose } = record;
  const fields = shownOf(record.verdicts);
  return [...Map.groupBy(people, ({ id }) => id)].map(([personId, subjects]) => {
    const verbs = [...new Set(subjects.map(({ verb }) => verb))].sort();
    return { at, department, fields, personId, purpose, verbs };
  });
}

/** Keeps whoever holds one line from finding out by trying whom the lines beside it are about. */
export function lineSalt(nonce: string, personId: string): string {
  // In hex, as the database works it out for the person's own log.
  return hash("sha256", `${nonce}:${personId}`);
}

export function lineHash(line: AuditLine, salt: string): string {
  return sha256(`${salt}${lineText(line)}`);
}

/** The line as it is hashed: members in alphabetical order, no spaces. */
export function lineText({ at, department, fields, personId, purpose, verbs }: AuditLine): string {
  return JSON.stringify({ at, department, fields, personId, purpose, verbs });
}

export function shownOf(verdicts: Readonly<Record<string, Verdict>>): readonly string[] {
  const known = shownFields.get(verdicts);
  if (known) return known;
  const shown = Object.keys(verdicts).filter((coordinate) => {
    const [type = ""] = coordinate.split(".", 1);
    return PERSONAL_TYPES.has(type) && SHOWN.has(verdicts[coordinate]);
  });
  shown.sort();
  shownFields.set(verdicts, shown);
  return shown;
}

const SHOWN: ReadonlySet<Verdict | undefined> = new Set<Verdict>(["FULL", "MASKED", "STALE"]);
