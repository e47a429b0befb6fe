import { buildSubgraphSchema } from "@apollo/subgraph";
import { createScalars } from "@tongshu/schema";
import { type DocumentNode, type GraphQLScalarType, type GraphQLSchema, Kind, parse } from "graphql";
import type { CallContext } from "../call-context.ts";
import type { Clock } from "../clock.ts";
import type { LoadersOf, Reads } from "../reads.ts";
import { fieldResolvers, type RegisterDefinition } from "../register-definition.ts";
import { loaderFactory } from "../rows/loaders.ts";
import { guardCells } from "../wall/cell-guard.ts";
import { type Classification, classify } from "../wall/classification.ts";
import { guardSchema } from "../wall/second-wall.ts";
import { checkDefinition } from "./check-definition.ts";
import { entitiesResolver, withKeyReads } from "./entities-resolver.ts";

/** A register ready to answer, but for its database. */
export interface ExecutableRegister {
  readonly schema: GraphQLSchema;
  readonly classification: Classification;
  createLoaders(context: CallContext): LoadersOf<Reads>;
}

/** Throws when the definition and the SDL do not fit each other. */
export function buildRegister(definition: RegisterDefinition, clock: Clock): ExecutableRegister {
  const typeDefs = parse(definition.typeDefs);
  const classification = classify(typeDefs);
  const reads = withKeyReads(definition);
  const resolvers = { ...scalarsOf(typeDefs, clock), ...resolversOf(definition, classification, reads) };
  const open = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  checkDefinition(definition, classification, open);
  return { schema: guardSchema(open, clock), classification, createLoaders: loaderFactory(reads) };
}

/** The contract's scalars are the same in every register. */
function scalarsOf({ definitions }: DocumentNode, clock: Clock): Record<string, GraphQLScalarType> {
  const scalars: Record<string, GraphQLScalarType> = createScalars(clock);
  const isDeclared = (name: string) =>
    definitions.some((definition) => definition.kind === Kind.SCALAR_TYPE_DEFINITION && definition.name.value === name);
  return Object.fromEntries(Object.entries(scalars).filter(([name]) => isDeclared(name)));
}

function resolversOf(definition: RegisterDefinition, classification: Classification, reads: Reads) {
  const answersEntities = definition.references.length > 0 || definition.entities.some(({ key }) => key);
  return {
    ...definition.resolvers,
    ...guardCells(definition, classification),
    Query: {
      ...fieldResolvers(definition, "Query"),
      ...(answersEntities ? { _entities: entitiesResolver(definition, reads) } : {}),
    },
  };
}
