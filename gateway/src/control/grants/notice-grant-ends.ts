import { beijingDate } from "@tongshu/schema";
import { and, eq, isNull, lte, notExists, type SQL, sql } from "drizzle-orm";
import { expiryMarks, grantOrigins } from "../../store/tables/lineage.ts";
import { grants } from "../../store/tables/policy.ts";
import { addDays } from "../calendar/working-days.ts";
import type { DueWork } from "../due-task.ts";
import { type NoticeKind, tell } from "../notices/tell.ts";
import type { GrantRow } from "./grant-row.ts";
import { ownersOfGrant } from "./owned-by.ts";
import { answeringFor } from "./speaking-for.ts";

/** Days before the end on which both sides are told; 0 is the end itself. */
const NOTICES: readonly (readonly [daysLeft: number, kind: NoticeKind])[] = [
  [30, "GRANT_ENDS_IN_A_MONTH"],
  [7, "GRANT_ENDS_IN_A_WEEK"],
  [0, "GRANT_EXPIRED"],
];
const AT_ONCE = 200;
const BEGINNING_OF_DAY = "T00:00:00+08:00";

/**
 * Tells holder and owners that a grant ends. Derived from its end and from what was told already: a pause of the hub
 * loses no notice, a second gateway sends none twice. A grant that another took the place of ends without a word.
 */
export async function noticeGrantEnds(due: DueWork): Promise<void> {
  for (const [daysLeft, kind] of NOTICES) {
    for (const grant of await dueGrants(due, daysLeft)) await notice(due, grant, daysLeft, kind);
  }
}

function dueGrants({ tx, at }: DueWork, daysLeft: number): Promise<GrantRow[]> {
  const today = beijingDate(at.getTime());
  // Every instant of the day that lies `daysLeft` days ahead: the notice comes on a day, whatever the hour of the end.
  const dayAfter = new Date(`${addDays(today, daysLeft + 1)}${BEGINNING_OF_DAY}`);
  const isNear = daysLeft === 0 ? lte(grants.validUntil, at) : sql`${grants.validUntil} < ${dayAfter.toISOString()}`;
  const told = tx
    .select({ one: sql`1` })
    .from(expiryMarks)
    .where(and(eq(expiryMarks.grantNo, grants.grantNo), eq(expiryMarks.daysLeft, daysLeft)));
  const replaced = tx.select({ one: sql`1` }).from(grantOrigins).where(eq(grantOrigins.supersedes, grants.grantNo));
  return tx
    .select()
    .from(grants)
    .where(and(isNull(grants.revokedAt), isNear, livedLonger(daysLeft), notExists(told), notExists(replaced)))
    .orderBy(grants.validUntil)
    .limit(AT_ONCE);
}

/** A grant of a week is not told a month before its end. */
function livedLonger(daysLeft: number): SQL {
  return sql`${grants.validUntil} - ${grants.validFrom} > make_interval(days => ${daysLeft})`;
}

async function notice({ tx, at, services }: DueWork, grant: GrantRow, daysLeft: number, kind: NoticeKind) {
  const { grantNo, department, validUntil } = grant;
  const [marked] = await tx.insert(expiryMarks).values({ grantNo, daysLeft, at }).onConflictDoNothing().returning();
  if (!marked) return;
  const owners = await answeringFor(tx, ownersOfGrant(grant, services.graph.classification));
  await tell(tx, at, [department, ...owners], kind, { grantNo, validUntil: validUntil.toISOString() });
}
