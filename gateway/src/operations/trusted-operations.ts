import { HubError } from "@tongshu/kit";
import { LRUCache } from "lru-cache";
import type { SentBody } from "../edge/request-body.ts";
import type { Caller } from "../identity/caller.ts";
import type { HubDatabase } from "../store/database.ts";
import { findActiveOperationText, listActiveOperationIds } from "../store/operations-reader.ts";
import { within } from "../store/time-limit.ts";
import { operationIdOf } from "./operation-id.ts";

export interface TrustedOperationsOptions {
  readonly database: HubDatabase;
  /** Whether a client may run registered operations only; true for one that nobody knows. */
  readonly isProduction: (clientId: string) => boolean;
}

/** Texts that were sent by their id, in characters; the ids themselves are bounded where they are registered. */
const MAX_KEPT_CHARACTERS = 8_000_000;
const TIMEOUT_MS = 1_500;

/** What departments have registered: which text an id stands for, and what a client in production may run. */
export class TrustedOperations {
  readonly #options: TrustedOperationsOptions;
  readonly #texts = new LRUCache<string, string>({
    max: 10_000,
    maxSize: MAX_KEPT_CHARACTERS,
    sizeCalculation: (text) => text.length,
  });
  #idsByDepartment: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  constructor(options: TrustedOperationsOptions) {
    this.#options = options;
  }

  /** Reads the ids anew; the hub watch calls it, so that a withdrawal holds within one second. */
  async refresh(): Promise<void> {
    const rows = await listActiveOperationIds(this.#options.database.db);
    const byDepartment = Map.groupBy(rows, ({ department }) => department);
    this.#idsByDepartment = new Map(
      [...byDepartment].map(([department, group]) => [
        department,
        new Set(group.map(({ operationId }) => operationId)),
      ]),
    );
  }

  /**
   * The text to run. Nothing has parsed it yet. Throws OPERATION_NOT_TRUSTED for an id that the caller's department has
   * not registered, and for any other text from a client in production.
   */
  async textOf({ clientId, department }: Caller, { query, documentId }: SentBody): Promise<string> {
    const ids = this.#idsByDepartment.get(department);
    if (documentId !== null) {
      if (!ids?.has(documentId)) throw new HubError("OPERATION_NOT_TRUSTED");
      return this.#texts.get(documentId) ?? (await this.#load(department, documentId));
    }
    if (query === null) throw new HubError("BAD_USER_INPUT", { field: "query", rule: "a non-empty string" });
    if (this.#options.isProduction(clientId) && !ids?.has(operationIdOf(query))) {
      throw new HubError("OPERATION_NOT_TRUSTED");
    }
    return query;
  }

  async #load(department: string, documentId: string): Promise<string> {
    const { database } = this.#options;
    const found = await within(TIMEOUT_MS, findActiveOperationText(database.db, department, documentId)).catch(() => {
      throw new HubError("AUDIT_UNAVAILABLE");
    });
    // Whoever changes a text behind the hub's back stops it rather than putting words into a department's mouth.
    if (found === null || operationIdOf(found) !== documentId) throw new HubError("OPERATION_NOT_TRUSTED");
    this.#texts.set(documentId, found);
    return found;
  }
}
