import { HubError } from "../errors.ts";

/** What every root field that counts takes, as the SDL has it. */
export interface CountArguments {
  readonly level: "PROVINCE" | "PREFECTURE" | "COUNTY";
  readonly region?: string | null | undefined;
}

export interface CountPeriodArguments extends CountArguments {
  readonly period?: string | null | undefined;
  readonly byPeriod?: "YEAR" | "QUARTER" | null;
}

const PERIOD = /^\d{4}(?:-Q[1-4])?$/;

/** How far down the tree of regions. */
export function levelDepth(level: CountArguments["level"]): number {
  return ["PROVINCE", "PREFECTURE", "COUNTY"].indexOf(level);
}

/** How far down the tree of periods; one period alone is shown as itself. BAD_USER_INPUT when it is no year and no quarter. */
export function periodDepth(byPeriod: CountPeriodArguments["byPeriod"], period: string | null | undefined): number {
  if (period && !PERIOD.test(period))
    throw new HubError("BAD_USER_INPUT", { field: "period", rule: "YYYY or YYYY-Qn" });
  if (byPeriod) return byPeriod === "YEAR" ? 1 : 2;
  if (!period) return 0;
  return period.length === 4 ? 1 : 2;
}

/** The one table whose flag is set; null when none is. Two cannot be crossed: only what is published is told. */
export function onlyOne<T extends string>(flags: Readonly<Record<T, boolean>>): T | null {
  const set = (Object.keys(flags) as T[]).filter((name) => flags[name]);
  if (set.length > 1) throw new HubError("BAD_USER_INPUT", { field: "by", rule: "ONE_TABLE" });
  return set[0] ?? null;
}
