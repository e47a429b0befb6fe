import { resolve } from "node:path";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { loadSupergraphSdl } from "@tongshu/schema";
import { REGISTER_NAMES } from "../../databases/names.ts";
import { runChild, startChild } from "../child-process.ts";
import { givenStack } from "../given-stack.ts";
import type { WaySettings } from "../way.ts";
import type { SubgraphSettings } from "./subgraph-process.ts";

const SUBGRAPH = resolve(import.meta.dirname, "subgraph-process.ts");

// Federation as its guides show it: a gateway, five subgraph servers, HTTP between them. Nobody is asked who he is,
// nothing is hidden and nothing is recorded.
await runChild(async (settings: WaySettings, running) => {
  const stack = givenStack(settings);
  const subgraphs = await Promise.all(
    REGISTER_NAMES.map(async (name): Promise<readonly [string, string]> => {
      const subgraph: SubgraphSettings = { name, databaseUrl: stack.urlOf(name, "runtime") };
      const child = await startChild<{ readonly url: string }>(SUBGRAPH, subgraph, { execArgv: process.execArgv });
      running.defer(() => child.stop());
      return [name, child.ready.url];
    }),
  );
  const gateway = openGateway(new Map(subgraphs));
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  return { url };
});

/** The committed supergraph names addresses that never resolve; here each subgraph's own takes their place. */
function openGateway(urls: ReadonlyMap<string, string>): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl: loadSupergraphSdl(),
    buildService: ({ name }) => {
      const url = urls.get(name);
      if (url === undefined) throw new Error(`no subgraph ${name}`);
      return new RemoteGraphQLDataSource({ url });
    },
  });
}
