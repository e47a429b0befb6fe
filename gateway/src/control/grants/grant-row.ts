import { HubError } from "@tongshu/kit";
import { and, eq, or, type SQL } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { grants } from "../../store/tables/policy.ts";
import type { Act } from "../act.ts";
import { type Actor, SHARING_AUTHORITY } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import { isOwnedBy } from "./owned-by.ts";
import { spokenForBy } from "./speaking-for.ts";

export type GrantRow = typeof grants.$inferSelect;

/** Grants the actor has business with: held by it, giving what it owns, or all of them for the sharing authority. */
export async function visibleGrants(tx: HubDb, actor: Actor, context: ControlContext): Promise<SQL | undefined> {
  if (actor.department === SHARING_AUTHORITY) return undefined;
  const spokenFor = await spokenForBy(tx, actor.department);
  const { classification } = context.services.graph;
  return or(
    eq(grants.department, actor.department),
    ...spokenFor.map((department) => eq(grants.department, department)),
    isOwnedBy(spokenFor, classification),
  );
}

/** The grant, held until the act ends. Throws NOT_FOUND, also for one that the actor has no business with. */
export async function getGrant({ tx, actor }: Act, context: ControlContext, grantNo: string): Promise<GrantRow> {
  const visible = await visibleGrants(tx, actor, context);
  const [row] = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.grantNo, grantNo), visible))
    .for("update");
  if (!row) throw new HubError("NOT_FOUND", { field: "grantNo" });
  return row;
}
