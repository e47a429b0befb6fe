import { defineRegister } from "@tongshu/kit";
import { subgraphSdl } from "@tongshu/schema";
import { resolvers } from "./graphql/resolvers.ts";
import { reads } from "./loaders/reads.ts";
import { legalEntityCounts } from "./store/counts.ts";
import { department, keyPerson, legalEntity, region, shareholder } from "./store/entities.ts";

export const legalEntitiesRegister = defineRegister({
  name: "legal-entities",
  typeDefs: subgraphSdl("legal-entities"),
  resolvers,
  entities: [department, keyPerson, legalEntity, region, shareholder],
  references: [{ type: "Person", key: "personId" }],
  reads,
  counts: [legalEntityCounts],
});
