import { eq } from "drizzle-orm";
import type { HubDb } from "../../store/database.ts";
import { grants } from "../../store/tables/policy.ts";
import type { Candidate } from "./check-request.ts";
import type { RequestRow } from "./request-row.ts";

type Asked = Pick<
  RequestRow,
  "department" | "purpose" | "terms" | "kind" | "earlierGrantNo" | "wantedFrom" | "validUntil"
>;

/** The grant that a request would become if it became active at `at`; it never begins in the past. */
export async function candidateOf(tx: HubDb, asked: Asked, grantNo: string, at: Date): Promise<Candidate> {
  const { department, purpose, terms, kind, earlierGrantNo, wantedFrom, validUntil } = asked;
  return {
    grantNo,
    department,
    purpose,
    purposeOf: kind === "RE_APPROVAL" && earlierGrantNo ? await holderOf(tx, earlierGrantNo) : department,
    terms,
    validFrom: wantedFrom !== null && wantedFrom > at ? wantedFrom : at,
    validUntil,
    inPlaceOf: kind === "AMEND" ? earlierGrantNo : null,
  };
}

async function holderOf(tx: HubDb, grantNo: string): Promise<string> {
  const [row] = await tx.select({ department: grants.department }).from(grants).where(eq(grants.grantNo, grantNo));
  return row?.department ?? "";
}

/** What a request's grant will be called: whose it is, and which request it came from. */
export function grantNoOf({ department, requestNo }: Pick<RequestRow, "department" | "requestNo">): string {
  return `G-${department}-R${String(requestNo).padStart(5, "0")}`;
}
