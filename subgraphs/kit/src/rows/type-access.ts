import { isAtLeast } from "@tongshu/schema";
import type { Capability, Scope } from "../capability.ts";
import type { Classification } from "../wall/classification.ts";

/** How one view sees one type: the same for each row and each call of that view. */
export interface TypeAccess {
  readonly scope: Scope["kind"] | "NONE";
  /** Whether rows that are highly sensitive as a whole count as in scope. */
  readonly coversSensitiveRows: boolean;
  /** Fields whose value must be one of the grant's; empty where the grant covers rows whatever they hold. */
  readonly conditionFields: readonly string[];
  /** Fields every department sees, on public rows. */
  readonly unconditional: ReadonlySet<string>;
  /** Fields the view sees on rows in scope. */
  readonly granted: ReadonlyMap<string, "MASKED" | "FULL">;
}

/** What of a capability is the same for each call of one view: no prefix, no person and no value of a condition. */
export interface View {
  readonly levels: Capability["levels"];
  readonly scopes: Readonly<Record<string, ScopeShape>>;
}

interface ScopeShape extends Pick<Scope, "kind" | "coversSensitiveRows"> {
  readonly conditionFields: readonly string[];
}

export function viewOf({ levels, scopes }: Capability): View {
  const shapes = Object.entries(scopes).map(([type, { kind, coversSensitiveRows = false, conditions = {} }]) => [
    type,
    { kind, coversSensitiveRows, conditionFields: Object.keys(conditions).sort() },
  ]);
  return { levels, scopes: Object.fromEntries(shapes) };
}

export function accessOf(type: string, classification: Classification, view: View): TypeAccess {
  const scope = Object.hasOwn(view.scopes, type) ? view.scopes[type] : undefined;
  const unconditional = new Set<string>();
  const granted = new Map<string, "MASKED" | "FULL">();
  for (const [coordinate, { sharing }] of classification.fields) {
    if (!coordinate.startsWith(`${type}.`) || sharing === "NOT_SHARED") continue;
    const field = coordinate.slice(type.length + 1);
    const level = view.levels[coordinate] ?? "NONE";
    if (sharing === "UNCONDITIONAL") unconditional.add(field);
    // Without a scope no row is in it, so no grant reaches a cell.
    if (scope && isAtLeast(level, "MASKED")) granted.set(field, level === "FULL" ? "FULL" : "MASKED");
  }
  const coversSensitiveRows = scope?.coversSensitiveRows === true;
  const conditionFields = scope?.conditionFields ?? [];
  return { scope: scope?.kind ?? "NONE", coversSensitiveRows, conditionFields, unconditional, granted };
}

/** Region prefixes are digits; anything else could be a pattern that matches more than it should. */
const PREFIX = /^\d{2,15}$/;

/** The values a scope puts into a statement. */
export function scopeInputs(scope: Scope | undefined): Readonly<Record<string, unknown>> {
  if (!scope?.conditions) return kindInputs(scope);
  const values = Object.entries(scope.conditions).map(([field, allowed]) => [conditionInput(field), allowed]);
  return { ...kindInputs(scope), ...Object.fromEntries(values) };
}

/** The name of the input that holds the values allowed in a field. */
export function conditionInput(field: string): string {
  return `condition.${field}`;
}

function kindInputs(scope: Scope | undefined): Readonly<Record<string, unknown>> {
  if (scope?.kind === "SELF") return { self: scope.personId };
  if (scope?.kind === "PREFIXES") {
    return { patterns: prefixesOf(scope).map((prefix) => `${prefix}%`) };
  }
  return {};
}

/** From the lowest to just above the highest text that begins like a region of a prefix scope, cut to some digits. */
export function spanInputs(scope: Scope | undefined, digits: number): Readonly<Record<string, unknown>> {
  if (scope?.kind !== "PREFIXES") return {};
  const starts = prefixesOf(scope).map((prefix) => prefix.slice(0, digits));
  const [spanFrom = ""] = [...starts].sort();
  // `:` comes right after `9`.
  const [spanTo = ""] = starts
    .map((start) => `${start}:`)
    .sort()
    .reverse();
  return { spanFrom, spanTo };
}

function prefixesOf({ prefixes }: { readonly prefixes: readonly string[] }): readonly string[] {
  return prefixes.filter((prefix) => PREFIX.test(prefix));
}
