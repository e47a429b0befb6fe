const WINDOW_MS = 1_000;

/** How much was spent in the last whole second; zero for what is asked now and then. */
export class SpendMeter {
  #windowStartMs = 0;
  #current = 0;
  #previous = 0;

  add(amount: number, nowMs: number): void {
    this.#turn(nowMs);
    this.#current += amount;
  }

  perSecond(nowMs: number): number {
    this.#turn(nowMs);
    return this.#previous;
  }

  #turn(nowMs: number): void {
    const sinceMs = nowMs - this.#windowStartMs;
    if (sinceMs >= 0 && sinceMs < WINDOW_MS) return;
    this.#previous = sinceMs >= 0 && sinceMs < 2 * WINDOW_MS ? this.#current : 0;
    this.#current = 0;
    this.#windowStartMs = nowMs;
  }
}
