import { HubError } from "@tongshu/kit";
import { and, eq } from "drizzle-orm";
import type { BudgetRow } from "../../store/budgets-reader.ts";
import { saveBudgets } from "../../store/budgets-transactor.ts";
import { budgets } from "../../store/tables/budgets.ts";
import { clients, departments } from "../../store/tables/registry.ts";
import { type Act, act } from "../act.ts";
import { demandSharingAuthority } from "../actor.ts";
import type { ControlContext } from "../control-context.ts";
import type { ControlEvent } from "../events/record-event.ts";
import { requireReason } from "../require-text.ts";

export interface SetBudgetInput extends Pick<BudgetRow, "holderKind" | "holder" | "pointsPerSecond" | "burstPoints"> {
  readonly reason: string;
}

export interface BudgetPayload {
  readonly budget: BudgetRow;
  readonly event: ControlEvent;
}

const MOST_PER_SECOND = 1_000_000;
const MOST_BURST = 10_000_000;

/** Budgets are shared out by the sharing authority alone. Errors: ROLE_REQUIRED, BAD_USER_INPUT, NOT_FOUND. */
export function setBudget(context: ControlContext, input: SetBudgetInput): Promise<BudgetPayload> {
  const reason = requireReason(input.reason);
  const { holderKind, holder, pointsPerSecond, burstPoints } = input;
  if (!(pointsPerSecond > 0 && pointsPerSecond <= MOST_PER_SECOND)) {
    throw new HubError("BAD_USER_INPUT", { field: "pointsPerSecond", rule: `above 0, at most ${MOST_PER_SECOND}` });
  }
  if (!(burstPoints >= 1 && burstPoints <= MOST_BURST)) {
    throw new HubError("BAD_USER_INPUT", { field: "burstPoints", rule: `1 to ${MOST_BURST}` });
  }
  return act(context, "setBudget", ["admin"], async ({ tx, actor, at, record }) => {
    demandSharingAuthority(actor);
    if (!(await isKnown(tx, input))) throw new HubError("NOT_FOUND", { field: "holder" });
    const isHolder = and(eq(budgets.holderKind, holderKind), eq(budgets.holder, holder));
    const [before] = await tx.select().from(budgets).where(isHolder).for("update");
    const setBy = actor.officerId ?? actor.clientId;
    const budget: BudgetRow = { holderKind, holder, pointsPerSecond, burstPoints, setBy, setAt: at };
    await saveBudgets(tx, [budget]);
    const event = await record({
      targetKind: "Budget",
      targetId: `${holderKind} ${holder}`,
      before: before ? { ...before } : null,
      after: { ...budget },
      reason,
    });
    return { budget, event };
  });
}

async function isKnown(tx: Act["tx"], { holderKind, holder }: SetBudgetInput): Promise<boolean> {
  const known =
    holderKind === "CLIENT"
      ? await tx.$count(clients, eq(clients.clientId, holder))
      : await tx.$count(departments, eq(departments.code, holder));
  return known > 0;
}
