import type { RegisterName } from "../../databases/names.ts";
import { runChild } from "../child-process.ts";
import { eLicencesSubgraph } from "./e-licences.ts";
import { governanceEventsSubgraph } from "./governance-events.ts";
import { legalEntitiesSubgraph } from "./legal-entities.ts";
import { type OrdinarySubgraph, serveOrdinarySubgraph } from "./ordinary-subgraph.ts";
import { populationSubgraph } from "./population.ts";
import { supervisionSubgraph } from "./supervision.ts";

export interface SubgraphSettings {
  readonly name: RegisterName;
  readonly databaseUrl: string;
}

const SUBGRAPHS: Readonly<Record<RegisterName, OrdinarySubgraph>> = {
  population: populationSubgraph,
  "legal-entities": legalEntitiesSubgraph,
  "e-licences": eLicencesSubgraph,
  supervision: supervisionSubgraph,
  "governance-events": governanceEventsSubgraph,
};

await runChild(async ({ name, databaseUrl }: SubgraphSettings) => ({
  url: await serveOrdinarySubgraph(name, SUBGRAPHS[name], databaseUrl),
}));
