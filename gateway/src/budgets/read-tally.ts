import type { PlanResult } from "../federation/execute-plan.ts";
import type { AccessView } from "../policy/access-view.ts";
import type { LookupCount } from "../policy/lookup-count.ts";
import type { DailyCeiling, DailyCeilings } from "./daily-ceilings.ts";
import { shanghaiDay } from "./shanghai-day.ts";

/** How many numbers an operation brings, by the type of what they name. */
export type Brought = ReadonlyMap<string, number>;

/**
 * What one request takes from the day's ceilings. Numbers that the caller brings are taken before a register is asked and
 * count whether they are known or not, or trying them all would be free; what else the answer holds is taken before it leaves.
 */
export class ReadTally {
  readonly #ceilings: DailyCeilings;
  readonly #byType: readonly DailyCeiling[];
  readonly #brought: Brought;

  constructor(ceilings: DailyCeilings, view: AccessView, brought: Brought, nowMs: number) {
    this.#ceilings = ceilings;
    this.#byType = ceilingsOf(view, nowMs);
    this.#brought = brought;
  }

  /** Rejects with RATE_LIMITED until midnight when the numbers are more than are left today. */
  async takeBrought(): Promise<void> {
    for (const ceiling of this.#byType) await this.#take(ceiling, this.#broughtOf(ceiling));
  }

  /** Rejects as `takeBrought` does; then nothing of the answer may leave. */
  async settle(result: PlanResult, lookups: ReadonlyMap<string, LookupCount>): Promise<void> {
    for (const ceiling of this.#byType) {
      const { keys, verifiedKeys } = lookups.get(ceiling.type) ?? NO_LOOKUPS;
      const asked = [...keys, ...verifiedKeys];
      // Only when the source failed all that numbers were brought for: a caller could make another part fail as it likes.
      if (asked.length > 0 && asked.every((key) => isLost(result, key))) {
        this.#ceilings.putBack(ceiling, this.#broughtOf(ceiling));
      } else await this.#take(ceiling, readBeyond(result, ceiling.type, keys));
    }
  }

  async #take(ceiling: DailyCeiling, amount: number): Promise<void> {
    if (amount > 0) await this.#ceilings.take(ceiling, amount);
  }

  #broughtOf({ type }: DailyCeiling): number {
    return this.#brought.get(type) ?? 0;
  }
}

const NO_LOOKUPS: Pick<LookupCount, "keys" | "verifiedKeys"> = { keys: [], verifiedKeys: [] };

function ceilingsOf(view: AccessView, nowMs: number): DailyCeiling[] {
  const ceilings: DailyCeiling[] = [];
  for (const { type, maxPerDay } of view.grants.values()) {
    if (maxPerDay === null) continue;
    const { department, purpose } = view;
    ceilings.push({ department, purpose, type, day: shanghaiDay(nowMs), most: maxPerDay });
  }
  return ceilings;
}

/** Rows of the type in the answer, without those that were looked up and taken ahead. */
function readBeyond({ subjects, rowCounts, data }: PlanResult, type: string, keys: readonly string[]): number {
  const found = keys.reduce((sum, key) => sum + countFound(data[key]), 0);
  return rowsRead(subjects, rowCounts, type) - found;
}

/** People and organisations by name, for several registers tell of the same one; other rows as their register counts them. */
function rowsRead(subjects: PlanResult["subjects"], rowCounts: PlanResult["rowCounts"], type: string): number {
  if (type !== "Person" && type !== "LegalEntity") return rowCounts[type] ?? 0;
  // Those that were verified came by a number of the caller's.
  const read = subjects.filter((subject) => subject.type === type && subject.verb !== "VERIFIED");
  return new Set(read.map(({ id }) => id)).size;
}

function countFound(value: unknown): number {
  if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined).length;
  return value === null || value === undefined ? 0 : 1;
}

function isLost({ faults }: PlanResult, key: string): boolean {
  const isSourceFault = (code: string) => code === "SOURCE_DOWN" || code === "SOURCE_TIMEOUT";
  return faults.some(({ path, code }) => path.length === 1 && path[0] === key && isSourceFault(code));
}
