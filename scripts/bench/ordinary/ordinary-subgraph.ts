import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
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

const KEEP_ALIVE_MS = 65_000;

/**
 * Apollo's data source keeps idle connections for longer than the five seconds of a Node server, and gives up when one is
 * closed under a request. Who runs this in production comes to raise the server's limit, out of reach though it is.
 */
function keepConnections(): void {
  subscribe("http.server.request.start", (message) => {
    (message as { readonly server: Server }).server.keepAliveTimeout = KEEP_ALIVE_MS;
  });
}

/** Serves a subgraph on a port of its own; loaders are made for each request. Answers the address. */
export async function serveOrdinarySubgraph(
  name: SubgraphName,
  { createLoaders, resolvers }: OrdinarySubgraph,
  databaseUrl: string,
): Promise<string> {
  keepConnections();
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
