import { HubError } from "@tongshu/kit";
import { type Classification, findDepartment } from "@tongshu/schema";
import { and, eq, gt, isNull, lt, ne } from "drizzle-orm";
import type { Grant, GrantTerms, Purpose } from "../../policy/policy-content.ts";
import { checkPolicyContent } from "../../store/check-policy-content.ts";
import type { HubDb } from "../../store/database.ts";
import { grants, purposeDepartments, purposes } from "../../store/tables/policy.ts";

/** The grant that a request would become. */
export interface Candidate {
  readonly grantNo: string;
  readonly department: string;
  readonly purpose: string;
  /** Whoever had the grant before a reform: its right to the purpose goes with a new approval. */
  readonly purposeOf: string;
  readonly terms: GrantTerms;
  readonly validFrom: Date;
  readonly validUntil: Date;
  /** A grant that ends where this one begins. */
  readonly inPlaceOf: string | null;
}

/** Rules of a policy version, before anybody reads the request. Throws BAD_USER_INPUT that names field and rule. */
export async function checkCandidate(tx: HubDb, candidate: Candidate, classification: Classification): Promise<Grant> {
  const { department, purpose: code, purposeOf, terms } = candidate;
  const [row] = await tx.select().from(purposes).where(eq(purposes.code, code));
  if (!row) throw new HubError("BAD_USER_INPUT", { field: "purpose", rule: "a registered purpose" });
  if ((row.basisKind === "SELF_ACCESS") !== (terms.scope.kind === "SELF")) {
    throw new HubError("BAD_USER_INPUT", { field: "scope", rule: "SELF with self access, and only there" });
  }
  const [allowed] = await tx
    .select()
    .from(purposeDepartments)
    .where(and(eq(purposeDepartments.purpose, code), eq(purposeDepartments.department, purposeOf)));
  const grant: Grant = {
    ...terms,
    grantNo: candidate.grantNo,
    department,
    purpose: code,
    validFrom: candidate.validFrom.toISOString(),
    validUntil: candidate.validUntil.toISOString(),
  };
  const { textZh, textEn, ...purpose } = row;
  const asUsed: Purpose = { ...purpose, text: { zh: textZh, en: textEn }, departments: allowed ? [department] : [] };
  if (!findDepartment(department)) throw new HubError("BAD_USER_INPUT", { field: "department", rule: "a known code" });
  checkPolicyContent({ purposes: [asUsed], grants: [grant] }, classification);
  await demandNoOverlap(tx, candidate);
  return grant;
}

/** At most one grant for a department, purpose and type at any instant; a second one is an amendment of the first. */
async function demandNoOverlap(tx: HubDb, candidate: Candidate): Promise<void> {
  const { department, purpose, terms, validFrom, validUntil, inPlaceOf } = candidate;
  const [other] = await tx
    .select({ grantNo: grants.grantNo })
    .from(grants)
    .where(
      and(
        eq(grants.department, department),
        eq(grants.purpose, purpose),
        eq(grants.type, terms.type),
        isNull(grants.revokedAt),
        lt(grants.validFrom, validUntil),
        gt(grants.validUntil, validFrom),
        inPlaceOf === null ? undefined : ne(grants.grantNo, inPlaceOf),
      ),
    );
  if (other) throw new HubError("WRONG_STATE", { field: "amends", rule: `amend ${other.grantNo}, which is active` });
}
