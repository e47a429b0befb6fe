import { createHash } from "node:crypto";
import type { Capability } from "./capability.ts";

/** The content hash of what may be seen: levels and kinds of scope, whatever their order, without the scopes' values. */
export function viewHash({ levels, scopes }: Pick<Capability, "levels" | "scopes">): string {
  const granted = Object.entries(levels).sort(byName);
  const kinds = Object.entries(scopes)
    .map(([type, { kind, coversSensitiveRows = false }]) => [type, kind, coversSensitiveRows] as const)
    .sort(byName);
  return createHash("sha256")
    .update(JSON.stringify([granted, kinds]))
    .digest("base64url");
}

function byName([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
