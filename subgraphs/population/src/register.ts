import { defineRegister } from "@tongshu/kit";
import { subgraphSdl } from "@tongshu/schema";
import { resolvers } from "./graphql/resolvers.ts";
import { reads } from "./loaders/reads.ts";
import { populationCounts } from "./store/counts.ts";
import { household, householdMember, person } from "./store/entities.ts";

export const populationRegister = defineRegister({
  name: "population",
  typeDefs: subgraphSdl("population"),
  resolvers,
  entities: [household, householdMember, person],
  references: [],
  reads,
  counts: [populationCounts],
});
