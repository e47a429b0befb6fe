import type { RegisterName, Stack } from "@tongshu/scripts/stack";
import postgres from "postgres";
import { urlOf } from "./database.ts";

/** Holds a table of a register so that every statement on it waits, until it is disposed of. */
export async function lockTable(stack: Stack, name: RegisterName, table: string): Promise<AsyncDisposable> {
  const sql = postgres(urlOf(new URL(stack.urlOf(name, "runtime")).pathname.slice(1)), { max: 1, onnotice: () => {} });
  const locked = Promise.withResolvers<void>();
  const isOver = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`lock table ${tx(table)} in access exclusive mode`;
    locked.resolve();
    await isOver.promise;
  });
  await Promise.race([locked.promise, holding]);
  return {
    async [Symbol.asyncDispose]() {
      isOver.resolve();
      await holding;
      await sql.end();
    },
  };
}
