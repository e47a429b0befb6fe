import { createHash } from "node:crypto";
import type { Capability, Scope } from "./capability.ts";

/** The content hash of what may be seen: levels and shapes of scope, whatever their order, without the scopes' values. */
export function viewHash({ levels, scopes }: Pick<Capability, "levels" | "scopes">): string {
  const granted = Object.entries(levels).sort(byName);
  const kinds = Object.entries(scopes)
    .map(([type, scope]) => [type, ...shapeOf(scope)] as const)
    .sort(byName);
  return createHash("sha256")
    .update(JSON.stringify([granted, kinds]))
    .digest("base64url");
}

/** What of a scope decides the statement: with other values in it, the statement stays. */
function shapeOf({ kind, coversSensitiveRows = false, conditions = {} }: Scope) {
  return [kind, coversSensitiveRows, Object.keys(conditions).sort()] as const;
}

function byName([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
