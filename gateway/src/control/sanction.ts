import { and, desc, eq } from "drizzle-orm";
import { controlEvents } from "../store/tables/control.ts";
import type { Act } from "./act.ts";
import { demandSharingAuthority, SHARING_AUTHORITY } from "./actor.ts";

/**
 * Whom the sharing authority suspended, it alone resumes: else its sanction would last until the department's own
 * administrator looks. Throws ROLE_REQUIRED.
 */
export async function demandMayResume(
  { tx, actor }: Act,
  suspension: { readonly action: string; readonly targetId: string },
): Promise<void> {
  const { action, targetId } = suspension;
  const [last] = await tx
    .select({ department: controlEvents.department })
    .from(controlEvents)
    .where(and(eq(controlEvents.action, action), eq(controlEvents.targetId, targetId)))
    .orderBy(desc(controlEvents.eventNo))
    .limit(1);
  if (last?.department === SHARING_AUTHORITY) demandSharingAuthority(actor);
}
