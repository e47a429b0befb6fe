import { readFileSync } from "node:fs";

/** The five registers, by subgraph name. */
export const SUBGRAPH_NAMES = [
  "population",
  "legal-entities",
  "e-licences",
  "supervision",
  "governance-events",
] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

/** One register's SDL in full: the links, directives, scalars and provenance that all share, then its own types. */
export function subgraphSdl(name: SubgraphName): string {
  return `${read("shared.graphql")}\n${read(`${name}.graphql`)}`;
}

/** What the gateway answers itself; it extends the graph that callers see and is no part of the supergraph. */
export function loadOwnGraphSdl(): string {
  return read("own-graph.graphql");
}

/** The composed supergraph as it is committed; a test holds it equal to a fresh composition. */
export function loadSupergraphSdl(): string {
  return read("generated/supergraph.graphql");
}
