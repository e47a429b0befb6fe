import type { Clock } from "@tongshu/kit";

/** The real time until a test moves it. */
export class SettableClock implements Clock {
  #offsetMs = 0;
  #stoppedAtMs: number | null = null;

  nowMs(): number {
    return this.#stoppedAtMs ?? Date.now() + this.#offsetMs;
  }

  /** Holds the time at one instant. */
  stopAt(instantMs: number): void {
    this.#stoppedAtMs = instantMs;
  }

  advance(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** Back to the real time. */
  reset(): void {
    this.#offsetMs = 0;
    this.#stoppedAtMs = null;
  }
}
