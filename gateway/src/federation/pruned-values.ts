import { HubError } from "@tongshu/kit";
import { coerceInputValue, type GraphQLSchema, isInputType } from "graphql";
import type { AccessView } from "../policy/access-view.ts";
import { LARGEST_BATCH, LARGEST_VERIFICATION } from "../policy/list-size.ts";
import type { LookupCount } from "../policy/lookup-count.ts";
import type { PrunedVariable } from "../policy/pruned-variables.ts";

/**
 * The values a pruned operation is run with, under its own variable names. Throws BAD_NUMBER when a code is not what
 * the caller says it is.
 */
export function prunedValues(
  schema: GraphQLSchema,
  variables: readonly PrunedVariable[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const { name, source, retypedAs } of variables) {
    const value = values[source];
    named[name] = retypedAs === null ? value : retype(schema, retypedAs, source, value);
  }
  return named;
}

/**
 * How many numbers an operation brings for each type. Throws LIMIT_EXCEEDED when they are more than the grant on that type
 * allows.
 */
export function checkBatches(
  lookups: ReadonlyMap<string, LookupCount>,
  values: Readonly<Record<string, unknown>>,
  view: AccessView,
): ReadonlyMap<string, number> {
  const brought = new Map<string, number>();
  const total = (names: readonly string[]) => names.reduce((sum, name) => sum + lengthOf(values[name]), 0);
  for (const [type, { fixed, listVariables, verifiedVariables }] of lookups) {
    const ceiling = view.grants.get(type)?.maxBatch ?? LARGEST_VERIFICATION;
    const lookedUp = fixed + total(listVariables);
    const verified = total(verifiedVariables);
    refuseAbove(Math.min(ceiling, LARGEST_BATCH), lookedUp, listVariables[0] ?? type);
    // A grant counts people, however they are asked for.
    refuseAbove(Math.min(ceiling, LARGEST_VERIFICATION), lookedUp + verified, verifiedVariables[0] ?? type);
    brought.set(type, lookedUp + verified);
  }
  return brought;
}

function refuseAbove(ceiling: number, count: number, field: string): void {
  if (count > ceiling) throw new HubError("LIMIT_EXCEEDED", { field, rule: `at most ${ceiling} items` });
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}

function retype(schema: GraphQLSchema, typeName: string, field: string, value: unknown): unknown {
  const type = schema.getType(typeName);
  if (!isInputType(type)) throw new HubError("INTERNAL_SERVER_ERROR");
  return coerceInputValue(value, type, (_path, _invalid, error) => {
    const { rule } = error.extensions;
    throw new HubError("BAD_NUMBER", { field, ...(typeof rule === "string" ? { rule } : {}) });
  });
}
