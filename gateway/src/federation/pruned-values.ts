import { HubError } from "@tongshu/kit";
import { coerceInputValue, type GraphQLSchema, isInputType } from "graphql";
import type { AccessView } from "../policy/access-view.ts";
import { LARGEST_BATCH } from "../policy/list-size.ts";
import type { PrunedVariable } from "../policy/pruned-variables.ts";

/**
 * The values a pruned operation is run with, under its own variable names. Throws BAD_NUMBER when a code is not what
 * the caller says it is, and LIMIT_EXCEEDED when one variable brings more numbers than a lookup may.
 */
export function prunedValues(
  schema: GraphQLSchema,
  variables: readonly PrunedVariable[],
  values: Readonly<Record<string, unknown>>,
  view: AccessView,
): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  const maxBatch = smallestBatch(view);
  for (const { name, source, retypedAs } of variables) {
    const value = values[source];
    if (Array.isArray(value) && value.length > maxBatch) {
      throw new HubError("LIMIT_EXCEEDED", { field: source, rule: `at most ${maxBatch} items` });
    }
    named[name] = retypedAs === null ? value : retype(schema, retypedAs, source, value);
  }
  return named;
}

/** The tightest ceiling among the caller's grants for this purpose. */
function smallestBatch(view: AccessView): number {
  let smallest = LARGEST_BATCH;
  for (const grant of view.grants.values()) smallest = Math.min(smallest, grant.maxBatch ?? LARGEST_BATCH);
  return smallest;
}

function retype(schema: GraphQLSchema, typeName: string, field: string, value: unknown): unknown {
  const type = schema.getType(typeName);
  if (!isInputType(type)) throw new HubError("INTERNAL_SERVER_ERROR");
  return coerceInputValue(value, type, (_path, _invalid, error) => {
    const { rule } = error.extensions;
    throw new HubError("BAD_NUMBER", { field, ...(typeof rule === "string" ? { rule } : {}) });
  });
}
