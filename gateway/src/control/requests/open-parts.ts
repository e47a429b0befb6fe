import type { RequestPart } from "./request-parts.ts";
import type { DecisionRow } from "./request-row.ts";

/** Parts that still need a yes. A yes counts once for each person, and only for the owner it was said for. */
export function openParts(parts: readonly RequestPart[], decisions: readonly DecisionRow[]): readonly RequestPart[] {
  return parts.filter(({ owner, approvalsNeeded }) => approversOf(owner, decisions).size < approvalsNeeded);
}

function approversOf(owner: string, decisions: readonly DecisionRow[]): ReadonlySet<string> {
  const said = decisions.filter((row) => row.stage === "PROVIDER" && row.owner === owner && row.isApproved);
  return new Set(said.map(({ officerId }) => officerId));
}
