import type { HubDb } from "./database.ts";
import { budgets } from "./tables/budgets.ts";

export type BudgetRow = typeof budgets.$inferSelect;

/** The budgets that somebody set; all others are the default. */
export function listBudgets(db: HubDb): Promise<BudgetRow[]> {
  return db.select().from(budgets);
}
