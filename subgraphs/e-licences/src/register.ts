import { defineRegister } from "@tongshu/kit";
import { subgraphSdl } from "@tongshu/schema";
import { resolvers } from "./graphql/resolvers.ts";
import { reads } from "./loaders/reads.ts";
import { licenceCounts } from "./store/counts.ts";
import { licence, licenceType } from "./store/entities.ts";

export const eLicencesRegister = defineRegister({
  name: "e-licences",
  typeDefs: subgraphSdl("e-licences"),
  resolvers,
  entities: [licence, licenceType],
  references: [
    { type: "LegalEntity", key: "entityId" },
    { type: "Person", key: "personId" },
  ],
  reads,
  counts: [licenceCounts],
});
