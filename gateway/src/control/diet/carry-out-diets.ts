import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { grantDiets } from "../../store/tables/diet.ts";
import { grants } from "../../store/tables/policy.ts";
import { SHARING_AUTHORITY } from "../actor.ts";
import type { DueWork } from "../due-task.ts";
import { closeGrant } from "../grants/close-grant.ts";
import type { GrantRow } from "../grants/grant-row.ts";
import { tell } from "../notices/tell.ts";
import type { DietRow } from "./propose-diet.ts";

const AT_ONCE = 100;
const REASON = "长期未使用，期满未提异议 unused, and nobody objected in time";

/** Shrinks the grants whose holders let the time to object go by. It holds with the next version that is published. */
export async function carryOutDiets(due: DueWork): Promise<void> {
  const { tx, at } = due;
  const rows = await tx
    .select()
    .from(grantDiets)
    .where(and(isNull(grantDiets.closedAt), lte(grantDiets.lapsesAt, at)))
    .orderBy(asc(grantDiets.dietNo))
    .limit(AT_ONCE);
  for (const diet of rows) await carryOut(due, diet);
}

async function carryOut({ tx, at, record }: DueWork, before: DietRow): Promise<void> {
  const [grant] = await tx.select().from(grants).where(eq(grants.grantNo, before.grantNo)).for("update");
  // What was revoked, amended or has ended meanwhile needs no diet any more.
  const isLiving = grant && grant.revokedAt === null && grant.validFrom < at && grant.validUntil > at;
  const successorGrantNo = isLiving ? await shrink({ tx, at }, grant, before) : null;
  const diet = { ...before, closedAt: at, successorGrantNo };
  await tx.update(grantDiets).set({ closedAt: at, successorGrantNo }).where(eq(grantDiets.dietNo, before.dietNo));
  const details = { dietNo: diet.dietNo, grantNo: diet.grantNo, successorGrantNo };
  if (isLiving) await tell(tx, at, [grant.department, SHARING_AUTHORITY], "DIET_CARRIED_OUT", details);
  const targetId = String(diet.dietNo);
  await record("carryOutDiets", {
    targetKind: "GrantDiet",
    targetId,
    before: { ...before },
    after: diet,
    reason: REASON,
  });
}

/** The grant ends, and another begins with what is used; null when nothing is, and the grant is revoked. */
async function shrink(
  { tx, at }: Pick<DueWork, "tx" | "at">,
  grant: GrantRow,
  { dietNo, unusedFields }: DietRow,
): Promise<string | null> {
  const unused = new Set(unusedFields);
  const fields = Object.fromEntries(Object.entries(grant.fields).filter(([field]) => !unused.has(field)));
  if (Object.keys(fields).length === 0) {
    await closeGrant(tx, { grantNo: grant.grantNo, at, reason: REASON, by: "hub" });
    return null;
  }
  const grantNo = `${grant.grantNo.slice(0, LONGEST_STEM)}-D${dietNo}`;
  await tx.update(grants).set({ validUntil: at }).where(eq(grants.grantNo, grant.grantNo));
  await tx.insert(grants).values({ ...grant, grantNo, fields, validFrom: at });
  return grantNo;
}

/** Leaves room for the number of the diet in what a grant's number may be. */
const LONGEST_STEM = 48;
