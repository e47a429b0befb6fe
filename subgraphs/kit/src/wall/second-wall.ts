import type { GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { applyMiddleware } from "graphql-middleware";
import { deny, rule, shield } from "graphql-shield";
import type { CallContext } from "../call-context.ts";
import type { Clock } from "../clock.ts";
import { HubError } from "../errors.ts";

/**
 * One uncached rule on every root field. Shield's caches leave out the field's name, so a cached rule that passed once would
 * pass for every other field; rules further down would be skipped by whoever enters through `_entities`, and cost much
 * more. Without `fallbackRule` a root field that has no rule is open.
 */
export function guardSchema(schema: GraphQLSchema, clock: Clock): GraphQLSchema {
  const wall = rule("second-wall", { cache: "no_cache" })((_parent, _args, context: CallContext, info) =>
    admit(context, info, clock),
  );
  const rules = {
    // The SDL would tell what exists beyond the caller's view; the supergraph is composed from files.
    Query: { "*": wall, _service: deny },
    ...(schema.getMutationType() ? { Mutation: { "*": wall } } : {}),
  };
  const generator = shield(rules, { fallbackRule: deny, fallbackError, allowExternalErrors: false });
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const middleware = generator.generate(schema) as Readonly<Record<string, object>>;
  const guarded = roots.flatMap((root) => (root ? [[root.name, middleware[root.name]]] : []));
  return applyMiddleware(schema, Object.fromEntries(guarded));
}

function admit(context: CallContext, info: GraphQLResolveInfo, clock: Clock): true | HubError {
  if (context.capability.expiresAtMs <= clock.nowMs()) return new HubError("UNAUTHENTICATED");
  return context.plan.refusal ?? context.plan.refusalOfInputs(info.variableValues) ?? true;
}

/** Shield asks for this when a rule says no without a reason, and when a root resolver throws. */
function fallbackError(thrown: unknown): Error {
  if (thrown === null || thrown === undefined) return new HubError("FIELD_FORBIDDEN");
  return thrown instanceof Error ? thrown : new HubError("INTERNAL_SERVER_ERROR");
}
