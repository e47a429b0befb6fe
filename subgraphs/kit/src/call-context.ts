import type { Capability } from "./capability.ts";
import type { Clock } from "./clock.ts";
import type { ReadAccount } from "./rows/read-account.ts";
import type { RowSource } from "./rows/row-source.ts";
import type { ReadPlan } from "./wall/read-plan.ts";

/** What the kit carries through one call, from the second wall to the statements. */
export interface CallContext {
  readonly capability: Capability;
  readonly plan: ReadPlan;
  readonly source: RowSource;
  readonly account: ReadAccount;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}
