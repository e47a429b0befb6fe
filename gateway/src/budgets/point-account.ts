import { type Clock, HubError } from "@tongshu/kit";
import type { Lease } from "../store/budget-levels-transactor.ts";
import { LeasedAccount } from "./leased-account.ts";

/** How many points a holder may spend: refilled every second, up to the burst. */
export interface Budget {
  readonly pointsPerSecond: number;
  readonly burstPoints: number;
}

export type LeasePoints = (need: number, want: number, budget: Budget) => Promise<Lease>;

/** Points of one client or department on this gateway. */
export class PointAccount {
  readonly #clock: Clock;
  readonly #leased: LeasedAccount;
  #budget: Budget;
  #left = Number.POSITIVE_INFINITY;
  #leftAtMs = 0;

  constructor(clock: Clock, budget: Budget, lease: LeasePoints) {
    this.#clock = clock;
    this.#budget = budget;
    this.#leased = new LeasedAccount(clock, async (need, want) => {
      const { taken, left } = await lease(need, want, this.#budget);
      this.#left = left;
      this.#leftAtMs = clock.nowMs();
      return taken;
    });
  }

  /** What was known of the level belongs to the budget of before. */
  replaceBudget(budget: Budget): void {
    this.#budget = budget;
    this.#left = Number.POSITIVE_INFINITY;
  }

  canSpend(points: number): boolean {
    return this.#leased.canSpend(points);
  }

  spend(points: number): void {
    this.#leased.spend(points);
  }

  /** Throws RATE_LIMITED with the seconds to wait, or LIMIT_EXCEEDED for what no full budget could pay. */
  async take(points: number): Promise<void> {
    const { burstPoints } = this.#budget;
    if (points > burstPoints)
      throw new HubError("LIMIT_EXCEEDED", { field: "cost", rule: `at most ${burstPoints} points` });
    // A flood of refused requests asks nothing of the store: others can only have taken from what was left.
    if (this.#missing(points) > 0 || !(await this.#leased.take(points))) throw this.#refusal(points);
  }

  putBack(points: number): void {
    this.#leased.putBack(points);
  }

  /** A budget refills by itself, so what lies idle is let go and not returned. */
  releaseIdle(): void {
    this.#leased.releaseIdle();
  }

  /** How many points are missing at the very least. */
  #missing(points: number): number {
    const { pointsPerSecond, burstPoints } = this.#budget;
    const sinceMs = this.#clock.nowMs() - this.#leftAtMs;
    // A clock that was set back tells nothing of what was left.
    const left = sinceMs < 0 ? burstPoints : Math.min(burstPoints, this.#left + (pointsPerSecond * sinceMs) / 1_000);
    return points - left - this.#leased.held;
  }

  #refusal(points: number): HubError {
    const { pointsPerSecond } = this.#budget;
    const retryAfterSeconds = Math.max(1, Math.ceil(this.#missing(points) / pointsPerSecond));
    return new HubError("RATE_LIMITED", { retryAfterSeconds, rule: `${pointsPerSecond} points a second` });
  }
}
