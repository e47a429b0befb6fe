import DataLoader from "dataloader";
import type { CallContext } from "../call-context.ts";
import type { DatabaseRow } from "../database/database.ts";
import { referenceTo } from "../entity.ts";
import { HubError } from "../errors.ts";
import type { VerifyRead } from "../reads.ts";
import { scopeInputs } from "../rows/type-access.ts";
import { claimInput, LEADING_COLUMNS, type Verification } from "./statement.ts";

/** Subjects that one root field takes. */
const MAX_SUBJECTS = 1_000;
/** Subjects in one statement: what two or three fields of one operation bring together. */
const MAX_BATCH = 5_000;

/** A number and what is claimed about whoever has it. A claim that is null may be made but is not to be compared. */
export type ClaimedSubject = Readonly<Record<string, unknown>>;

/** Never a value: neither the one that is held nor the caller's own. */
export interface ClaimView {
  readonly field: string;
  readonly result: string | null;
  readonly asOf: unknown;
  readonly sourceDept: unknown;
}

export interface SubjectView {
  readonly claims: readonly ClaimView[];
}

/** Refuses with LIMIT_EXCEEDED before anything is read. */
export function checkSubjectCount(subjects: readonly ClaimedSubject[]): void {
  if (subjects.length > MAX_SUBJECTS) {
    throw new HubError("LIMIT_EXCEEDED", { field: "subjects", rule: `MAX_${MAX_SUBJECTS}` });
  }
}

/** All subjects of one call in one statement, however many fields of the operation bring them. */
export function openVerification(read: VerifyRead, context: CallContext) {
  const verification = context.plan.verificationOf(read);
  const verify = (subjects: readonly ClaimedSubject[]) => verifyAll(read, verification, subjects, context);
  const loader = new DataLoader(verify, { cache: false, maxBatchSize: MAX_BATCH });
  return { load: (subjects: readonly ClaimedSubject[]) => Promise.all(subjects.map((each) => loader.load(each))) };
}

async function verifyAll(
  read: VerifyRead,
  verification: Verification,
  subjects: readonly ClaimedSubject[],
  context: CallContext,
): Promise<SubjectView[]> {
  const isCompared = (subject: ClaimedSubject) => verification.claims.some((claim) => isGiven(subject[claim]));
  const compared = subjects.filter(isCompared);
  const rows = await readRows(read, verification, compared, context);
  const bySubject = new Map(rows.map((row) => [compared[Number(row[0]) - 1], row]));
  return subjects.map((subject) => ({ claims: viewsOf(read, verification, subject, bySubject.get(subject)) }));
}

async function readRows(
  read: VerifyRead,
  { query, claims, subjects }: Verification,
  compared: readonly ClaimedSubject[],
  context: CallContext,
): Promise<readonly DatabaseRow[]> {
  if (context.signal.aborted) throw new HubError("SOURCE_TIMEOUT");
  if (!query || compared.length === 0) return [];
  const columns = claims.map((claim) => [claimInput(claim), compared.map((subject) => claimed(read, claim, subject))]);
  const rows = await context.source.rows(query, {
    keys: compared.map((subject) => subject[read.number]),
    ...Object.fromEntries(columns),
    now: new Date(context.clock.nowMs()).toISOString(),
    ...scopeInputs(context.capability.scopes[read.entity.type]),
  });
  for (const row of rows) {
    const looked = claims.filter((_, index) => hasLooked(row[LEADING_COLUMNS + index]));
    if (looked.length === 0) continue;
    const about = subjects.flatMap(({ type, claims: telling }, index) => {
      const id = row[LEADING_COLUMNS + claims.length + index];
      return telling.some((claim) => looked.includes(claim)) ? [{ type, id }] : [];
    });
    context.account.addVerified(read.entity.type, about);
  }
  return rows;
}

function claimed({ claims }: VerifyRead, claim: string, subject: ClaimedSubject): string | null {
  const value = subject[claim];
  return isGiven(value) ? (claims[claim]?.normalise(value) ?? null) : null;
}

/** Whether anything of a row in scope was looked at: a row out of scope leaves no trace, as one that does not exist. */
function hasLooked(verdict: unknown): boolean {
  return verdict !== null && verdict !== "NOT_FOUND";
}

function viewsOf(
  { claims }: VerifyRead,
  verification: Verification,
  subject: ClaimedSubject,
  row: DatabaseRow | undefined,
): ClaimView[] {
  return Object.keys(claims).flatMap((claim) => {
    if (!Object.hasOwn(subject, claim)) return [];
    if (!verification.granted.has(claim)) return [unanswered(claim, "NOT_GRANTED")];
    if (!isGiven(subject[claim])) return [unanswered(claim, null)];
    const verdict = row?.[LEADING_COLUMNS + verification.claims.indexOf(claim)];
    if (!row || verdict === "NOT_FOUND" || verdict === "EMPTY") return [unanswered(claim, "NOT_FOUND")];
    const sourceDept = referenceTo("Department", "code", row[1]);
    return [{ field: claim, result: String(verdict), asOf: row[2], sourceDept }];
  });
}

function unanswered(field: string, result: string | null): ClaimView {
  return { field, result, asOf: null, sourceDept: null };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}
