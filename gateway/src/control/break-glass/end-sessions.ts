import { and, eq, isNull, lte } from "drizzle-orm";
import { breakGlassSessions } from "../../store/tables/break-glass.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { DueWork } from "../due-task.ts";
import { tell } from "../notices/tell.ts";

const AT_ONCE = 200;

/** Writes down that a session's hours are over. The grant itself closed at its second. */
export async function endSessions({ tx, at, record }: DueWork): Promise<void> {
  const over = await tx
    .select()
    .from(breakGlassSessions)
    .where(and(isNull(breakGlassSessions.closedAt), lte(breakGlassSessions.endsAt, at)))
    .limit(AT_ONCE)
    .for("update");
  for (const { sessionNo, endsAt } of over) {
    await tx.update(breakGlassSessions).set({ closedAt: endsAt }).where(eq(breakGlassSessions.sessionNo, sessionNo));
    await record("endBreakGlass", {
      targetKind: "BreakGlassSession",
      targetId: String(sessionNo),
      before: { closedAt: null },
      after: { closedAt: endsAt },
    });
    await tell(tx, at, [SHARING_AUTHORITY], "BREAK_GLASS_CLOSED", { sessionNo });
  }
}
