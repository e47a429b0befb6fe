import { HubError } from "@tongshu/kit";
import { eq } from "drizzle-orm";
import type { Role } from "../../identity/caller.ts";
import { officers } from "../../store/tables/registry.ts";
import type { Act } from "../act.ts";
import { type Actor, demandDepartment, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlEvent } from "../events/record-event.ts";

export type OfficerRow = typeof officers.$inferSelect;

export interface OfficerPayload {
  readonly officer: OfficerRow;
  readonly event: ControlEvent;
}

/** What a department may give its people by itself. */
const CASE_ROLES: readonly Role[] = ["officer", "investigator"];

/**
 * Refuses roles that the actor may not give. Who could make an approver of their own could approve what they ask for under
 * another name. Throws ROLE_REQUIRED or BAD_USER_INPUT.
 */
export function demandMayGive({ department }: Actor, roles: readonly Role[]): void {
  if (roles.length === 0 || roles.includes("citizen")) {
    throw new HubError("BAD_USER_INPUT", { field: "roles", rule: "one or more, and not CITIZEN" });
  }
  if (department === SHARING_AUTHORITY || roles.every((role) => CASE_ROLES.includes(role))) return;
  throw new HubError("ROLE_REQUIRED", { rule: `department ${SHARING_AUTHORITY}` });
}

/** The officer, held until the act ends; never the actor's own row. Throws NOT_FOUND, ROLE_REQUIRED. */
export async function getOfficer({ tx, actor }: Act, officerId: string): Promise<OfficerRow> {
  if (officerId === actor.officerId) throw new HubError("ROLE_REQUIRED", { rule: "another person" });
  const [row] = await tx.select().from(officers).where(eq(officers.officerId, officerId)).for("update");
  if (!row) throw new HubError("NOT_FOUND", { field: "officerId" });
  demandDepartment(actor, row.department);
  return row;
}

/** Changes the row and records it with what it was. */
export async function changeOfficer(
  { tx, record }: Act,
  before: OfficerRow,
  change: Partial<OfficerRow>,
  reason: string,
): Promise<OfficerPayload> {
  const [row] = await tx.update(officers).set(change).where(eq(officers.officerId, before.officerId)).returning();
  const officer = row as OfficerRow;
  const event = await record({
    targetKind: "Officer",
    targetId: officer.officerId,
    before: { ...before },
    after: { ...officer },
    reason,
  });
  return { officer, event };
}
