import { type GraphQLResolveInfo, GraphQLScalarType } from "graphql";
import type { CallContext } from "./call-context.ts";
import type { CountSet } from "./counts/count-set.ts";
import type { Entity, Reference } from "./entity.ts";
import type { LoadersOf, Reads } from "./reads.ts";

export interface RegisterContext<R extends Reads = Reads> extends CallContext {
  readonly loaders: LoadersOf<R>;
}

// biome-ignore lint/suspicious/noExplicitAny: the SDL, not TypeScript, says what a parent and its arguments are.
type Untyped = any;

export type Resolver<R extends Reads> = (
  parent: Untyped,
  args: Untyped,
  context: RegisterContext<R>,
  info: GraphQLResolveInfo,
) => unknown;

export type Resolvers<R extends Reads> = Readonly<
  Record<string, GraphQLScalarType | Readonly<Record<string, Resolver<R>>>>
>;

/** One register, without its database: what the composition root serves in process or over HTTP. */
export interface RegisterDefinition<R extends Reads = Reads> {
  readonly name: string;
  /** The subgraph's SDL, as text. */
  readonly typeDefs: string;
  /** Scalars, root fields and relations only: plain fields come from the row view, `_entities` from the kit. */
  readonly resolvers: Resolvers<R>;
  readonly entities: readonly Entity[];
  /** Types of other registers this one adds fields to. */
  readonly references: readonly Reference[];
  readonly reads: R;
  /** Tables of counts that this register publishes. */
  readonly counts?: readonly CountSet[];
}

/** Keeps the type of `reads`, so that a resolver's `loaders` are checked. */
export function defineRegister<const R extends Reads>(definition: RegisterDefinition<R>): RegisterDefinition<R> {
  return definition;
}

/** A type's own field resolvers; none for a scalar. */
export function fieldResolvers(
  { resolvers }: RegisterDefinition,
  type: string,
): Readonly<Record<string, Resolver<Reads>>> {
  const found = resolvers[type];
  return found === undefined || found instanceof GraphQLScalarType ? {} : found;
}
