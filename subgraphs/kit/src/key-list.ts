import { HubError } from "./errors.ts";

/** Numbers one root field takes; whoever has more sends them in several operations, each counted and recorded. */
const MAX_KEYS = 100;

/** Refuses with LIMIT_EXCEEDED, naming the argument, before anything is read. */
export function checkKeyCount(argument: string, keys: readonly string[]): void {
  if (keys.length > MAX_KEYS) throw new HubError("LIMIT_EXCEEDED", { field: argument, rule: `MAX_${MAX_KEYS}` });
}
