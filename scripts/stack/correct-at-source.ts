import { correctPersonField } from "@tongshu/population";
import type { Stack } from "./stack.ts";

/** What the owner of a field says is right. */
export type SourceCorrection = Parameters<typeof correctPersonField>[1];

/** Corrects one field where it is held, under the role that loads the register. */
export function correctAtSource(stack: Stack, correction: SourceCorrection): Promise<void> {
  const url = stack.urlOf("population", "loader");
  return correctPersonField({ url, applicationName: "correct", connectionCount: 1 }, correction);
}
