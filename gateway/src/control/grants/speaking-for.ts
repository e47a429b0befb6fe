import { HubError } from "@tongshu/kit";
import type { HubDb } from "../../store/database.ts";
import { departmentSuccessions } from "../../store/tables/lineage.ts";

/**
 * The department codes that a department speaks for today: its own and those it took over from, theirs included. None
 * once another took over from it.
 */
export async function spokenForBy(tx: HubDb, department: string): Promise<readonly string[]> {
  const rows = await tx
    .select({ predecessor: departmentSuccessions.predecessor, successor: departmentSuccessions.successor })
    .from(departmentSuccessions);
  if (rows.some(({ predecessor }) => predecessor === department)) return [];
  const reached = new Set([department]);
  for (const code of reached) {
    for (const { predecessor, successor } of rows) if (successor === code) reached.add(predecessor);
  }
  return [...reached];
}

/** The departments that answer for an owner named in the schema: itself, or whoever took over. */
export async function answeringFor(tx: HubDb, owners: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .select({ predecessor: departmentSuccessions.predecessor, successor: departmentSuccessions.successor })
    .from(departmentSuccessions);
  const reached = new Set(owners);
  for (const code of reached) {
    for (const { predecessor, successor } of rows) if (predecessor === code) reached.add(successor);
  }
  const closed = new Set(rows.map(({ predecessor }) => predecessor));
  return [...reached].filter((code) => !closed.has(code));
}

/** A department that was taken over neither asks nor approves any more. Throws ROLE_REQUIRED. */
export function demandLiving(spokenFor: readonly string[]): void {
  if (spokenFor.length === 0) throw new HubError("ROLE_REQUIRED", { rule: "a department nobody took over from" });
}
