import { defineRegister } from "@tongshu/kit";
import { subgraphSdl } from "@tongshu/schema";
import { resolvers } from "./graphql/resolvers.ts";
import { reads } from "./loaders/reads.ts";
import { inspectionCounts, penaltyCounts } from "./store/counts.ts";
import { abnormalListEntry, inspection, penalty, seriousListEntry } from "./store/entities.ts";

export const supervisionRegister = defineRegister({
  name: "supervision",
  typeDefs: subgraphSdl("supervision"),
  resolvers,
  entities: [abnormalListEntry, inspection, penalty, seriousListEntry],
  references: [
    { type: "LegalEntity", key: "entityId" },
    { type: "Person", key: "personId" },
  ],
  reads,
  counts: [inspectionCounts, penaltyCounts],
});
