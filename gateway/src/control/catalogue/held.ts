import type { Holding, Register } from "@tongshu/kit";
import { within } from "../../store/time-limit.ts";

/** A catalogue does not wait long for a register: what one does not say is shown as unknown. */
const PATIENCE_MS = 2_000;

/** What each register says it holds, by type. A register that does not answer says nothing. */
export async function listHoldings(
  registers: readonly Pick<Register, "holdings">[],
): Promise<ReadonlyMap<string, Holding>> {
  const answers = await Promise.allSettled(
    registers.map(async (register) => within(PATIENCE_MS, register.holdings?.() ?? Promise.resolve([]))),
  );
  const told = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  return new Map(told.map((holding) => [holding.type, holding]));
}
