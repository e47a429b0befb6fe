/** Refusals for want of budget that leave a record, for each client. */
const EVERY_MS = 1_000;

/**
 * A flood of refused requests must not become a flood of records: of each client the first refusal of a second is
 * recorded, the rest is counted by the metrics alone.
 */
export class RefusalThrottle {
  /** Bounded by the clients of the directory. */
  readonly #lastAtMs = new Map<string, number>();

  isDue(clientId: string, nowMs: number): boolean {
    const lastAtMs = this.#lastAtMs.get(clientId) ?? Number.NEGATIVE_INFINITY;
    if (Math.abs(nowMs - lastAtMs) < EVERY_MS) return false;
    this.#lastAtMs.set(clientId, nowMs);
    return true;
  }
}
