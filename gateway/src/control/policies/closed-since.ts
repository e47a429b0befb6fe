import { inArray } from "drizzle-orm";
import { isGrantWithin } from "../../policy/grant-within.ts";
import type { Grant, PolicyContent, Purpose } from "../../policy/policy-content.ts";
import type { HubDb } from "../../store/database.ts";
import { grants } from "../../store/tables/policy.ts";

/**
 * The grants of an old version that were ended since, by an amendment or a lapse, and would give more than what is in
 * force: going back to that version must not bring them back. What an amendment only widened may come back.
 */
export async function grantsClosedSince(
  tx: HubDb,
  target: PolicyContent,
  inForce: PolicyContent,
  at: Date,
): Promise<readonly Grant[]> {
  const living = target.grants.filter(({ validUntil }) => Date.parse(validUntil) > at.getTime());
  const ends = await endsOf(tx, living);
  return living.filter((grant) => {
    const endsAt = ends.get(grant.grantNo);
    const isEndedEarlier = endsAt !== undefined && endsAt.getTime() < Date.parse(grant.validUntil);
    return isEndedEarlier && !inForce.grants.some((now) => isSameTriple(now, grant) && isGrantWithin(grant, now));
  });
}

async function endsOf(tx: HubDb, list: readonly Grant[]): Promise<ReadonlyMap<string, Date>> {
  if (list.length === 0) return new Map();
  const rows = await tx
    .select({ grantNo: grants.grantNo, validUntil: grants.validUntil })
    .from(grants)
    .where(
      inArray(
        grants.grantNo,
        list.map(({ grantNo }) => grantNo),
      ),
    );
  return new Map(rows.map(({ grantNo, validUntil }) => [grantNo, validUntil]));
}

function isSameTriple(a: Grant, b: Grant): boolean {
  return a.department === b.department && a.purpose === b.purpose && a.type === b.type;
}

/** Purposes of an old version that let in whom the registry lets in no more, or ask for less than it does now. */
export function purposesClosedSince(target: readonly Purpose[], registered: readonly Purpose[]): readonly string[] {
  const now = new Map(registered.map((purpose) => [purpose.code, purpose]));
  return target
    .filter(({ code, departments, isCaseRequired }) => {
      const purpose = now.get(code);
      const isWider = departments.some((department) => !purpose?.departments.includes(department));
      return isWider || (purpose?.isCaseRequired === true && !isCaseRequired);
    })
    .map(({ code }) => code);
}
