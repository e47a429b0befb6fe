import { createHash } from "node:crypto";
import type { Level } from "@tongshu/schema";
import type { Grant, GrantScope } from "./policy-content.ts";

/** What one department may see for one purpose at one instant: its active grants, by type. Holds no caller and no data. */
export interface AccessView {
  readonly department: string;
  readonly purpose: string;
  /** Content hash of everything a compiled operation depends on: departments with equal views share plans, nobody else's. */
  readonly hash: string;
  readonly grants: ReadonlyMap<string, Grant>;
  /** AGGREGATE grants by type: counts of its rows, and never a row. A grant that shows rows gives no counts. */
  readonly aggregates: ReadonlyMap<string, Grant>;
  /** Types whose grant for this department and purpose has run out: named so in the refusal. */
  readonly expiredTypes: ReadonlySet<string>;
  /** The instant at which some grant starts or ends, so that this view no longer holds. */
  readonly changesAtMs: number;
}

/** The level a grant gives to `type.field` for rows in its scope; NONE where no grant says otherwise. */
export function grantedLevel(view: AccessView, type: string, field: string): Level {
  return view.grants.get(type)?.fields[field] ?? "NONE";
}

/** Builds the view of one department and purpose. `grants` are all grants of that pair, active or not. */
export function compileView(department: string, purpose: string, grants: readonly Grant[], nowMs: number): AccessView {
  const active = new Map<string, Grant>();
  const aggregates = new Map<string, Grant>();
  const expired = new Set<string>();
  let changesAtMs = Number.POSITIVE_INFINITY;
  for (const grant of grants) {
    const fromMs = Date.parse(grant.validFrom);
    const untilMs = Date.parse(grant.validUntil);
    if (nowMs < fromMs) changesAtMs = Math.min(changesAtMs, fromMs);
    else if (nowMs >= untilMs) expired.add(grant.type);
    else {
      changesAtMs = Math.min(changesAtMs, untilMs);
      (grant.isAggregate ? aggregates : active).set(grant.type, grant);
    }
  }
  for (const type of [...active.keys(), ...aggregates.keys()]) expired.delete(type);
  const hash = hashView([...active.values(), ...aggregates.values()], expired);
  return { department, purpose, hash, grants: active, aggregates, expiredTypes: expired, changesAtMs };
}

function hashView(active: readonly Grant[], expired: ReadonlySet<string>): string {
  const content = active
    .map((grant) => [
      grant.type,
      grant.isAggregate,
      Object.entries(grant.fields).sort(([a], [b]) => (a < b ? -1 : 1)),
      scopeKind(grant.scope),
      grant.isLookupOnly,
      grant.isCaseRequired,
      grant.coversSensitiveRows === true,
      Object.keys(grant.conditions ?? {}).sort(),
      grant.maxBatch,
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([content, [...expired].sort()]))
    .digest("hex");
}

/** OWN and PREFIXES make the same statement, only with other values. */
function scopeKind(scope: GrantScope): string {
  return scope.kind === "OWN" ? "PREFIXES" : scope.kind;
}
