import { type Clock, HubError } from "@tongshu/kit";
import { giveBackDailyReads, takeDailyReads } from "../store/daily-reads-transactor.ts";
import type { ImpatientConnection } from "../store/impatient-connection.ts";
import { LeasedAccount } from "./leased-account.ts";
import { secondsToMidnight } from "./shanghai-day.ts";

/** What a grant lets its department read of one type in one day. */
export interface DailyCeiling {
  readonly department: string;
  readonly purpose: string;
  readonly type: string;
  /** YYYY-MM-DD, in Gansu. */
  readonly day: string;
  readonly most: number;
}

/** Below this many reads a second nothing is leased ahead: the way to the store is short, and an exact count is worth it. */
const BUSY_PER_SECOND = 20;
/** A slice is never more than a hundredth of the ceiling, and leased ahead only while sixteen of them are left. */
const SLICES_PER_CEILING = 100;
const SLICES_LEFT = 16;

/** The daily ceilings of all grants, counted by all gateways in one place and kept over a restart. */
export class DailyCeilings {
  readonly #connection: ImpatientConnection;
  readonly #clock: Clock;
  readonly #accounts = new Map<string, { readonly ceiling: DailyCeiling; readonly leased: LeasedAccount }>();

  constructor(connection: ImpatientConnection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** Undefined when this gateway holds enough. Rejects with RATE_LIMITED until midnight, or AUDIT_UNAVAILABLE. */
  take(ceiling: DailyCeiling, amount: number): Promise<void> | undefined {
    const leased = this.#account(ceiling);
    if (!leased.canSpend(amount)) return this.#takeWaiting(leased, ceiling, amount);
    leased.spend(amount);
    return undefined;
  }

  putBack(ceiling: DailyCeiling, amount: number): void {
    this.#account(ceiling).putBack(amount);
  }

  /** Gives back what lay unused here for a second: another gateway may be short of it. */
  async releaseIdle(): Promise<void> {
    for (const [key, { ceiling, leased }] of this.#accounts) {
      const amount = leased.releaseIdle();
      if (amount > 0) await this.#giveBack(ceiling, amount);
      // A ceiling of a day that is over, or of a grant that changed, is asked for no more.
      else if (leased.isForgotten) this.#accounts.delete(key);
    }
  }

  async close(): Promise<void> {
    for (const { ceiling, leased } of this.#accounts.values()) {
      const amount = leased.releaseAll();
      if (amount > 0) await this.#giveBack(ceiling, amount);
    }
  }

  async #takeWaiting(leased: LeasedAccount, ceiling: DailyCeiling, amount: number): Promise<void> {
    const isTaken = await leased.take(amount).catch(() => {
      // Whether the ceiling is reached is unknown, so it is.
      throw new HubError("AUDIT_UNAVAILABLE");
    });
    if (isTaken) return;
    const retryAfterSeconds = secondsToMidnight(this.#clock.nowMs());
    throw new HubError("RATE_LIMITED", {
      field: ceiling.type,
      rule: `at most ${ceiling.most} a day`,
      retryAfterSeconds,
      text: CEILING_REACHED,
    });
  }

  #account(ceiling: DailyCeiling): LeasedAccount {
    const key = Object.values(ceiling).join("\n");
    const known = this.#accounts.get(key);
    if (known) return known.leased;
    const leased = new LeasedAccount(this.#clock, (need, want) => this.#lease(ceiling, need, want));
    this.#accounts.set(key, { ceiling, leased });
    return leased;
  }

  async #lease(ceiling: DailyCeiling, need: number, want: number): Promise<number> {
    const { most } = ceiling;
    return this.#connection.run(async (sql) => {
      const slice = want < BUSY_PER_SECOND ? 0 : Math.floor(Math.min(want, most / SLICES_PER_CEILING));
      const isAhead =
        slice > 0 && (await takeDailyReads(sql, ceiling, { amount: need + slice, most, spare: SLICES_LEFT * slice }));
      if (isAhead) return need + slice;
      return need > 0 && (await takeDailyReads(sql, ceiling, { amount: need, most, spare: 0 })) ? need : 0;
    });
  }

  /** What cannot be given back now stays counted: the ceiling is reached early rather than late. */
  async #giveBack(ceiling: DailyCeiling, amount: number): Promise<void> {
    await this.#connection.run((sql) => giveBackDailyReads(sql, ceiling, amount)).catch(() => {});
  }
}

const CEILING_REACHED = {
  zh: "该授权今日的读取上限已用完，次日零时恢复。",
  en: "The grant's ceiling for today is reached; it is free again at midnight.",
};
