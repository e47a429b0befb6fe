import type { Clock } from "@tongshu/kit";
import type { Logger } from "pino";
import type { HubDatabase } from "../store/database.ts";
import { openImpatientConnection } from "../store/impatient-connection.ts";
import { Budgets } from "./budgets.ts";
import { DailyCeilings } from "./daily-ceilings.ts";
import { OfficerWatch } from "./officer-watch.ts";

/** Points a second, and as a burst, for a holder that has no budget of its own. */
export interface BudgetLimits {
  readonly clientPointsPerSecond: number;
  readonly clientBurstPoints: number;
  readonly departmentPointsPerSecond: number;
  readonly departmentBurstPoints: number;
  /** An officer who reads more different persons in one day, without a grant made for batches, raises an alarm. */
  readonly maxPersonsPerOfficerDay: number;
}

export interface OpenBudgets {
  readonly budgets: Budgets;
  readonly ceilings: DailyCeilings;
  readonly officers: OfficerWatch;
  close(): Promise<void>;
}

export interface OpenBudgetsOptions {
  readonly database: HubDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: BudgetLimits;
}

const TIMEOUT_MS = 1_500;
const TEND_EVERY_MS = 1_000;

/** Everything that bounds how much is asked, over one connection of its own. */
export function openBudgets({ database, clock, log, limits }: OpenBudgetsOptions): OpenBudgets {
  const connection = openImpatientConnection(database, TIMEOUT_MS);
  const defaults = {
    CLIENT: { pointsPerSecond: limits.clientPointsPerSecond, burstPoints: limits.clientBurstPoints },
    DEPARTMENT: { pointsPerSecond: limits.departmentPointsPerSecond, burstPoints: limits.departmentBurstPoints },
  };
  const budgets = new Budgets({ connection, clock, defaults });
  const ceilings = new DailyCeilings(connection, clock);
  const officers = new OfficerWatch(connection, clock, log, limits.maxPersonsPerOfficerDay);
  const tend = setInterval(() => {
    budgets.releaseIdle();
    ceilings.releaseIdle().catch(() => {});
    officers.flush().catch((err: unknown) => log.warn({ err }, "whom officers read could not be counted"));
  }, TEND_EVERY_MS).unref();
  return {
    budgets,
    ceilings,
    officers,
    async close() {
      clearInterval(tend);
      await officers.flush().catch(() => {});
      await ceilings.close();
      await connection.close();
    },
  };
}
