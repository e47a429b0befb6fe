import { HubError } from "@tongshu/kit";
import type { PlanResult } from "../federation/execute-plan.ts";
import type { RequestScope } from "../request-scope.ts";
import { listConsenting } from "../store/consents-reader.ts";
import type { ImpatientConnection } from "../store/impatient-connection.ts";

/** Whose data one request may answer with. */
export interface ConsentCover {
  /**
   * Throws CONSENT_REQUIRED unless everybody the answer holds consented, and every number brought found such a person.
   * `lookupKeys` are the root keys under which people were looked up by number.
   */
  demand(answer: PlanResult, lookupKeys: readonly string[]): void;
}

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
    return { demand: (answer, lookupKeys) => demandConsent(consenting, answer, lookupKeys) };
  }
}

function demandConsent(consenting: ReadonlySet<string>, answer: PlanResult, lookupKeys: readonly string[]): void {
  const isCovered = answer.subjects.every(({ type, id }) => type !== "Person" || consenting.has(id));
  // A number that nobody has is answered like one whose owner did not consent: else trying numbers tells which exist.
  const isMissing = lookupKeys.some((key) => lacksSomebody(answer.data[key]) && !isLost(answer, key));
  if (!isCovered || isMissing) throw new HubError("CONSENT_REQUIRED");
}

function lacksSomebody(found: unknown): boolean {
  return found === null || found === undefined || (Array.isArray(found) && found.includes(null));
}

/** Only the lookup's own failure counts: a caller can make other parts of an answer fail as it likes. */
function isLost({ faults }: PlanResult, key: string): boolean {
  return faults.some(({ path }) => path.length === 1 && path[0] === key);
}
