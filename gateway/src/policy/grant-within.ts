import { isAtLeast } from "@tongshu/schema";
import type { Grant, GrantScope } from "./policy-content.ts";

/** Whether everything that `inner` gives, `outer` gives too: levels, rows, ways of asking, volume and time. */
export function isGrantWithin(inner: Grant, outer: Grant): boolean {
  const levels = Object.entries(inner.fields);
  return (
    levels.every(([field, level]) => isAtLeast(outer.fields[field] ?? "NONE", level)) &&
    inner.isAggregate === outer.isAggregate &&
    isScopeWithin(inner.scope, outer.scope) &&
    areConditionsWithin(inner, outer) &&
    implies(outer.isLookupOnly, inner.isLookupOnly) &&
    implies(outer.isCaseRequired, inner.isCaseRequired) &&
    implies(inner.coversSensitiveRows === true, outer.coversSensitiveRows === true) &&
    isCeilingWithin(inner.maxPerDay, outer.maxPerDay) &&
    isCeilingWithin(inner.maxBatch, outer.maxBatch) &&
    Date.parse(inner.validUntil) <= Date.parse(outer.validUntil)
  );
}

/** `OWN` of two callers differs from caller to caller, so it lies in nothing but itself and `ALL`. */
function isScopeWithin(inner: GrantScope, outer: GrantScope): boolean {
  if (outer.kind === "ALL") return true;
  if (inner.kind === "PREFIXES" && outer.kind === "PREFIXES") {
    return inner.prefixes.every((prefix) => outer.prefixes.some((wider) => prefix.startsWith(wider)));
  }
  return inner.kind === outer.kind;
}

function areConditionsWithin(inner: Grant, outer: Grant): boolean {
  return Object.entries(outer.conditions ?? {}).every(([field, values]) => {
    const narrower = inner.conditions?.[field];
    return narrower?.every((value) => values.includes(value)) === true;
  });
}

function isCeilingWithin(inner: number | null, outer: number | null): boolean {
  return outer === null || (inner !== null && inner <= outer);
}

function implies(one: boolean, other: boolean): boolean {
  return !one || other;
}
