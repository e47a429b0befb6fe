import { HubError } from "@tongshu/kit";
import type { CompiledOperation } from "../federation/compile-operation.ts";
import type { PlanResult } from "../federation/execute-plan.ts";
import { OUTCOME_ALIAS } from "../policy/pruned-nodes.ts";
import type { RequestScope } from "../request-scope.ts";
import { listConsenting } from "../store/consents-reader.ts";
import type { ImpatientConnection } from "../store/impatient-connection.ts";

/** Whose data one request may answer with. */
export interface ConsentCover {
  /** Throws CONSENT_REQUIRED unless everybody the answer holds consented, and every number brought found such a person. */
  demand(answer: PlanResult, asked: AskedByNumber): void;
}

/** How an operation asks for somebody by number. */
export type AskedByNumber = Pick<CompiledOperation, "lookups" | "verifications">;

/**
 * Purposes that rest on consent: read anew from the database at every request and kept nowhere, so that the next query
 * after a withdrawal is refused on every gateway. Other purposes pass without a question.
 */
export class ConsentGate {
  readonly #connection: ImpatientConnection;

  constructor(connection: ImpatientConnection) {
    this.#connection = connection;
  }

  /** Throws CONSENT_REQUIRED where nobody consented, before any register is asked. */
  async cover({ caller, snapshot, purposeCode, caseNo }: RequestScope): Promise<ConsentCover | null> {
    if (purposeCode === null || snapshot.purpose(purposeCode)?.basisKind !== "CONSENT") return null;
    if (caseNo === null) throw new HubError("CONSENT_REQUIRED");
    const key = { department: caller.department, purpose: purposeCode, caseNo };
    const consenting = new Set(
      await this.#connection
        .run((sql) => listConsenting(sql, key))
        .catch(() => {
          // Whether somebody withdrew cannot be known now.
          throw new HubError("SOURCE_DOWN");
        }),
    );
    if (consenting.size === 0) throw new HubError("CONSENT_REQUIRED");
    return { demand: (answer, asked) => demandConsent(consenting, answer, asked) };
  }
}

function demandConsent(consenting: ReadonlySet<string>, answer: PlanResult, asked: AskedByNumber): void {
  const isCovered = answer.subjects.every(({ type, id }) => type !== "Person" || consenting.has(id));
  // A number that nobody has is answered like one whose owner did not consent: else trying numbers tells which exist.
  if (!isCovered || isSomebodyMissing(answer, asked)) throw new HubError("CONSENT_REQUIRED");
}

function isSomebodyMissing(answer: PlanResult, { lookups, verifications }: AskedByNumber): boolean {
  // That an organisation exists is public; whatever else has a number may lead to a person.
  const keys = [...lookups].flatMap(([type, { keys }]) => (type === "LegalEntity" ? [] : keys));
  if (keys.some((key) => lacksSomebody(answer.data[key]) && !isLost(answer, key))) return true;
  const verified = verifications.filter(({ field }) => field.type === "Person");
  return verified.some(({ sourceKey }) => listOf(answer.data[sourceKey]).some(isNotFound));
}

/** Of somebody who is there, at least one claim finds something to be compared with. */
function isNotFound(subject: unknown): boolean {
  const outcomes = listOf((subject as Readonly<Record<string, unknown>> | null)?.[OUTCOME_ALIAS]);
  const results = outcomes.map((outcome) => (outcome as { result?: unknown }).result);
  const compared = results.filter((result) => typeof result === "string" && result !== "NOT_GRANTED");
  return compared.length > 0 && compared.every((result) => result === "NOT_FOUND");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function lacksSomebody(found: unknown): boolean {
  return found === null || found === undefined || (Array.isArray(found) && found.includes(null));
}

/** Only the lookup's own failure counts: a caller can make other parts of an answer fail as it likes. */
function isLost({ faults }: PlanResult, key: string): boolean {
  return faults.some(({ path }) => path.length === 1 && path[0] === key);
}
