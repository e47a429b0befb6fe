import type { Clock } from "@tongshu/kit";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { HubDb } from "../store/database.ts";
import { addOperationTexts, type OperationText } from "../store/operation-texts-transactor.ts";

export interface OperationTextsOptions {
  readonly database: { readonly db: HubDb };
  readonly clock: Clock;
  readonly log: Logger;
}

const SEEN_KEPT = 20_000;
const LONGEST_TEXT = 20_000;
/** Whoever writes a new text for each question fills neither the table nor the places of others. */
const NEW_TEXTS_PER_DEPARTMENT_DAY = 500;
const TEXTS_AT_ONCE = 50;
const DAY_MS = 86_400_000;
/** Numbers travel in variables; a text that holds one all the same is not kept. */
const NUMBER_SHAPE = /\d{15}/;

/** Keeps what the hashes in the record stand for, once each, beside the requests and never in their way. */
export class OperationTexts {
  readonly #options: OperationTextsOptions;
  readonly #seen = new LRUCache<string, true>({ max: SEEN_KEPT });
  readonly #countByDepartment = new Map<string, number>();
  #waiting: OperationText[] = [];
  #writing: Promise<void> | null = null;
  #day = 0;

  constructor(options: OperationTextsOptions) {
    this.#options = options;
  }

  note(department: string, operationHash: string, text: string): void {
    if (this.#seen.has(operationHash)) return;
    this.#seen.set(operationHash, true);
    if (text.length > LONGEST_TEXT || NUMBER_SHAPE.test(text) || !this.#hasRoom(department)) return;
    this.#waiting.push({ operationHash, text, firstSeenAt: new Date(this.#options.clock.nowMs()) });
    this.#writing ??= this.#write();
  }

  /** Resolves when what was noted is stored, or could not be. */
  async close(): Promise<void> {
    await this.#writing;
  }

  #hasRoom(department: string): boolean {
    const day = Math.floor(this.#options.clock.nowMs() / DAY_MS);
    if (day !== this.#day) this.#countByDepartment.clear();
    this.#day = day;
    const count = (this.#countByDepartment.get(department) ?? 0) + 1;
    this.#countByDepartment.set(department, count);
    return count <= NEW_TEXTS_PER_DEPARTMENT_DAY;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0, TEXTS_AT_ONCE);
        await addOperationTexts(this.#options.database.db, batch);
      }
    } catch (err) {
      // Asked again later, the texts that were lost come again.
      this.#seen.clear();
      this.#waiting = [];
      this.#options.log.warn({ err }, "operation texts were not kept");
    } finally {
      this.#writing = null;
    }
  }
}
