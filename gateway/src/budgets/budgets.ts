import { type Clock, HubError } from "@tongshu/kit";
import type { Caller } from "../identity/caller.ts";
import { type Lease, leasePoints } from "../store/budget-levels-transactor.ts";
import { type BudgetRow, listBudgets } from "../store/budgets-reader.ts";
import type { HubDb } from "../store/database.ts";
import type { ImpatientConnection } from "../store/impatient-connection.ts";
import type { HolderKind } from "../store/tables/budgets.ts";
import { type Budget, PointAccount } from "./point-account.ts";

export interface BudgetsOptions {
  readonly connection: ImpatientConnection;
  readonly clock: Clock;
  /** For every holder that has no budget of its own. */
  readonly defaults: Readonly<Record<HolderKind, Budget>>;
}

/** What every caller may spend: each request is charged to its client and to its department, wherever it arrives. */
export class Budgets {
  readonly #options: BudgetsOptions;
  readonly #accounts = new Map<string, PointAccount>();
  #set: ReadonlyMap<string, BudgetRow> = new Map();

  constructor(options: BudgetsOptions) {
    this.#options = options;
  }

  /** Reads anew who has a budget of its own; the hub watch calls it. */
  async refresh(db: HubDb): Promise<void> {
    const rows = await listBudgets(db);
    this.#set = new Map(rows.map((row) => [keyOf(row.holderKind, row.holder), row]));
    for (const [key, account] of this.#accounts) account.replaceBudget(this.#budgetOf(key));
  }

  /**
   * Undefined when both hold enough here, which costs no way to the store. Rejects with RATE_LIMITED and the seconds to
   * wait, LIMIT_EXCEEDED, or AUDIT_UNAVAILABLE when the store cannot be asked.
   */
  charge({ clientId, department }: Caller, points: number): Promise<void> | undefined {
    const client = this.#account("CLIENT", clientId);
    const whole = this.#account("DEPARTMENT", department);
    if (!client.canSpend(points) || !whole.canSpend(points)) return chargeBoth(client, whole, points);
    client.spend(points);
    whole.spend(points);
    return undefined;
  }

  releaseIdle(): void {
    for (const account of this.#accounts.values()) account.releaseIdle();
  }

  /** Bounded by construction: holders are clients and departments that the token check found in the directory. */
  #account(kind: HolderKind, holder: string): PointAccount {
    const key = keyOf(kind, holder);
    const known = this.#accounts.get(key);
    if (known) return known;
    const { clock } = this.#options;
    const account = new PointAccount(clock, this.#budgetOf(key), (need, want, budget) =>
      this.#lease({ holderKind: kind, holder, need, want, ...budget }),
    );
    this.#accounts.set(key, account);
    return account;
  }

  #budgetOf(key: string): Budget {
    const kind = key.startsWith("CLIENT") ? "CLIENT" : "DEPARTMENT";
    return this.#set.get(key) ?? this.#options.defaults[kind];
  }

  async #lease(request: Omit<Parameters<typeof leasePoints>[1], "nowMs">): Promise<Lease> {
    const { connection, clock } = this.#options;
    try {
      return await connection.run((sql) => leasePoints(sql, { ...request, nowMs: clock.nowMs() }));
    } catch {
      // A budget that nobody can count is spent: else cutting the hub off from its database would lift every limit.
      throw new HubError("AUDIT_UNAVAILABLE");
    }
  }
}

/** What the client was charged is returned when its department has nothing left. */
async function chargeBoth(client: PointAccount, whole: PointAccount, points: number): Promise<void> {
  await client.take(points);
  try {
    await whole.take(points);
  } catch (error) {
    client.putBack(points);
    throw error;
  }
}

function keyOf(kind: HolderKind, holder: string): string {
  return `${kind} ${holder}`;
}
