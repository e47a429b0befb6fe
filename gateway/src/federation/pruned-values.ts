import { HubError } from "@tongshu/kit";
import { coerceInputValue, type GraphQLSchema, isInputType } from "graphql";
import type { AccessView } from "../policy/access-view.ts";
import { LARGEST_BATCH } from "../policy/list-size.ts";
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
  for (const [type, { fixed, listVariables }] of lookups) {
    const ceiling = Math.min(view.grants.get(type)?.maxBatch ?? LARGEST_BATCH, LARGEST_BATCH);
    const count = listVariables.reduce((sum, name) => sum + lengthOf(values[name]), fixed);
    if (count > ceiling) {
      throw new HubError("LIMIT_EXCEEDED", { field: listVariables[0] ?? type, rule: `at most ${ceiling} items` });
    }
    brought.set(type, count);
  }
  return brought;
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
