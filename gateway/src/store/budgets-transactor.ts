import { sql } from "drizzle-orm";
import type { BudgetRow } from "./budgets-reader.ts";
import type { HubDb } from "./database.ts";
import { budgets } from "./tables/budgets.ts";

/** Gives a client or a department a budget of its own, or another one. */
export async function saveBudgets(db: HubDb, rows: readonly BudgetRow[]): Promise<void> {
  await db
    .insert(budgets)
    .values([...rows])
    .onConflictDoUpdate({
      target: [budgets.holderKind, budgets.holder],
      set: {
        pointsPerSecond: sql`excluded.points_per_second`,
        burstPoints: sql`excluded.burst_points`,
        setBy: sql`excluded.set_by`,
        setAt: sql`excluded.set_at`,
      },
    });
}
