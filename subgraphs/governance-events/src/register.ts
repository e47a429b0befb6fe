import { defineRegister } from "@tongshu/kit";
import { subgraphSdl } from "@tongshu/schema";
import { resolvers } from "./graphql/resolvers.ts";
import { reads } from "./loaders/reads.ts";
import { governanceEventCounts } from "./store/counts.ts";
import { eventStep, governanceEvent, grid, involvedParty } from "./store/entities.ts";

export const governanceEventsRegister = defineRegister({
  name: "governance-events",
  typeDefs: subgraphSdl("governance-events"),
  resolvers,
  entities: [eventStep, governanceEvent, grid, involvedParty],
  references: [
    { type: "LegalEntity", key: "entityId" },
    { type: "Person", key: "personId" },
  ],
  reads,
  counts: [governanceEventCounts],
});
