import { tables } from "@tongshu/governance-events";
import { desc, eq, inArray } from "drizzle-orm";
import { manyBy } from "./batch.ts";
import { type OrdinaryDatabase, ordinarySubgraph } from "./ordinary-subgraph.ts";

const { governanceEvents, involvedParties } = tables;

function createLoaders(db: OrdinaryDatabase) {
  return {
    eventsByPerson: manyBy(
      (ids) =>
        db
          .selectDistinct({ personId: involvedParties.personId, event: governanceEvents })
          .from(involvedParties)
          .innerJoin(governanceEvents, eq(governanceEvents.eventNo, involvedParties.eventNo))
          .where(inArray(involvedParties.personId, ids))
          .orderBy(desc(governanceEvents.reportedAt), desc(governanceEvents.eventNo)),
      (row) => row.personId,
    ),
  };
}

type Context = { readonly loaders: ReturnType<typeof createLoaders> };
type First = { readonly first: number };

export const governanceEventsSubgraph = ordinarySubgraph({
  createLoaders,
  resolvers: {
    Person: {
      events: async ({ personId }: { personId: string }, { first }: First, { loaders }: Context) =>
        (await loaders.eventsByPerson.load(personId)).slice(0, first).map(({ event }) => event),
    },
  },
});
