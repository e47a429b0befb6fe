import type { Clock } from "@tongshu/kit";
import { SpendMeter } from "./spend-meter.ts";

/**
 * Asks the store, which all gateways share. Answers what it gave: at least `need`, and perhaps more where `want` points a
 * second are spent here; zero when there is not so much left.
 */
export type LeaseFrom = (need: number, want: number) => Promise<number>;

/** Leases between two of which so little time passed tell that little is left: none is made ahead then. */
const LEASE_AHEAD_EVERY_MS = 100;
/** What lay unused for so long is not needed here. */
const IDLE_AFTER_MS = 1_000;
const FORGOTTEN_AFTER_MS = 60_000;

/**
 * One gateway's share of an amount that all gateways take from. What it spends in a second it leases ahead, so that a busy
 * caller never waits for the store; who asks seldom leases what it needs and holds nothing back from others.
 */
export class LeasedAccount {
  readonly #clock: Clock;
  readonly #lease: LeaseFrom;
  readonly #meter: SpendMeter;
  #held = 0;
  #waiting = 0;
  #leasedAtMs = Number.NEGATIVE_INFINITY;
  #usedAtMs = Number.NEGATIVE_INFINITY;
  #leasing: Promise<void> | null = null;
  #alone: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, lease: LeaseFrom) {
    this.#clock = clock;
    this.#lease = lease;
    this.#meter = new SpendMeter();
  }

  get held(): number {
    return this.#held;
  }

  /** Whether `spend` may be called: what others already wait for is not there for who comes later. */
  canSpend(amount: number): boolean {
    return this.#held - this.#waiting >= amount;
  }

  spend(amount: number): void {
    const nowMs = this.#clock.nowMs();
    this.#held -= amount;
    this.#usedAtMs = nowMs;
    this.#meter.add(amount, nowMs);
    const want = this.#meter.perSecond(nowMs);
    if (this.#held < want / 2 && nowMs - this.#leasedAtMs >= LEASE_AHEAD_EVERY_MS) {
      // Nobody waits for this one: when it fails, whoever needs the next tells.
      this.#leaseTogether().catch(() => {});
    }
  }

  /** Takes the whole amount, from the store if need be; false when there is not so much left. Rejects when the store does. */
  async take(amount: number): Promise<boolean> {
    this.#waiting += amount;
    try {
      // The first may have been under way before; the second knows of everybody who waits.
      for (let attempt = 0; attempt < 2 && this.#held < amount; attempt += 1) await this.#leaseTogether();
      if (this.#held < amount) return await this.#inTurn(() => this.#takeAlone(amount));
      this.spend(amount);
      return true;
    } finally {
      this.#waiting -= amount;
    }
  }

  putBack(amount: number): void {
    this.#held += amount;
  }

  /** What nobody here has used for a while; it is no longer held. */
  releaseIdle(): number {
    return this.#clock.nowMs() - this.#usedAtMs < IDLE_AFTER_MS ? 0 : this.releaseAll();
  }

  /** Empty and long unused: nothing is lost with it. */
  get isForgotten(): boolean {
    const unusedMs = this.#clock.nowMs() - this.#usedAtMs;
    return this.#held === 0 && this.#waiting === 0 && unusedMs > FORGOTTEN_AFTER_MS;
  }

  releaseAll(): number {
    if (this.#waiting > 0) return 0;
    const released = this.#held;
    this.#held = 0;
    return released;
  }

  #leaseTogether(): Promise<void> {
    this.#leasing ??= this.#leaseInto(Math.max(0, this.#waiting - this.#held)).finally(() => {
      this.#leasing = null;
    });
    return this.#leasing;
  }

  async #leaseInto(need: number): Promise<void> {
    const nowMs = this.#clock.nowMs();
    this.#leasedAtMs = nowMs;
    const leased = await this.#lease(need, this.#meter.perSecond(nowMs));
    // Not in one line with the wait: what others spend meanwhile would come back.
    this.#held += leased;
  }

  /** All who wait are too many together; one by one, the first ones still fit. */
  async #takeAlone(amount: number): Promise<boolean> {
    if (this.#held < amount) await this.#leaseInto(amount - this.#held);
    if (this.#held < amount) return false;
    this.spend(amount);
    return true;
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#alone.then(step);
    this.#alone = turn.catch(() => {});
    return turn;
  }
}
