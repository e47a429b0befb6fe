import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { systemClock } from "@tongshu/kit";
import { createScalars, type SubgraphName, subgraphSdl } from "@tongshu/schema";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { parse } from "graphql";
import postgres from "postgres";

export type OrdinaryDatabase = PostgresJsDatabase<Record<string, never>>;

/** What one subgraph is made of, as the guides of these libraries show it. */
export interface OrdinarySubgraph {
  readonly createLoaders: (db: OrdinaryDatabase) => object;
  readonly resolvers: Readonly<Record<string, object>>;
}

export function ordinarySubgraph(subgraph: OrdinarySubgraph): OrdinarySubgraph {
  return subgraph;
}

/** The five pools and those of the other ways share one server; more connections than processors gain nothing. */
const POOL_SIZE = 5;

/** Serves a subgraph on a port of its own; loaders are made for each request. Answers the address. */
export async function serveOrdinarySubgraph(
  name: SubgraphName,
  { createLoaders, resolvers }: OrdinarySubgraph,
  databaseUrl: string,
): Promise<string> {
  const db = drizzle(postgres(databaseUrl, { max: POOL_SIZE, connection: { timezone: "Asia/Shanghai" } }));
  const scalars = createScalars(systemClock);
  const schema = buildSubgraphSchema({
    typeDefs: parse(subgraphSdl(name)),
    resolvers: { ...onlyDeclared(scalars, name), ...resolvers } as never,
  });
  const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
    listen: { port: 0, host: "127.0.0.1" },
    context: async () => ({ loaders: createLoaders(db) }),
  });
  return url;
}

/** A resolver for a scalar that the subgraph does not have stops its start. */
function onlyDeclared(scalars: ReturnType<typeof createScalars>, name: SubgraphName) {
  const sdl = subgraphSdl(name);
  return Object.fromEntries(Object.entries(scalars).filter(([scalar]) => sdl.includes(`scalar ${scalar}`)));
}
